"""RIS as programs really write it: several tags for the same thing, and the same tag for several, by the type.

What a tag means for a type is what EndNote and Zotero mean by it.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..citation.csl import FORTHCOMING
from .dates import date_of, is_forthcoming
from .names import inverted, is_others, split_people, without_editor
from .notes import Notes
from .records import Record

TYPES = {
    "JOUR": "article-journal",
    "JFULL": "article-journal",
    "EJOUR": "article-journal",
    "ABST": "article-journal",
    "INPR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-encyclopedia",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "SER": "book",
    "CLSWK": "book",
    "CTLG": "book",
    "RPRT": "report",
    "GOVDOC": "report",
    "STAND": "report",
    "PAMP": "report",
    "UNPB": "manuscript",
    "UNPD": "manuscript",
    "MANSCPT": "manuscript",
    "DATA": "dataset",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "webpage",
    "ICOMM": "webpage",
    "SLIDE": "speech",
    "CPAPER": "speech",
    "CONF": "paper-conference",
    "MPCT": "broadcast",
    "VIDEO": "broadcast",
    "SOUND": "broadcast",
    "MULTI": "broadcast",
    "THES": "thesis",
}
# Types that are a whole: their T2 names a series, their A2 its editors, and one page is how many there are.
WHOLE = {"book", "report", "thesis", "manuscript", "dataset"}
EDITED_BOOKS = {"EDBOOK"}  # whose authors are its editors
TITLES = ("TI", "T1", "CT", "ST")
JOURNAL = ("JF", "JO", "J2", "JA")
VARIABLES = {  # the first that is given counts
    "volume": ("VL",),
    "edition": ("ET",),
    "publisher": ("PB",),
    "publisher-place": ("CY", "PP"),
    "DOI": ("DO", "DI"),
    "language": ("LA",),
    "abstract": ("AB", "N2"),
    "license": ("C1", "CR"),
}
# Notes that say what the tags of the type have no room for, as publications/exports/ris.py writes them.
NOTES = {"Mitarbeit": "contributor", "ISBN": "ISBN", "ISSN": "ISSN"}
TAG = re.compile(r"^[ \t]*([A-Z][A-Z0-9])[ \t]{0,2}-(?:[ \t]|(?<=[ \t]-)|$)[ \t]*(.*)$", re.IGNORECASE)
START = re.compile(r"^[ \t]*TY[ \t]{1,2}-", re.MULTILINE | re.IGNORECASE)
END = re.compile(r"^[ \t]*ER[ \t]{0,2}-", re.MULTILINE | re.IGNORECASE)
IN_ISSN = re.compile(r"^\W*(?:ISSN\W*)?\d{4}[-\s]?\d{3}[\dX]\b", re.IGNORECASE)
IN_ISBN = re.compile(r"ISBN|(?:\d[-\s]?){9,}", re.IGNORECASE)


def is_ris(text: str) -> bool:
    return START.search(text) is not None


def read(text: str) -> Iterator[Record]:
    text = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text)
    starts = [match.start() for match in START.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line = text.count("\n", 0, start) + 1
        closing = END.search(text, start, end)
        if closing is None:
            yield Record(line, {}, _("The entry is not closed by „ER“."))
            continue
        notes = Notes()
        yield Record(line, item_of(tags_of(text[start : closing.start()]), notes), notes=notes)


def tags_of(text: str) -> dict[str, list[str]]:
    """Return the values of each tag; a line without one goes on with the value before it."""
    tags: dict[str, list[str]] = {}
    values: list[str] = []
    for line in text.splitlines():
        if match := TAG.match(line):
            values = tags.setdefault(match[1].upper(), [])
            values.append(match[2].strip())
        elif values and line.strip():
            values[-1] = f"{values[-1]} {line.strip()}".strip()
    return {tag: given for tag, values in tags.items() if (given := [value for value in values if value])}


def item_of(tags: dict[str, list[str]], notes: Notes) -> dict:
    first = FirstOf(tags)
    kind = first("TY").upper()
    csl_type = TYPES.get(kind) or ("article-journal" if first("BT", "T2", *JOURNAL) else "report")
    item: dict = {"type": csl_type}
    item |= {
        "title": first(*TITLES) or (first("BT") if csl_type in WHOLE else ""),
        **{variable: first(*names) for variable, names in VARIABLES.items()},
        **containers(first, csl_type in WHOLE),
        **series_number(first, csl_type),
        "page": page_of(first("SP"), first("EP"), csl_type in WHOLE),
        "URL": first("UR"),
        "keyword": ", ".join(word for text in tags.get("KW", []) for word in re.split(r"\s*;\s*", text) if word),
    }
    item = {variable: value for variable, value in item.items() if value}
    if len(tags.get("UR", [])) > 1:
        notes.say(_("Of several addresses on the web the first one was taken."))
    take_names(item, tags, kind, notes)
    take_dates(item, tags, kind, notes)
    take_numbers(item, tags.get("SN", []))
    take_notes(item, tags.get("N1", []), notes)
    return item


class FirstOf:
    """The first value of the first tag that is given."""

    def __init__(self, tags: dict[str, list[str]]):
        self.tags = tags

    def __call__(self, *names: str) -> str:
        return next((self.tags[name][0] for name in names if name in self.tags), "")


def containers(first: FirstOf, is_whole: bool) -> dict[str, str]:
    if not is_whole:
        return {"container-title": first("BT", "T2", *JOURNAL), "collection-title": first("T3")}
    has_series = first("T2")
    return {
        "collection-title": first("T2", "T3"),
        "container-title": first("T3") if has_series else first(*JOURNAL),
    }


def series_number(first: FirstOf, csl_type: str) -> dict[str, str]:
    """EndNote's M1 is the issue of an article, and of a page on the web the day it was looked at."""
    number = first("SV") or (first("M1") if csl_type != "webpage" else "")
    if csl_type.startswith("article-") and not first("IS", "SV"):
        return {"issue": number}
    return {"issue": first("IS"), "collection-number": number}


