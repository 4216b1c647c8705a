"""Files of references: which format it is, and what it holds."""

from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import bibtex, csl_json, ris

MAX_RECORDS = 10_000


class Record(NamedTuple):
    """An entry of a file: the line it begins in, and its CSL-JSON item or the `error` that made it unreadable."""

    line: int
    item: dict
    error: str


def read_records(text: str) -> list[Record]:
    """Return the records of a BibTeX, RIS or CSL-JSON file; ValidationError if it is none or too long."""
    records = [Record(*record) for record in reader_for(text)(text)]
    if not records:
        raise ValidationError(_("The file holds no entries."))
    if len(records) > MAX_RECORDS:
        raise ValidationError(_("The file holds more than %(number)d entries.") % {"number": MAX_RECORDS})
    return records


def reader_for(text: str):
    """The function that yields line, item and error of each entry, told by how the text begins."""
    start = text.lstrip()
    if start.startswith(("[", "{")):
        return json_reader
    if ris.is_ris(start):
        return ris.read
    if not start.startswith("<") and "@" in start:
        return bibtex.read
    raise ValidationError(_("This is neither BibTeX nor RIS nor CSL-JSON."))


def json_reader(text: str) -> Iterator[tuple]:
    try:
        return csl_json.read(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise ValidationError(_("The JSON breaks off in line %(line)d.") % {"line": line}) from None
    except RecursionError:
        raise ValidationError(_("The JSON is nested too deeply.")) from None
