"""Reads a document: its text, what a PDF file lacks for screen readers, and whose names and comments it gives away.

    python document_reader.py <file>

A program of its own, because what people upload may be broken or hostile: it limits its own memory and time before it
opens the file, and imports nothing of the site. It prints JSON, an object a line, as soon as it knows them, so that
what it said before a limit ended it holds: `accessibility_issues` of a PDF file (values of
DocumentInspection.AccessibilityIssue), then `state` (a value of DocumentInspection.State) and `text`, then `people`
(names) and the number of `comments`.
"""

import codecs
import datetime
import json
import logging
import re
import resource
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import PurePath

MEMORY = 1024**3  # bytes of address space
SECONDS = 30  # of the processor
MAX_LENGTH = 500_000  # characters: some 250 pages
MAX_NAMES, MAX_NAME_LENGTH = 20, 80
MAX_PAGES = 20  # searched for text by the check of accessibility
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WORD_PARTS = re.compile(r"/word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
OPEN_DOCUMENT_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# What stands for a character in the XML of office files, by the local name of the element.
CHARACTERS = {
    **dict.fromkeys(("br", "cr", "line-break"), "\n"),
    **dict.fromkeys(("tab", "ptab", "s"), " "),
    "noBreakHyphen": "-",
    "softHyphen": "\xad",
}
# Formats (where `tab` is a position), the same again for older programs, comments, numbers of notes, what was deleted.
NO_TEXT = [
    f"{{*}}{name}"
    for name in ("pPr", "rPr", "Fallback", "annotation", "note-citation", "tracked-changes", "instrText", "delText")
]
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# A hyphen before one of these stands for the rest of a word: „Sozial- und Jugendhilfe“.
CONJUNCTIONS = "und|oder|sowie|bzw|beziehungsweise|bis|wie|als|noch|aber|statt"
AT_LINE_END = re.compile(rf"(\w)[-\u2010\u2011]\s*\n\s*(?:({CONJUNCTIONS})\b|([^\W\d_])|(?=\d))")
# Where office files keep who wrote them, and the comments: in attributes and elements of these names.
PEOPLE_PARTS = re.compile(
    r"docProps/core\.xml|meta\.xml|content\.xml|word/(?:document|people|comments\w*)\.xml"
    r"|xl/(?:comments\d*|comments/\w+|persons/\w+|threadedComments/\w+)\.xml|ppt/(?:commentAuthors|authors|comments/\w+)\.xml"
)
PEOPLE_ELEMENTS = {"creator", "lastModifiedBy", "initial-creator", "printed-by"}
PERSON_ATTRIBUTES = {"comment", "ins", "del", "person", "author", "cmAuthor"}
COMMENTS = {"comment", "threadedComment", "cm", "annotation"}
OF_PROGRAMS = {"python-docx", "openpyxl", "PowerPoint", "Steve Canny"}  # what libraries put where a name belongs
PDF_COMMENTS = {
    "/Text",
    "/FreeText",
    "/Highlight",
    "/Underline",
    "/StrikeOut",
    "/Squiggly",
    "/Caret",
    "/Stamp",
    "/Ink",
}
OLE = b"\xd0\xcf\x11\xe0"  # Office files with a password are wrapped in this older format


class EncryptedError(Exception):
    pass


@cache
def open_pdf(path: str):
    from pypdf import PdfReader

    pdf = PdfReader(path)
    if pdf.is_encrypted and not pdf.decrypt(""):
        raise EncryptedError
    return pdf


def accessibility_issues(path: str) -> list[str]:
    """What PDF/UA asks for and a program can tell: structure, text, language and title."""
    pdf = open_pdf(path)
    root = pdf.trailer["/Root"]
    is_marked = getattr(root.get("/MarkInfo", {}).get("/Marked"), "value", False)  # pypdf's own false counts as true
    issues = {
        "tags": not (is_marked and "/StructTreeRoot" in root),
        "text": not any("/Font" in (page.get("/Resources") or {}) for page in islice(pdf.pages, MAX_PAGES)),
        "language": not str(root.get("/Lang", "")).strip(),
        "title": not ((pdf.metadata and pdf.metadata.title) or "").strip(),
    }
    return [name for name, is_missing in issues.items() if is_missing]


def people_in_pdf(path: str) -> tuple[list[str], int]:
    pdf = open_pdf(path)
    annotations = [note.get_object() for page in pdf.pages for note in page.get("/Annots") or ()]
    comments = [note for note in annotations if note.get("/Subtype") in PDF_COMMENTS]
    return names([pdf.metadata and pdf.metadata.author, *(note.get("/T") for note in comments)]), len(comments)


def people_in_office_file(path: str) -> tuple[list[str], int]:
    """Who is named in an office file: its authors, those who changed it last or on the record, and commented."""
    from lxml import etree

    people, comments = [], 0
    with zipfile.ZipFile(path) as archive:
        for part in filter(PEOPLE_PARTS.fullmatch, archive.namelist()):
            with archive.open(part) as file:
                for _event, element in etree.iterparse(file, resolve_entities=False):
                    name = str(element.tag).rpartition("}")[2]
                    comments += name in COMMENTS
                    if name in PEOPLE_ELEMENTS or (name == "author" and part.startswith("xl/")):
                        people.append(element.text)
                    elif name in PERSON_ATTRIBUTES:
                        attributes = {key.rpartition("}")[2]: value for key, value in element.items()}
                        people.append(
                            attributes.get("author") or attributes.get("displayName") or attributes.get("name")
                        )
                    element.clear()
                    while element.getprevious() is not None:  # so that a long text takes no memory
                        del element.getparent()[0]
    return names(people), comments


def names(found: Iterable[str | None]) -> list[str]:
    """Each name once, without numbers of programs and accounts."""
    cleaned = dict.fromkeys(clean(str(name))[:MAX_NAME_LENGTH] for name in found if name)
    return [name for name in cleaned if name not in OF_PROGRAMS and any(letter.isalpha() for letter in name)][
        :MAX_NAMES
    ]


def read_pdf(path):
    for page in open_pdf(path).pages:
        yield page.extract_text()


def paragraphs(root) -> Iterator[str]:
    """The text of each paragraph below an element of an office file."""
    from lxml import etree

    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, *NO_TEXT, with_tail=False)
    return map(text_of, root.iter("{*}p", "{*}h"))


