"""RIS (Research Information Systems): a tag a line, lines end with CRLF, „ER  - “ closes an entry."""

import re

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
NAMES = {"author": "AU", "editor": "A2", "translator": "A4", "contributor": "A3"}
TAGS = {
    "title": "TI",
    "container-title": "T2",
    "event-title": "T2",
    "volume": "VL",
    "issue": "IS",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "event-place": "CY",
    "collection-title": "T3",
    "collection-number": "M1",
    "DOI": "DO",
    "URL": "UR",
    "language": "LA",
    "abstract": "AB",
    "license": "C1",
}


def to_ris(items) -> str:
    return "\r\n".join(entry(item) for item in items)


def entry(item: dict) -> str:
    lines = [("TY", TYPES[item["type"]]), ("ID", item["id"])]
    lines += [(tag, name(person)) for role, tag in NAMES.items() for person in item.get(role, [])]
    lines += [(tag, item[variable]) for variable, tag in TAGS.items() if variable in item]
    lines += special_lines(item)
    lines.append(("ER", ""))
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines)


def special_lines(item: dict):
    for parts in item["issued"].get("date-parts", []):
        yield "PY", f"{parts[0]:04}"
        if len(parts) == 3:
            yield "DA", date(parts)
    if "accessed" in item:
        yield "Y2", date(item["accessed"]["date-parts"][0])
    if "page" in item:
        first, *last = re.split(r"\s*-\s*", item["page"], maxsplit=1)
        yield "SP", first
        yield from (("EP", page) for page in last)
    yield from (("SN", item[variable]) for variable in ("ISBN", "ISSN") if variable in item)
    yield from (("KW", word.strip()) for word in item.get("keyword", "").split(",") if word.strip())


def date(parts: list[int]) -> str:
    return f"{parts[0]:04}/{parts[1]:02}/{parts[2]:02}/"


def name(person: dict) -> str:
    if "literal" in person:
        return person["literal"]
    return f"{person['family']}, {person.get('given', '')}".strip()
