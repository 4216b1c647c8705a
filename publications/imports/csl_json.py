"""CSL-JSON: a list of items, a single one, or what programs and services wrap them in."""

import json
import math
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .records import Record

WRAPPERS = ("message", "items", "references", "data")  # of Crossref, of Zotero and of others
DEEPEST = 4


def read(text: str) -> Iterator[Record]:
    """Return an iterator over the records; ValueError if the text is no JSON.

    JSON knows no lines of its entries: the line is the number of an entry in the list.
    """
    return records(unwrapped(json.loads(text, parse_float=finite, parse_constant=finite)))


def finite(text: str) -> float | None:
    """A number; none for what Python takes for one, such as `NaN` or `1e999`, and no database keeps as JSON."""
    number = float(text)
    return number if math.isfinite(number) else None


def unwrapped(data, depth: int = 0) -> list:
    if isinstance(data, dict) and not data.keys() & {"title", "author", "DOI"} and depth < DEEPEST:
        for name in WRAPPERS:
            if isinstance(data.get(name), (dict, list)):
                return unwrapped(data[name], depth + 1)
        if data and all(isinstance(value, dict) for value in data.values()):
            return list(data.values())  # by their keys
    return data if isinstance(data, list) else [data]


def records(entries: list) -> Iterator[Record]:
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, dict):
            yield Record(number, entry)
        else:
            yield Record(number, {}, _("This entry is no object."))