def text_of(element) -> str:
    """The text of a paragraph, without that of text boxes and notes in it, which are paragraphs of their own."""
    namespace, _, name = element.tag.rpartition("}")
    is_open_document = f"{namespace}}}" == OPEN_DOCUMENT_TEXT
    parts = [CHARACTERS.get(name, "")]
    if is_open_document or name == "t":
        parts.append(element.text or "")
    for child in element:
        if child.tag.rpartition("}")[2] not in ("p", "h"):
            parts.append(text_of(child))
        if is_open_document:
            parts.append(child.tail or "")
    return "".join(parts)


def read_docx(path):
    from docx import Document
    from lxml import etree

    parts = [part for part in Document(path).part.package.iter_parts() if WORD_PARTS.fullmatch(part.partname)]
    for part in sorted(parts, key=lambda part: part.partname):  # the document stands before its footers and headers
        yield from paragraphs(etree.fromstring(part.blob))


def read_xlsx(path):
    from openpyxl import load_workbook

    for sheet in load_workbook(path, read_only=True, data_only=True):
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            yield " ".join(map(cell_text, row))


def cell_text(value) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return f"{value:%d.%m.%Y}"
    return "" if value is None else str(value)


def read_pptx(path):
    from pptx import Presentation

    for slide in Presentation(path).slides:
        yield from paragraphs(slide.element)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame:
            yield slide.notes_slide.notes_text_frame.text


