"""Reads the text out of a document. A program of its own, because what people upload may be broken or hostile.

    python readers.py <file> <extension>

prints JSON: `state` (a value of DocumentText.State) and `text`. It limits its own memory and time before it opens the
file, and imports nothing of the site.
"""

import json
import re
import resource
import sys
import zipfile

MEMORY = 1024**3  # bytes of address space
SECONDS = 30  # of the processor
MAX_LENGTH = 500_000  # characters: some 250 pages
OLE = b"\xd0\xcf\x11\xe0"  # Office files with a password are wrapped in this older format


class EncryptedError(Exception):
    pass


def read_pdf(path):
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise EncryptedError
    for page in reader.pages:
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


def read_text(path):
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
    "csv": read_text,
    "txt": read_text,
}


def collect(parts) -> str:
    """Join `parts`, one a line, with single blanks and at most MAX_LENGTH characters."""
    lines, length = [], 0
    for part in parts:
        # Without what databases refuse, and with the words that a line break has parted.
        clean = re.sub(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\xad]", "", part)
        clean = re.sub(r"(?<=[a-zäöüß])-\s*\n\s*(?=[a-zäöüß])", "", clean)
        clean = " ".join(clean.split())
        if clean:
            lines.append(clean)
            length += len(clean) + 1
        if length > MAX_LENGTH:
            break
    return "\n".join(lines)[:MAX_LENGTH]


def read(path: str, extension: str) -> tuple[str, str]:
    with open(path, "rb") as file:
        head = file.read(4)
    if extension not in READERS:
        return "unsupported", ""
    if head == OLE:
        return "encrypted", ""
    try:
        text = collect(READERS[extension](path))
    except EncryptedError:
        return "encrypted", ""
    except MemoryError:
        return "too_large", ""
    except Exception as error:  # noqa: BLE001 whatever a library says of a broken file: there is no text to be had
        print(f"{type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201
        return ("encrypted" if type(error).__name__ in ("DependencyError", "FileNotDecryptedError") else "broken"), ""
    return ("read" if any(letter.isalpha() for letter in text) else "empty"), text


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    state, text = read(*sys.argv[1:])
    json.dump({"state": state, "text": text}, sys.stdout)
