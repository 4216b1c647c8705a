"""Files of references: which format it is, and what it holds."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import bibtex, csl_json, ris
from .records import Record

MAX_RECORDS = 10_000
BIBTEX = re.compile(r"@\s*\w+\s*[{(]")


def read_records(text: str) -> list[Record]:
    """Return the records of a BibTeX, RIS or CSL-JSON file; ValidationError if it is none or too long."""
    records = list(reader_for(text)(text))
    if not records:
        raise ValidationError(_("The file holds no entries."))
    if len(records) > MAX_RECORDS:
        raise ValidationError(_("The file holds more than %(number)d entries.") % {"number": MAX_RECORDS})
    return records


def reader_for(text: str):
    """The function that yields the records, told by what the text begins with, or by what comes first in it."""
    start = text.lstrip()
    if start.startswith(("[", "{")):
        return json_reader
    first_ris, first_bibtex = ris.START.search(text), BIBTEX.search(text)
    if first_ris and not (first_bibtex and first_bibtex.start() < first_ris.start()):
        return ris.read
    if first_bibtex and not start.startswith("<"):
        return bibtex.read
    raise ValidationError(_("This is neither BibTeX nor RIS nor CSL-JSON."))


def json_reader(text: str) -> list[Record]:
    try:
        return list(csl_json.read(text))
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise ValidationError(_("The JSON breaks off in line %(line)d.") % {"line": line}) from None
    except RecursionError:
        raise ValidationError(_("The JSON is nested too deeply.")) from None