def read_odf(path):
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise EncryptedError
        # Headers and footers of a text are styles; those of tables and slides hold numbers and dates.
        for part in ("content.xml", "styles.xml") if path.endswith(".odt") else ("content.xml",):
            yield from paragraphs(etree.fromstring(archive.read(part)))


def read_plain(path):
    with open(path, "rb") as file:
        content = file.read(MAX_LENGTH * 4)
    if content.startswith(UTF_16_MARKS):
        yield content.decode("utf-16", errors="replace")
        return
    try:
        yield codecs.getincrementaldecoder("utf-8-sig")().decode(content)  # it may break off within a letter
    except UnicodeDecodeError:
        yield content.decode("cp1252", errors="replace")


PLAIN = ("csv", "txt")
READERS = {
    "pdf": read_pdf,
    "docx": read_docx,
    "xlsx": read_xlsx,
    "pptx": read_pptx,
    "odt": read_odf,
    "ods": read_odf,
    "odp": read_odf,
    "csv": read_plain,
    "txt": read_plain,
}


def clean(part: str) -> str:
    """Return `part` in one line, without what databases refuse, and with the words whole that a line break divides."""
    part = unicodedata.normalize("NFC", part.translate(LIGATURES))
    part = re.sub(r"[\x00-\x08\x0e-\x1f\ud800-\udfff]", "", part)
    part = re.sub(r"\xad(?:\s*\n\s*)?", "", part)
    return " ".join(AT_LINE_END.sub(whole, part).split())


def whole(match: re.Match) -> str:
    """The hyphen of a word that goes on in the next line falls away, that of „Ilm-Kreis“ and „Sozial- und …“ stays."""
    before, conjunction, letter = match.groups()
    if conjunction:
        return f"{before}- {conjunction}"
    if before.islower() and letter and letter.islower():
        return before + letter
    return f"{before}-{letter or ''}"


def joined(parts: Iterable[str]) -> str:
    """Return `parts`, one a line, with at most MAX_LENGTH characters."""
    text = ""
    for line in filter(None, map(clean, parts)):
        text += f"{line}\n"
        if len(text) > MAX_LENGTH:
            break
    return text[:MAX_LENGTH].rstrip()


def read_text(reader: Callable, path: str) -> str:
    with open(path, "rb") as file:
        if file.read(len(OLE)) == OLE:
            raise EncryptedError
    return joined(reader(path))


def attempt(function: Callable, *arguments) -> tuple:
    """Return "read" and what `function` returns, or the state that says why it could not, and None."""
    try:
        return "read", function(*arguments)
    except EncryptedError:
        return "encrypted", None
    except MemoryError:
        return "too_large", None
    except Exception as error:  # noqa: BLE001 whatever a library says of a broken file: it cannot be read
        print(f"{type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201
        return "broken", None


def read(path: str) -> Iterator[dict]:
    """Yield what is found in the file, the quick part first."""
    extension = PurePath(path).suffix.removeprefix(".")
    if extension not in READERS:
        yield {"state": "unsupported", "text": ""}
        return
    if extension == "pdf":
        state, issues = attempt(accessibility_issues, path)
        failure = "protected" if state == "encrypted" else "broken"
        yield {"accessibility_issues": [failure] if issues is None else issues}
    state, text = attempt(read_text, READERS[extension], path)
    if state == "read" and not any(letter.isalpha() for letter in text):
        state = "empty"
    yield {"state": state, "text": text or ""}
    if extension not in PLAIN and state != "too_large":
        _state, told = attempt(people_in_pdf if extension == "pdf" else people_in_office_file, path)
        people, comments = told or ([], 0)
        yield {"people": people, "comments": comments}


def main(path: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    logging.disable()  # pypdf warns of each oddity: endlessly, if a file is made for it
    for finding in read(path):
        print(json.dumps(finding), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
