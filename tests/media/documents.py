"""Files as people upload them, each with the same words in it."""

import io
import zipfile

from docx import Document as Docx
from fpdf import FPDF
from odfdo import Document as Odf
from odfdo import Paragraph
from openpyxl import Workbook
from pptx import Presentation
from pypdf import PdfWriter
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
