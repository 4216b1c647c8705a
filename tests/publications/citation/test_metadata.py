"""What the page of a publication tells machines."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from publications.models import CSLType
from publications.structured_data import SCHEMA_TYPES
from tests.factories import ContributorFactory, DocumentFactory, PublicationPageFactory, make_draft
from tests.helpers import get_soup, graph_of


@pytest.fixture
def article(site_tree):
    page = PublicationPageFactory(
        title='Planung & „Teilhabe“ </script> "heute"',
        issued_year=2019,
        container_title="Archiv",
        volume="50",
        issue="4",
        page="26–35",
        doi="10.1000/182",
        issn="0340-3564",
        keyword="Planung, Teilhabe",
        license="CC-BY-4.0",
        abstract="<p>Worum es geht.</p>",
        document=DocumentFactory(),
    )
    ContributorFactory(publication=page, given="Jörg", family="Fischer")
    ContributorFactory(publication=page, literal="IKPE")
    return page


def tags(page) -> dict[str, list[str]]:
    found = {}
    for tag in get_soup(page.url).select("meta[name^='citation_'], meta[name^='DC.']"):
        found.setdefault(tag["name"], []).append(tag["content"])
    return found


def data(page) -> dict:
    return next(node for node in graph_of(page.url).values() if node["@id"].endswith("#publikation"))


def test_an_article_has_the_tags_of_google_scholar(article):
    found = tags(article)
    assert found["citation_title"] == [article.title]
    assert found["citation_author"] == ["Fischer, Jörg", "IKPE"]
    assert found["citation_publication_date"] == ["2019"]
    assert found["citation_journal_title"] == ["Archiv"]
    assert (found["citation_volume"], found["citation_issue"]) == (["50"], ["4"])
    assert (found["citation_firstpage"], found["citation_lastpage"]) == (["26"], ["35"])
    assert (found["citation_doi"], found["citation_issn"]) == (["10.1000/182"], ["0340-3564"])
    assert found["citation_keywords"] == ["Planung", "Teilhabe"]
    assert found["citation_pdf_url"][0] == f"{article.get_site().root_url}{article.document.url}"


def test_a_report_names_its_institution_and_a_book_its_isbn(site_tree):
    report = PublicationPageFactory(csl_type="report", publisher="TMASGFF", container_title="", collection_number="2")
    book = PublicationPageFactory(csl_type="book", isbn="9783161484100", container_title="")
    assert tags(report)["citation_technical_report_institution"] == ["TMASGFF"]
    assert tags(book)["citation_isbn"] == ["978-3-16-148410-0"]
    assert "citation_technical_report_institution" not in tags(book)


def test_dublin_core_says_the_same(article):
    found = tags(article)
    assert found["DC.title"] == [article.title]
    assert found["DC.creator"] == ["Fischer, Jörg", "IKPE"]
    assert found["DC.identifier"] == ["doi:10.1000/182"]
    assert found["DC.rights"] == ["https://creativecommons.org/licenses/by/4.0/deed.de"]


def test_schema_org_knows_the_article_its_issue_and_its_authors(article):
    found = data(article)
    assert found["@type"] == "ScholarlyArticle"
    assert found["name"] == article.title
    assert [(author["@type"], author["name"]) for author in found["author"]] == [
        ("Person", "Jörg Fischer"),
        ("Organization", "IKPE"),
    ]
    issue = found["isPartOf"][0]
    assert (issue["volumeNumber"], issue["issueNumber"], issue["isPartOf"]["name"]) == ("50", "4", "Archiv")
    assert found["sameAs"] == ["https://doi.org/10.1000/182"]
    assert found["abstract"] == "Worum es geht."


@pytest.mark.parametrize(("kind", "schema_type"), SCHEMA_TYPES.items())
def test_every_type_has_its_type_of_schema_org(kind, schema_type, site_tree):
    assert set(SCHEMA_TYPES) == set(CSLType.values)
    assert data(PublicationPageFactory(csl_type=kind))["@type"] == schema_type


def test_a_forthcoming_publication_has_no_date(site_tree):
    page = PublicationPageFactory(issued_year=None)
    assert "citation_publication_date" not in tags(page)
    assert data(page)["creativeWorkStatus"] == "Forthcoming"


def test_the_feed_has_what_is_new_on_the_site_and_no_draft(site_tree):
    for title in ("Älter", "Neuer & besser", "Entwurf"):
        page = PublicationPageFactory(title=title)
        page.save_revision().publish()
    make_draft(page)
    response = Client().get(f"{site_tree.publications.url}feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = BeautifulSoup(response.content, "xml")
    assert [entry.title.get_text() for entry in feed.select("entry")] == ["Neuer & besser", "Älter"]
    assert feed.select_one("entry link")["href"].startswith("http")
    assert get_soup(site_tree.publications.url).select_one("link[type='application/atom+xml']")["href"] in str(feed)
