"""What a publication says of itself to machines: Highwire tags, Dublin Core, schema.org and COinS."""

from urllib.parse import urlencode

from ikpe_site.core.site_urls import absolute_url
from ikpe_site.core.structured_data import pruned

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


class Metadata:
    """The metadata of a PublicationPage that is shown for `request`: `tags` for the head, `node()` for JSON-LD."""

    def __init__(self, publication, request):
        self.publication = publication
        self.item = publication.csl
        self.url = absolute_url(request, publication.get_url(request) if publication.pk else "/")
        document = publication.public_document
        self.document_url = absolute_url(request, document.url) if document else ""
        self.pdf_url = self.document_url if document and document.file_extension.lower() == "pdf" else ""

    @property
    def tags(self) -> list[tuple[str, str]]:
        """Pairs of name and content for `<meta>`: Highwire (as Google Scholar asks for) and Dublin Core."""
        item, kind = self.item, self.item["type"]
        names = [display_name(person) for person in item.get("author") or item.get("editor", [])]
        first, _dash, last = item.get("page", "").partition("-")
        container = item.get("container-title", "")
        is_article = kind.startswith("article-")
        highwire = [
            ("citation_title", item["title"]),
            *(("citation_author", name) for name in names),
            ("citation_publication_date", date(item["issued"], "/")),
            ("citation_journal_title", container if is_article else ""),
            ("citation_inbook_title", container if kind == "chapter" else ""),
            ("citation_conference_title", item.get("event-title", "")),
            ("citation_volume", item.get("volume", "")),
            ("citation_issue", item.get("issue", "")),
            ("citation_firstpage", first.strip()),
            ("citation_lastpage", last.strip()),
            ("citation_isbn", item.get("ISBN", "")),
            ("citation_issn", item.get("ISSN", "")),
            ("citation_doi", item.get("DOI", "")),
            ("citation_publisher", item.get("publisher", "") if kind != "report" else ""),
            ("citation_technical_report_institution", item.get("publisher", "IKPE") if kind == "report" else ""),
            ("citation_technical_report_number", item.get("collection-number", "") if kind == "report" else ""),
            ("citation_language", item.get("language", "")),
            *(("citation_keywords", word) for word in self.publication.keywords),
            ("citation_abstract_html_url", self.url),
            ("citation_pdf_url", self.pdf_url),
        ]
        dublin_core = [
            ("DC.title", item["title"]),
            *(("DC.creator", display_name(person)) for person in item.get("author", [])),
            *(
                ("DC.contributor", display_name(person))
                for role in ("editor", "translator", "contributor")
                for person in item.get(role, [])
            ),
            ("DC.date", date(item["issued"], "-")),
            ("DC.type", "Text"),
            ("DC.publisher", item.get("publisher", "")),
            ("DC.source", container),
            ("DC.language", item.get("language", "")),
            ("DC.identifier", f"doi:{item['DOI']}" if "DOI" in item else self.url),
            ("DC.rights", self.publication.license_url),
            *(("DC.subject", word) for word in self.publication.keywords),
        ]
        return [(name, content) for name, content in (*highwire, *dublin_core) if content]

    def node(self) -> dict:
        """The publication in the words of schema.org."""
        item = self.item
        return {
            "@type": SCHEMA_TYPES[item["type"]],
            "@id": f"{self.url}#publikation",
            "url": self.url,
            "name": item["title"],
            "headline": item["title"],
            "author": [schema_agent(person) for person in item.get("author", [])],
            "editor": [schema_agent(person) for person in item.get("editor", [])],
            "translator": [schema_agent(person) for person in item.get("translator", [])],
            "contributor": [schema_agent(person) for person in item.get("contributor", [])],
            "datePublished": date(item["issued"], "-"),
            "creativeWorkStatus": "" if "date-parts" in item["issued"] else "Forthcoming",
            "inLanguage": item.get("language", ""),
            "abstract": item.get("abstract", ""),
            "keywords": self.publication.keywords,
            "bookEdition": item.get("edition", ""),
            "isbn": item.get("ISBN", "") if item["type"] == "book" else "",
            "pagination": item.get("page", ""),
            "publisher": {"@type": "Organization", "name": item["publisher"]} if "publisher" in item else "",
            "isPartOf": list(self._containers()),
            "sameAs": [address for address in (doi_url(item), item.get("URL")) if address],
            "license": self.publication.license_url,
            "encoding": {"@type": "MediaObject", "contentUrl": self.document_url} if self.document_url else "",
        }

    def _containers(self):
        item = self.item
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


def display_name(person: dict) -> str:
    """„Family, Given“ or the name of an organisation."""
    return person.get("literal") or ", ".join(part for part in (person["family"], person.get("given")) if part)


def schema_agent(person: dict) -> dict:
    if "literal" in person:
        return {"@type": "Organization", "name": person["literal"]}
    given = {"givenName": person["given"]} if person.get("given") else {}
    name = " ".join(part for part in (person.get("given"), person["family"]) if part)
    return {"@type": "Person", "name": name, "familyName": person["family"], **given}


def date(issued: dict, separator: str) -> str:
    """A CSL date as year, or year, month and day; empty if it is not known."""
    (parts,) = issued.get("date-parts", [[]])
    return separator.join(f"{part:02}" for part in parts)


def doi_url(item: dict) -> str:
    return f"https://doi.org/{item['DOI']}" if "DOI" in item else ""


def coins(item: dict) -> str:
    """Return a CSL-JSON item as ContextObject in Span (COinS, Z39.88-2004), to be put into a title attribute."""
    kind = item["type"]
    is_article = kind.startswith("article-")
    genres = {"chapter": "bookitem", "book": "book", "report": "report", "speech": "document"}
    title = {"article": "rft.atitle", "bookitem": "rft.atitle"}
    genre = "article" if is_article else genres.get(kind, "unknown")
    first, _dash, last = item.get("page", "").partition("-")
    people = item.get("author") or item.get("editor", [])
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{'journal' if is_article else 'book'}"),
        ("rft_id", f"info:doi/{item['DOI']}" if "DOI" in item else item.get("URL", "")),
        ("rft.genre", genre),
        (title.get(genre, "rft.btitle"), item["title"]),
        ("rft.jtitle" if is_article else "rft.btitle", item.get("container-title", "")),
        ("rft.series", item.get("collection-title", "")),
        ("rft.date", date(item["issued"], "-")),
        ("rft.volume", item.get("volume", "")),
        ("rft.issue", item.get("issue", "")),
        ("rft.spage", first.strip()),
        ("rft.epage", last.strip()),
        ("rft.pub", item.get("publisher", "")),
        ("rft.place", item.get("publisher-place", "")),
        ("rft.edition", item.get("edition", "")),
        ("rft.isbn", item.get("ISBN", "")),
        ("rft.issn", item.get("ISSN", "")),
        *(("rft.aulast", person["family"]) for person in people[:1] if "family" in person),
        *(("rft.aufirst", person["given"]) for person in people[:1] if person.get("given")),
        *(("rft.aucorp", person["literal"]) for person in people[:1] if "literal" in person),
        *(("rft.au", display_name(person)) for person in people),
        ("rft.language", item.get("language", "")),
    ]
    return urlencode([(name, value) for name, value in pairs if value])