def take_notes(item: dict, texts: list[str], notes: Notes):
    """What the export of the site has no tag for; other notes are private."""
    for text in texts:
        label, _colon, value = text.partition(": ")
        if text == FORTHCOMING and "issued" not in item:
            item["status"] = text
        elif value and label in NOTES:
            item[NOTES[label]] = people(value, notes) if NOTES[label] == "contributor" else value


def take_names(item: dict, tags: dict[str, list[str]], kind: str, notes: Notes):
    is_whole, authors = item["type"] in WHOLE, [*tags.get("A1", []), *tags.get("AU", [])]
    roles = {"author": authors, "editor": tags.get("ED", []), "translator": tags.get("A4", []), "contributor": []}
    seconds, thirds = tags.get("A2", []), tags.get("A3", [])
    if kind in EDITED_BOOKS:
        roles["editor"], roles["author"] = [*authors, *roles["editor"]], []
    if item["type"] == "book":
        roles["editor"] = [*roles["editor"], *thirds]
        thirds = []
    if not is_whole or not (roles["author"] or roles["editor"]):
        roles["editor"] = [*seconds, *roles["editor"]]
        seconds = []
    left_out = [*seconds, *thirds]
    for role, texts in roles.items():
        for name, is_editor in marked_people(texts, notes):
            item.setdefault("editor" if is_editor and role == "author" else role, []).append(name)
    if left_out:
        notes.say(
            _("„%(names)s“ edits the series or gave advice, for which there is no field, and was left out.")
            % {"names": "; ".join(left_out)}
        )


def marked_people(texts: list[str], notes: Notes) -> Iterator[tuple[dict, bool]]:
    """Yield the names of several lines, each with whether it is marked as that of an editor."""
    for text in texts:
        for part in split_people(text):
            if is_others(part):
                notes.others()
                continue
            name, is_editor = without_editor(part)
            if name.strip(" ,"):
                yield inverted(name, notes), is_editor


def people(text: str, notes: Notes) -> list[dict]:
    return [name for name, _is_editor in marked_people([text], notes)]


def page_of(first: str, last: str, is_whole: bool) -> str:
    """Return the pages, which some programs write all into one of the two tags."""
    first, last = (re.sub(r"\s*[-–—‐‑]+\s*", "-", text).strip() for text in (first, last))
    if is_whole and not last and "-" not in first:
        return ""  # how many there are
    if not first or first == last or last.startswith(f"{first}-"):
        return last
    if not last or "-" in first:
        return first
    return f"{first}-{last}"


def take_dates(item: dict, tags: dict[str, list[str]], kind: str, notes: Notes):
    """The year is that of PY or Y1; another tag may know the day in it."""
    texts = [text for name in ("PY", "Y1", "DA") for text in tags.get(name, [])]
    dates = [(parts, text) for text in texts if (parts := date_of(text))]
    if dates:
        year = dates[0][0][0]
        item["issued"] = {"date-parts": [max((parts for parts, _text in dates if parts[0] == year), key=len)]}
        for parts, text in dates:
            if parts[0] != year:
                notes.left_out(_("Year"), text)
    elif any(map(is_forthcoming, texts)) or (kind == "INPR" and not texts):
        item["status"] = "forthcoming"
    elif texts:
        item["issued"] = {"raw": texts[0]}
    if accessed := next(iter(tags.get("Y2", [])), ""):
        parts = date_of(accessed)
        item["accessed"] = {"date-parts": [parts]} if parts else {"raw": accessed}


def take_numbers(item: dict, numbers: list[str]):
    """SN is an ISBN or an ISSN, whatever the type, and for reports their number."""
    for number in numbers:
        if IN_ISSN.search(number):
            variable = "ISSN"
        elif IN_ISBN.search(number) or item["type"] not in WHOLE:
            variable = "ISBN"
        else:
            item.setdefault("collection-number", number)
            continue
        item[variable] = f"{item[variable]} {number}" if variable in item else number
