"""A publication in the words of schema.org."""

from ikpe_site.core.structured_data import pruned

from .citation.csl import full_name
from .citation.metadata import date

SCHEMA_TYPES = {
    "article-journal": "ScholarlyArticle",
    "article-newspaper": "NewsArticle",
    "chapter": "Chapter",
    "book": "Book",
    "report": "Report",
    "webpage": "WebPage",
    "speech": "PresentationDigitalDocument",
    "broadcast": "CreativeWork",
}


def publication(page, graph) -> dict:
    item, document = page.csl, page.public_document
    return {
        "@type": SCHEMA_TYPES[item["type"]],
        "@id": f"{graph.url}#publikation",
        "url": graph.url,
        "name": item["title"],
        "headline": item["title"],
        "author": [schema_agent(person) for person in item.get("author", [])],
        "editor": [schema_agent(person) for person in item.get("editor", [])],
        "translator": [schema_agent(person) for person in item.get("translator", [])],
        "contributor": [schema_agent(person) for person in item.get("contributor", [])],
        "datePublished": date(item.get("issued", {}), "-"),
        "creativeWorkStatus": "Forthcoming" if "literal" in item.get("issued", {}) else "",
        "inLanguage": item.get("language"),
        "abstract": item.get("abstract"),
        "keywords": page.keywords,
        "bookEdition": item.get("edition"),
        "isbn": item.get("ISBN") if item["type"] == "book" else "",
        "pagination": item.get("page"),
        "publisher": {"@type": "Organization", "name": item["publisher"]} if "publisher" in item else "",
        "isPartOf": list(containers(item)),
        "sameAs": [address for address in (doi_url(item), item.get("URL")) if address],
        "license": page.license_url,
        "encoding": {"@type": "MediaObject", "contentUrl": graph.absolute(document.url)} if document else "",
    }


def containers(item: dict):
    """The journal, book or series that the publication is part of."""
    if "container-title" in item:
        part = {"@type": "CreativeWork", "name": item["container-title"]}
        if item["type"].startswith("article-"):
            kind = "Newspaper" if item["type"] == "article-newspaper" else "Periodical"
            numbers = {"volumeNumber": item.get("volume"), "issueNumber": item.get("issue")}
            part |= {"@type": kind, "issn": item.get("ISSN")}
            if item["type"] == "article-journal" and any(numbers.values()):
                part = {"@type": ["PublicationIssue", "PublicationVolume"], **numbers, "isPartOf": pruned(part)}
        elif item["type"] == "chapter":
            part |= {"@type": "Book", "isbn": item.get("ISBN")}
        yield pruned(part)
    if "collection-title" in item:
        yield {"@type": "BookSeries", "name": item["collection-title"]}


def schema_agent(person: dict) -> dict:
    if "literal" in person:
        return {"@type": "Organization", "name": person["literal"]}
    given = {"givenName": person["given"]} if person.get("given") else {}
    return {"@type": "Person", "name": full_name(person), "familyName": person["family"], **given}


def doi_url(item: dict) -> str:
    return f"https://doi.org/{item['DOI']}" if "DOI" in item else ""
