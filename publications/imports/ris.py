"""RIS as programs really write it: several tags for the same thing, dates with and without slashes."""

import re
from collections.abc import Iterator

import rispy
from django.utils.translation import gettext as _

from ..exports.ris import LIST_TAGS

TYPES = {
    "JOUR": "article-journal",
    "JFULL": "article-journal",
    "EJOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "RPRT": "report",
    "GOVDOC": "report",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "webpage",
    "SLIDE": "speech",
    "CPAPER": "speech",
    "CONF": "paper-conference",
    "MPCT": "broadcast",
    "VIDEO": "broadcast",
    "THES": "thesis",
}
NAMES = {
    "author": ("first_authors", "authors"),
    "editor": ("secondary_authors", "editors"),
    "contributor": ("tertiary_authors",),
    "translator": ("subsidiary_authors",),
}
VARIABLES = {  # the first that is given counts
    "title": ("title", "primary_title"),
    "container-title": ("secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
    "collection-title": ("tertiary_title",),
    "collection-number": ("note",),
    "volume": ("volume",),
    "issue": ("number",),
    "edition": ("edition",),
    "publisher": ("publisher",),
    "publisher-place": ("place_published",),
    "DOI": ("doi",),
    "language": ("language",),
    "abstract": ("abstract", "notes_abstract"),
    "license": ("custom1",),
}
ISSN = re.compile(r"\d{4}[- ]?\d{3}[\dX]\b", re.IGNORECASE)
START = re.compile(r"^TY  ?- ?", re.MULTILINE)


def is_ris(text: str) -> bool:
    return START.match(text) is not None


def read(text: str) -> Iterator[tuple[int, dict, str]]:
    """Yield line, CSL-JSON item and error of each entry."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = [match.start() for match in START.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield text.count("\n", 0, start) + 1, *entry(text[start:end])


def entry(text: str) -> tuple[dict, str]:
    if not re.search(r"^ER  ?-", text, re.MULTILINE):
        return {}, _("The entry is not closed by „ER“.")
    try:
        (data,) = rispy.loads(text, skip_unknown_tags=True, list_tags=LIST_TAGS)
    except Exception:  # noqa: BLE001 rispy raises what its parser stumbles over
        return {}, _("The entry cannot be read.")
    return item_of(data), ""


def item_of(data: dict) -> dict:
    item = {"type": TYPES.get(data.get("type_of_reference", ""), "report")}
    for role, keys in NAMES.items():
        if people := [name_of(text) for key in keys for text in data.get(key, []) if text.strip()]:
            item[role] = people
    for variable, keys in VARIABLES.items():
        if value := next((data[key] for key in keys if data.get(key)), ""):
            item[variable] = value
    if pages := [data[key] for key in ("start_page", "end_page") if data.get(key)]:
        item["page"] = "-".join(pages)
    for variable, key in (("issued", "date"), ("accessed", "access_date")):
        if parts := date_of(data.get(key, "")):
            item[variable] = {"date-parts": [parts]}
    year = data.get("year") or data.get("publication_year", "")
    if "issued" not in item and (parts := date_of(year)):
        item["issued"] = {"date-parts": [parts]}
    if urls := data.get("urls"):
        item["URL"] = ";".join(urls) if len(urls) > 1 and not urls[1].startswith("http") else urls[0]
    if keywords := data.get("keywords"):
        item["keyword"] = ", ".join(keywords)
    for number in data.get("issn", []):
        item.setdefault("ISSN" if ISSN.match(number) else "ISBN", number)
    return item


def name_of(text: str) -> dict[str, str]:
    family, comma, given = text.partition(",")
    if not comma:
        return {"literal": text.strip()}
    given = given.strip().rstrip(",").strip()
    return {"family": family.strip(), "given": given} if given else {"family": family.strip()}


def date_of(text: str) -> list[int]:
    """„2019/11/27/“, „2019-11-27“ or „2019“ as its parts; empty if there is no year."""
    match = re.match(r"\s*(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?", text)
    return [int(part) for part in match.groups() if part] if match else []
