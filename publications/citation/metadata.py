"""A CSL-JSON item as metadata for machines that read its page: Highwire tags, Dublin Core and COinS."""

from urllib.parse import urlencode

from .csl import inverted_name, split_keywords


def meta_tags(item: dict, page_url: str, pdf_url: str = "", license_url: str = "") -> list[tuple[str, str]]:
    """Return pairs of name and content for `<meta>`: Highwire (as Google Scholar asks for) and Dublin Core."""
    kind, keywords = item["type"], split_keywords(item.get("keyword", ""))
    names = [inverted_name(person) for person in item.get("author") or item.get("editor", [])]
    first, _dash, last = item.get("page", "").partition("-")
    container = item.get("container-title")
    is_article = kind.startswith("article-")
    highwire = [
        ("citation_title", item["title"]),
        *(("citation_author", name) for name in names),
        ("citation_publication_date", date(item.get("issued", {}), "/")),
        ("citation_journal_title", container if is_article else ""),
        ("citation_inbook_title", container if kind == "chapter" else ""),
        ("citation_conference_title", item.get("event-title")),
        ("citation_volume", item.get("volume")),
        ("citation_issue", item.get("issue")),
        ("citation_firstpage", first.strip()),
        ("citation_lastpage", last.strip()),
        ("citation_isbn", item.get("ISBN")),
        ("citation_issn", item.get("ISSN")),
        ("citation_doi", item.get("DOI")),
        ("citation_publisher", item.get("publisher") if kind != "report" else ""),
        ("citation_technical_report_institution", item.get("publisher", "IKPE") if kind == "report" else ""),
        ("citation_technical_report_number", item.get("collection-number") if kind == "report" else ""),
        ("citation_language", item.get("language")),
        *(("citation_keywords", word) for word in keywords),
        ("citation_abstract_html_url", page_url),
        ("citation_pdf_url", pdf_url),
    ]
    dublin_core = [
        ("DC.title", item["title"]),
        *(("DC.creator", inverted_name(person)) for person in item.get("author", [])),
        *(
            ("DC.contributor", inverted_name(person))
            for role in ("editor", "translator", "contributor")
            for person in item.get(role, [])
        ),
        ("DC.date", date(item.get("issued", {}), "-")),
        ("DC.type", "Text"),
        ("DC.publisher", item.get("publisher")),
        ("DC.source", container),
        ("DC.language", item.get("language")),
        ("DC.identifier", f"doi:{item['DOI']}" if "DOI" in item else page_url),
        ("DC.rights", license_url),
        *(("DC.subject", word) for word in keywords),
    ]
    return [(name, content) for name, content in (*highwire, *dublin_core) if content]


def date(issued: dict, separator: str) -> str:
    """A CSL date as year, or year, month and day; empty if it is not known."""
    (parts,) = issued.get("date-parts", [[]])
    return separator.join(f"{part:02}" for part in parts)


# Formats and genres of COinS; what is none of them is told in Dublin Core, by the types of Zotero.
GENRES = {
    "article-journal": ("journal", "article"),
    "article-newspaper": ("journal", "article"),
    "chapter": ("book", "bookitem"),
    "book": ("book", "book"),
    "report": ("book", "report"),
}
DUBLIN_CORE_TYPES = {"webpage": "webpage", "speech": "presentation", "broadcast": "tvBroadcast"}


def coins(item: dict) -> str:
    """Return a CSL-JSON item as ContextObject in Span (COinS, Z39.88-2004), to be put into a title attribute."""
    book_format, genre = GENRES.get(item["type"], ("dc", ""))
    container = item.get("container-title") or item.get("event-title", "")
    titles = {
        "article": [("rft.atitle", item["title"]), ("rft.jtitle", container)],
        "bookitem": [("rft.atitle", item["title"]), ("rft.btitle", container)],
        "": [
            ("rft.type", DUBLIN_CORE_TYPES.get(item["type"], "")),
            ("rft.title", item["title"]),
            ("rft.source", container),
        ],
    }
    first, _dash, last = item.get("page", "").partition("-")
    people = item.get("author") or item.get("editor", [])
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{book_format}"),
        ("rft_id", f"info:doi/{item['DOI']}" if "DOI" in item else item.get("URL")),
        ("rft.genre", genre),
        *titles.get(genre, [("rft.btitle", item["title"])]),
        ("rft.series", item.get("collection-title")),
        ("rft.date", date(item.get("issued", {}), "-")),
        ("rft.volume", item.get("volume")),
        ("rft.issue", item.get("issue")),
        ("rft.spage", first.strip()),
        ("rft.epage", last.strip()),
        ("rft.pub", item.get("publisher")),
        ("rft.place", item.get("publisher-place")),
        ("rft.edition", item.get("edition")),
        ("rft.isbn", item.get("ISBN")),
        ("rft.issn", item.get("ISSN")),
        *(pair for person in people for pair in coins_name(person, is_first=person is people[0])),
        ("rft.language", item.get("language")),
    ]
    return urlencode([(name, value) for name, value in pairs if value])


def coins_name(person: dict, is_first: bool) -> list[tuple[str, str]]:
    """Return the keys of a name: an organisation has one of its own, of people the first is also told in its parts."""
    if "literal" in person:
        return [("rft.aucorp", person["literal"])]
    parts = [("rft.aulast", person["family"]), ("rft.aufirst", person.get("given", ""))]
    return [*(parts if is_first and person.get("given") else []), ("rft.au", inverted_name(person))]
