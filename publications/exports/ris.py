"""RIS (Research Information Systems): a tag a line, lines end with CRLF."""

import re

import rispy
from rispy.config import LIST_TYPE_TAGS
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
NAMES = {
    "author": "authors",
    "editor": "secondary_authors",
    "translator": "subsidiary_authors",
    "contributor": "tertiary_authors",
}
FIELDS = {
    "title": "title",
    "container-title": "secondary_title",
    "event-title": "secondary_title",
    "volume": "volume",
    "issue": "number",
    "edition": "edition",
    "publisher": "publisher",
    "publisher-place": "place_published",
    "event-place": "place_published",
    "collection-title": "tertiary_title",
    "collection-number": "note",
    "DOI": "doi",
    "language": "language",
    "abstract": "abstract",
    "license": "custom1",
}
LIST_TAGS = [*LIST_TYPE_TAGS, "SN"]  # a chapter may have the ISBN of its book and the ISSN of the series


class Writer(RisWriter):
    NEWLINE = "\r\n"

    def set_header(self, count):
        """Nothing: the numbers that rispy puts between entries are no part of the format."""
        return ""


def to_ris(items) -> str:
    return rispy.dumps([reference(item) for item in items], implementation=Writer, list_tags=LIST_TAGS)


def reference(item: dict) -> dict:
    """Return a CSL-JSON item in the words of rispy, each value in one line."""
    fields = {"type_of_reference": TYPES[item["type"]], "id": item["id"]}
    fields |= {key: [ris_name(name) for name in item[role]] for role, key in NAMES.items() if role in item}
    fields |= {key: item[variable] for variable, key in FIELDS.items() if variable in item}
    fields |= special_fields(item)
    return {key: one_line(value) for key, value in fields.items()}


def special_fields(item: dict):
    for parts in item["issued"].get("date-parts", []):
        yield "year", f"{parts[0]:04}"
        if len(parts) == 3:
            yield "date", date(parts)
    if "accessed" in item:
        yield "access_date", date(item["accessed"]["date-parts"][0])
    if "page" in item:
        first, *last = re.split(r"\s*-\s*", item["page"], maxsplit=1)
        yield "start_page", first
        yield from (("end_page", page) for page in last)
    yield "issn", [item[variable] for variable in ("ISBN", "ISSN") if variable in item]
    yield "urls", [item["URL"]] if "URL" in item else []
    yield "keywords", split_keywords(item.get("keyword", ""))


def date(parts: list[int]) -> str:
    return f"{parts[0]:04}/{parts[1]:02}/{parts[2]:02}/"


def ris_name(name: dict) -> str:
    """„Family, Given“. The comma tells a family name without a given one from an organisation."""
    return name.get("literal") or f"{name['family']}, {name.get('given', '')}".strip()


def one_line(value):
    return [one_line(entry) for entry in value] if isinstance(value, list) else " ".join(value.split())
