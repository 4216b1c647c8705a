"""Files of references: which format it is, and whether it may be read at all."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from . import bibtex, csl_json, ris

MAX_BYTES = 5 * 1024 * 1024
MAX_RECORDS = 10_000


class UnreadableFileError(ValueError):
    """The file as a whole cannot be read; the message says why, to an editor."""


@dataclass
class Record:
    """An entry of a file: the line it begins in, and its CSL-JSON item or the `error` that made it unreadable."""

    line: int
    item: dict = field(default_factory=dict)
    error: str = ""


def read_file(content: bytes) -> list[Record]:
    """Return the records of a BibTeX, RIS or CSL-JSON file; UnreadableFileError if it is none or too large."""
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(_("The file is larger than %(size)d MB.") % {"size": MAX_BYTES // 1024**2})
    text = decode(content)
    records = [Record(*found) for found in reader_for(text)(text)]
    if not records:
        raise UnreadableFileError(_("The file holds no entries."))
    if len(records) > MAX_RECORDS:
        raise UnreadableFileError(_("The file holds more than %(number)d entries.") % {"number": MAX_RECORDS})
    return records


def decode(content: bytes) -> str:
    if b"\0" in content:
        raise UnreadableFileError(_("This is no text file. Please export BibTeX, RIS or CSL-JSON from your program."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what older programs on Windows write


def reader_for(text: str):
    """The function that yields line, item and error of each entry, told by how the text begins."""
    start = text.lstrip()
    if start.startswith(("[", "{")):
        return json_reader
    if ris.is_ris(start):
        return ris.read
    if not start.startswith("<") and "@" in start:
        return bibtex.read
    raise UnreadableFileError(_("This is neither BibTeX nor RIS nor CSL-JSON."))


def json_reader(text: str) -> Iterator[tuple]:
    try:
        return csl_json.read(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise UnreadableFileError(_("The JSON breaks off in line %(line)d.") % {"line": line}) from None
    except RecursionError:
        raise UnreadableFileError(_("The JSON is nested too deeply.")) from None
