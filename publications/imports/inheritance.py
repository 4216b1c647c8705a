"""What an entry of BibTeX has from others, by `crossref` and `xdata`, as BibLaTeX passes it on."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

# By the type of the entry, what the titles of the other one are to it.
WITHIN_BOOK = {
    "incollection",
    "inbook",
    "inproceedings",
    "conference",
    "inreference",
    "bookinbook",
    "suppbook",
    "suppcollection",
}
WITHIN_JOURNAL = {"article", "suppperiodical", "review"}
WHOLE = {"book", "collection", "proceedings", "reference"}
TITLES = {
    **dict.fromkeys(WITHIN_BOOK, "book"),
    **dict.fromkeys(WITHIN_JOURNAL, "journal"),
    **dict.fromkeys(WHOLE, "main"),
}
# What belongs to the other entry alone.
OWN = {
    *("abstract", "author", "crossref", "doi", "entryset", "entrysubtype", "file", "keywords", "label", "note"),
    *("options", "pages", "pagetotal", "related", "shorthand", "shorttitle", "sortkey", "subtitle", "title"),
    *("titleaddon", "type", "url", "urldate", "xdata", "xref"),
}
DEEPEST = 5


class Inheritance:
    def __init__(self, entries: Iterable[tuple[str, dict[str, str]]]):
        self.entries: dict[str, dict[str, str]] = {}
        for key, fields in entries:
            self.entries.setdefault(key.lower(), fields)

    def complete(self, fields: dict[str, str], entry_type: str, depth: int = 0) -> tuple[dict[str, str], list[str]]:
        """Return `fields` with what they lack and others have, and a note on each entry that is not there."""
        complete, notes = {name: value for name, value in fields.items() if value.strip()}, []
        keys = [("xdata", key) for key in re.split(r"\s*,\s*", fields.get("xdata", "").strip()) if key]
        keys += [("crossref", key) for key in [fields.get("crossref", "").strip()] if key]
        for kind, key in keys:
            other = self.entries.get(key.lower())
            if other is None:
                notes.append(_("The entry refers to „%(key)s“, which is not in the file.") % {"key": key})
                continue
            if depth < DEEPEST:
                other, _missing = self.complete(other, "", depth + 1)
            passed_on = other if kind == "xdata" else as_container(other, TITLES.get(entry_type, ""))
            complete = passed_on | complete
        return complete, notes


def as_container(fields: dict[str, str], prefix: str) -> dict[str, str]:
    """Return what an entry passes on to one that is a part of it."""
    passed_on = {name: value for name, value in fields.items() if name not in OWN}
    if prefix and "title" in fields:
        for name in ("title", "subtitle", "titleaddon"):
            passed_on.pop(f"{prefix}{name}", None)
            if name in fields:
                passed_on[f"{prefix}{name}"] = fields[name]
    return passed_on
