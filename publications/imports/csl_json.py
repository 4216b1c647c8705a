"""CSL-JSON: a list of items, or a single one."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _


def read(text: str) -> Iterator[tuple[int, dict, str]]:
    """Return an iterator over line, item and error; ValueError if the text is no JSON.

    JSON knows no lines of its entries: the line is where the key of the entry stands, or its number in the list.
    """
    data = json.loads(text)
    return _records(data if isinstance(data, list) else [data])


def _records(entries: list) -> Iterator[tuple[int, dict, str]]:
    for number, entry in enumerate(entries, 1):
        error = "" if isinstance(entry, dict) else _("This entry is no object.")
        yield number, entry if not error else {}, error
