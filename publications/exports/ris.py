"""RIS (Research Information Systems): a tag a line, lines end with CRLF.

What a tag means depends on the type; each is written as Zotero's translator reads it. For what a type has no tag,
there is a note (N1) in words, which the import knows again.
"""

import re

import rispy
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING
from rispy.writer import RisWriter

from ..citation.csl import split_keywords

TYPES = {
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "chapter": "CHAP",
    "book": "BOOK",
    "report": "RPRT",
    "webpage": "ELEC",
    "speech": "SLIDE",
    "broadcast": "MPCT",
}
# Whose T2 is the series and whose A2 are the editors of that: their own editors are ED.
WHOLE = {"book", "report"}
EDITED_BY_A2 = {"article-journal", "chapter"}
FIELDS = {
    "title": "title",
    "event-title": "secondary_title",
    "volume": "volume",
    "issue": "number",
    "edition": "edition",
    "publisher": "publisher",
    "publisher-place": "place_published",
    "event-place": "place_published",
    "DOI": "doi",
    "language": "language",
    "abstract": "abstract",
    "license": "custom1",
}
LIST_TAGS = [*LIST_TYPE_TAGS, "ED", "SN"]  # a chapter may have the ISBN of its book and the ISSN of the series
MAPPING = TAG_KEY_MAPPING | {"ED": "editors", "SV": "series_volume"}


class Writer(RisWriter):
    NEWLINE = "\r\n"

    def set_header(self, count):
        """Nothing: the numbers that rispy puts between entries are no part of the format."""
        return ""


def to_ris(items) -> str:
    return rispy.dumps(
        [reference(item) for item in items], implementation=Writer, list_tags=LIST_TAGS, mapping=MAPPING
    )


def reference(item: dict) -> dict:
    """Return a CSL-JSON item in the words of rispy, each value in one line."""
    fields = {"type_of_reference": TYPES[item["type"]], "id": item["id"]}
    fields |= dict(names(item))
    fields |= {key: item[variable] for variable, key in FIELDS.items() if variable in item}
    fields |= special_fields(item)
    return {key: one_line(value) for key, value in fields.items()}


def names(item: dict):
    editors = "secondary_authors" if item["type"] in EDITED_BY_A2 else "editors"
    for role, key in (("author", "authors"), ("editor", editors), ("translator", "subsidiary_authors")):
        if role in item:
            yield key, [ris_name(name) for name in item[role]]


def special_fields(item: dict):
    kind, container, series = item["type"], item.get("container-title"), item.get("collection-title")
    titles = (series or container, container if series else None) if kind in WHOLE else (container, series)
    yield from (
        (key, title) for key, title in zip(("secondary_title", "tertiary_title"), titles, strict=True) if title
    )
    number = item.get("collection-number", "")
    if number and kind != "report":
        yield "note" if kind == "book" else "series_volume", number
    for parts in item.get("issued", {}).get("date-parts", []):
        yield "year", f"{parts[0]:04}"
        if len(parts) == 3:
            yield "date", date(parts)
    if "accessed" in item:
        yield "access_date", date(item["accessed"]["date-parts"][0])
    if "page" in item:
        first, *last = re.split(r"\s*-\s*", item["page"], maxsplit=1)
        yield "start_page", first
        yield from (("end_page", page) for page in last)
    numbers = [item[variable] for variable in ("ISBN", "ISSN") if variable in item]
    yield "issn", numbers if kind != "report" else [number] if number else []
    yield "notes", list(notes(item))
    yield "urls", [item["URL"]] if "URL" in item else []
    yield "keywords", split_keywords(item.get("keyword", ""))


def notes(item: dict):
    if "contributor" in item:
        yield f"Mitarbeit: {'; '.join(map(ris_name, item['contributor']))}"
    if "literal" in item.get("issued", {}):
        yield item["issued"]["literal"]
    if "note" in item:
        yield item["note"]
    if item["type"] == "report":  # whose SN is its number
        yield from (f"{variable}: {item[variable]}" for variable in ("ISBN", "ISSN") if variable in item)


def date(parts: list[int]) -> str:
    return f"{parts[0]:04}/{parts[1]:02}/{parts[2]:02}/"


def ris_name(name: dict) -> str:
    """„Family, Given, Suffix“. The comma tells a family name without a given one from an organisation."""
    suffix = f", {name['suffix']}" if "suffix" in name else ""
    return name.get("literal") or f"{name['family']}, {name.get('given', '')}".strip() + suffix


def one_line(value):
    return [one_line(entry) for entry in value] if isinstance(value, list) else " ".join(value.split())
