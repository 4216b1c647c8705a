"""Files as people upload them, each with the same words in it."""

import io
import zipfile

from docx import Document as Docx
from fpdf import FPDF
from odfdo import Document as Odf
from odfdo import Paragraph
from openpyxl import Workbook
from openpyxl.comments import Comment
from pptx import Presentation
from pypdf import PdfWriter
from pypdf.annotations import Link, Text
from pypdf.generic import BooleanObject, DictionaryObject, NameObject

TEXT = "Die Bäder im Ilm-Kreis"
OFFICE_WITH_PASSWORD = b"\xd0\xcf\x11\xe0" + b" " * 600


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf(text: str = TEXT, empty_pages: int = 0, **metadata: str) -> bytes:
    """A PDF file without tags. `metadata` are properties that fpdf2 sets: lang, title."""
    document = FPDF()
    for name, value in metadata.items():
        getattr(document, f"set_{name}")(value)
    for _number in range(empty_pages):
        document.add_page()
    document.add_page()
    if text:
        document.set_font("helvetica")
        document.write(text=text)
    return bytes(document.output())


def written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def protected_pdf(algorithm: str = "AES-256", needed: str = "geheim") -> bytes:
    """A PDF file with a password against changes, and one that is `needed` to read it."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt(needed, "owner", algorithm=algorithm)
    return written(writer)


def marked_pdf(is_marked: bool, **entries: DictionaryObject) -> bytes:
    """A PDF file that says whether it is tagged, with more `entries` in its catalogue."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    entries["MarkInfo"] = DictionaryObject({NameObject("/Marked"): BooleanObject(is_marked)})
    writer.root_object.update({NameObject(f"/{name}"): entry for name, entry in entries.items()})
    return written(writer)


def docx() -> bytes:
    document = Docx()
    document.add_paragraph("Anfang")
    for cell in document.add_table(1, 2).rows[0].cells:
        cell.text = TEXT
    return saved(document)


def xlsx() -> bytes:
    book = Workbook()
    book.active.append(["Zahl", 7, "=1+1", TEXT])
    return saved(book)


def pptx() -> bytes:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[0])
    slide.shapes.title.text = slide.placeholders[1].text = TEXT
    slide.notes_slide.notes_text_frame.text = "Notiz"
    return saved(show)


def replaced(archive: bytes, **parts: str) -> bytes:
    """An archive in which the files with these names have other contents, or come in addition."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in {**dict.fromkeys(old.namelist()), **parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return buffer.getvalue()


WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def docx_of(body: str, footnotes: str) -> bytes:
    """A Word file of which XML stands for the text and for its footnotes."""
    empty = saved(Docx())
    with zipfile.ZipFile(io.BytesIO(empty)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        related = archive.read("word/_rels/document.xml.rels").decode()
    types = types.replace(
        "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{FOOTNOTES_TYPE}"/></Types>'
    )
    related = related.replace(
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{RELATIONS}/footnotes" Target="footnotes.xml"/></Relationships>',
    )
    parts = {
        "[Content_Types].xml": types,
        "word/_rels/document.xml.rels": related,
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f'<w:footnotes {WORD}><w:footnote w:id="1">{footnotes}</w:footnote></w:footnotes>',
    }
    return replaced(empty, **parts)


def odf_of(body: str) -> bytes:
    """A text of OpenDocument with this XML as its text."""
    document = odf("text")
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        content = archive.read("content.xml").decode()
    start, end = content.index("<office:text"), content.index("</office:text>")
    return replaced(document, **{"content.xml": f"{content[:start]}<office:text>{body}{content[end:]}"})


def odf(kind: str) -> bytes:
    document = Odf(kind)
    document.body.append(Paragraph(TEXT))
    return saved(document)


def protected_odf() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    return buffer.getvalue()


def bomb() -> bytes:
    """A small Word file that unpacks to more than the reader may have."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as good, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bad:
        for name in good.namelist():
            if name != "word/document.xml":
                bad.writestr(name, good.read(name))
        with bad.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>')
            for _ in range(1100):
                part.write(b"<w:p/>" * (1024 * 1024 // 6))
    return buffer.getvalue()


def docx_with_people() -> bytes:
    """A Word file with an author, somebody who changed it, a change on the record and a comment."""
    document = Docx()
    paragraph = document.add_paragraph(TEXT)
    document.core_properties.author, document.core_properties.last_modified_by = "Anna Autorin", "Lars Letzter"
    document.add_comment(paragraph.runs, text="Stimmt das?", author="Karl Kommentar")
    with zipfile.ZipFile(io.BytesIO(saved(document))) as archive:
        body = archive.read("word/document.xml").decode()
    change = '<w:ins w:id="9" w:author="Petra Prüfung"><w:r><w:t>neu</w:t></w:r></w:ins></w:p>'
    return replaced(saved(document), **{"word/document.xml": body.replace("</w:p>", change, 1)})


def xlsx_with_people() -> bytes:
    book = Workbook()
    book.active["A1"] = TEXT
    book.active["A1"].comment = Comment("Bitte prüfen", "Karl Kommentar")
    book.properties.creator, book.properties.lastModifiedBy = "Anna Autorin", "Anna Autorin"
    return saved(book)


def pptx_with_people() -> bytes:
    show = Presentation()
    show.core_properties.author = "Anna Autorin"
    authors = '<p:cmAuthorLst xmlns:p="p"><p:cmAuthor id="0" name="Karl Kommentar"/></p:cmAuthorLst>'
    comments = '<p:cmLst xmlns:p="p"><p:cm authorId="0"/><p:cm authorId="0"/></p:cmLst>'
    return replaced(saved(show), **{"ppt/commentAuthors.xml": authors, "ppt/comments/comment1.xml": comments})


def odt_with_people() -> bytes:
    note = "<text:p>Text<office:annotation><dc:creator>Karl Kommentar</dc:creator></office:annotation></text:p>"
    meta = (
        '<m xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<meta:initial-creator>Anna Autorin</meta:initial-creator><dc:creator>Anna Autorin</dc:creator></m>"
    )
    return replaced(odf_of(note), **{"meta.xml": meta})


def pdf_with_people() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.add_metadata({"/Author": "Anna Autorin"})
    writer.add_annotation(0, Text(rect=(10, 10, 20, 20), text="Stimmt das?", title_bar="Karl Kommentar"))
    writer.add_annotation(0, Link(rect=(10, 10, 20, 20), url="https://example.org/"))
    return written(writer)
