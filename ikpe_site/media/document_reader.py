"""Reads a document: its text, and what a PDF file lacks for screen readers.

    python document_reader.py <file>

A program of its own, because what people upload may be broken or hostile: it limits its own memory and time before it
opens the file, and imports nothing of the site. It prints JSON, an object a line, as soon as it knows them, so that
what it said before a limit ended it holds: `accessibility_issues` of a PDF file (values of
DocumentInspection.AccessibilityIssue), then `state` (a value of DocumentInspection.State) and `text`.
"""

import json
import logging
import re
import resource
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import PurePath

MEMORY = 1024**3  # bytes of address space
SECONDS = 30  # of the processor
MAX_LENGTH = 500_000  # characters: some 250 pages
MAX_PAGES = 20  # searched for text by the check of accessibility
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


def read_pdf(path):
    for page in open_pdf(path).pages:
        yield page.extract_text()


def read_docx(path):
    from docx import Document

    for element in Document(path).element.body.iter("{*}p"):
        yield "".join(part.text or "" for part in element.iter("{*}t"))


def read_xlsx(path):
    from openpyxl import load_workbook

    for sheet in load_workbook(path, read_only=True, data_only=True):
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            yield " ".join(str(cell) for cell in row if cell is not None)


def read_pptx(path):
    from pptx import Presentation

    for slide in Presentation(path).slides:
        for element in slide.element.iter("{*}p"):
            yield "".join(part.text or "" for part in element.iter("{*}t"))
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text


def read_odf(path):
    from odfdo import Document

    with zipfile.ZipFile(path) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise EncryptedError
    for paragraph in Document(path).body.xpath("//text:p | //text:h"):
        yield paragraph.text_recursive


def read_plain(path):
    with open(path, "rb") as file:
        content = file.read(MAX_LENGTH * 4)
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield content.decode("cp1252", errors="replace")


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
    part = re.sub(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\xad]", "", part)
    part = re.sub(r"(?<=[a-zäöüß])-\s*\n\s*(?=[a-zäöüß])", "", part)
    return " ".join(part.split())


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


def main(path: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    logging.disable()  # pypdf warns of each oddity: endlessly, if a file is made for it
    for finding in read(path):
        print(json.dumps(finding), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
