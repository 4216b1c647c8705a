"""Publications as CSL-JSON items (Citation Style Language 1.0.2), which references and exports start from."""

import datetime
import html
import re

from django.utils.html import strip_tags

# The fields of a publication by the name of the CSL variable. Those of a talk tell of the event it was given at.
VARIABLES = {
    "container-title": "container_title",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "edition": "edition",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "collection-title": "collection_title",
    "collection-number": "collection_number",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "URL": "web_address",
    "language": "language",
    "keyword": "keyword",
    "license": "license",
}
VARIABLES_OF_TALKS = {"container-title": "event-title", "publisher-place": "event-place"}
FORTHCOMING, UNDATED, PROVISIONAL, EXAMPLE = "im Erscheinen", "o. J.", "Arbeitstitel", "Beispiel"


def csl_item(publication, contributors) -> dict:
    """Return the CSL-JSON item of a PublicationPage with its `contributors`, in their order."""
    item = {"id": publication.citation_key, "type": publication.csl_type, "title": publication.title}
    # As the styles mark a title that somebody supplied, and in words for whoever reads no further.
    if publication.is_example:
        item |= {"title": f"[{EXAMPLE}: {publication.title}]", "note": EXAMPLE}
    elif publication.title_is_provisional:
        item |= {"title": f"[{publication.title}]", "note": PROVISIONAL}
    for contributor in contributors:
        item.setdefault(contributor.role, []).append(contributor.csl_name)
    if issued := csl_date(publication.issued_on, publication.issued_year):
        item["issued"] = issued
    elif publication.is_forthcoming:
        item["issued"] = {"literal": FORTHCOMING}
    for variable, field in VARIABLES.items():
        if value := getattr(publication, field):
            is_of_talk = publication.csl_type == "speech" and variable in VARIABLES_OF_TALKS
            item[VARIABLES_OF_TALKS[variable] if is_of_talk else variable] = value
    if "page" in item:
        item["page"] = full_ranges(item["page"].replace("–", "-"))
    if publication.accessed:
        item["accessed"] = csl_date(publication.accessed, None)
    if abstract := plain_text(publication.abstract):
        item["abstract"] = abstract
    return item


def csl_date(day: datetime.date | None, year: int | None) -> dict:
    if day:
        return {"date-parts": [[day.year, day.month, day.day]]}
    return {"date-parts": [[year]]} if year else {}


def full_ranges(pages: str) -> str:
    """Return pages with both numbers of a range whole: „101-8“ as „101-108“."""

    def full(match: re.Match) -> str:
        first, last = match[1], match[2]
        whole = first[: -len(last)] + last if len(last) < len(first) else last
        return f"{first}-{whole}" if int(whole) > int(first) else match[0]

    return re.sub(r"(?<![\w.])(\d+)-(\d+)(?![\w.])", full, pages)


def split_keywords(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def plain_text(rich_text: str) -> str:
    """Return rich text without its mark-up, its paragraphs separated by a blank."""
    return " ".join(html.unescape(strip_tags(rich_text.replace("</p>", "</p> "))).split())


def full_name(name: dict) -> str:
    """„Given Family Suffix“ or the name of an organisation."""
    return name.get("literal") or " ".join(name[part] for part in ("given", "family", "suffix") if name.get(part))


def inverted_name(name: dict) -> str:
    """„Family, Given, Suffix“ or the name of an organisation."""
    return name.get("literal") or ", ".join(name[part] for part in ("family", "given", "suffix") if name.get(part))
