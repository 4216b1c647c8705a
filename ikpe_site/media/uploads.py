"""What documents may be uploaded: judged by the content of a file, not by its name."""

import lzma
import zipfile
import zlib
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ikpe_site.text.slugs import german_slug

MAX_NAME_LENGTH = 80
START = 1024  # bytes; in a PDF file something else may stand before its signature
# What an archive must hold to be of a kind, and the folder of its contents.
OFFICE_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OPEN_DOCUMENTS = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
MACROS = ("vbaproject.bin", "basic/script-lc.xml")
# What an archive that is damaged, encrypted or packed in an unknown way leads to.
UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, ValueError, RuntimeError, EOFError)
TEXTS = ("csv", "txt")
ENCODINGS = ("utf-8-sig", "cp1252")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
PRINTED_CONTROLS = "\t\n\r\f"


def harmless_name(name: str) -> str:
    """Return a file name of Latin letters, digits and hyphens with one extension: `Größe 2.PDF` → `groesse-2.pdf`."""
    path = PurePath(name.replace("\\", "/"))
    stem = german_slug(path.stem.replace(".", "-"))[:MAX_NAME_LENGTH].strip("-")
    return (stem or "datei") + path.suffix.lower()


def check_document(file) -> None:
    """Raise a ValidationError unless the content of `file` is what its extension says, and free of macros."""
    extension = PurePath(file.name).suffix.lower().removeprefix(".")
    file.seek(0)
    try:
        if not is_of_kind(file, extension):
            raise ValidationError(
                _("The content of the file is not that of a .%(extension)s file."),
                code="wrong_content",
                params={"extension": extension},
            )
    finally:
        file.seek(0)


def is_of_kind(file, extension: str) -> bool:
    if extension == "pdf":
        return b"%PDF-" in file.read(START)
    if extension in TEXTS:
        return is_text(file.read())
    return zipfile.is_zipfile(file) and is_archive_of_kind(file, extension)


def is_text(content: bytes) -> bool:
    encodings = ("utf-16",) if content.startswith(UTF_16_MARKS) else ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not any(character < " " and character not in PRINTED_CONTROLS for character in text)
    return False


def is_archive_of_kind(file, extension: str) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if extension in OPEN_DOCUMENTS:
                mark = f"application/vnd.oasis.opendocument.{OPEN_DOCUMENTS[extension]}".encode()
                is_right = "mimetype" in names and archive.open("mimetype").read(len(mark) + 1) == mark
            elif extension in OFFICE_FOLDERS:
                folder = OFFICE_FOLDERS[extension]
                is_right = "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)
            else:
                return extension == "zip"
    except UNREADABLE:
        return False
    return is_right and not any(name.lower().endswith(MACROS) for name in names)
