"""A publication in the words of schema.org."""

from types import SimpleNamespace

import pytest

from ikpe_site.core.structured_data import pruned
from publications.models import CSLType, PublicationPage
from publications.structured_data import SCHEMA_TYPES, publication
from tests.factories import DocumentFactory
from tests.publications.items import minimal
from tests.schema_org import problems_of_node

URL = "https://www.example.org/ergebnisse/planung/"
pytestmark = pytest.mark.django_db  # a page asks for its locale
GRAPH = SimpleNamespace(url=URL, absolute=lambda path: f"https://www.example.org{path}")
KNOWN = {"@id": f"{URL}#publikation", "url": URL, "name": "Planung", "headline": "Planung"}
FISCHER, IKPE = {"family": "Fischer", "given": "Jörg"}, {"literal": "IKPE"}
PERSON = {"@type": "Person", "name": "Jörg Fischer", "familyName": "Fischer", "givenName": "Jörg"}
ORGANIZATION = {"@type": "Organization", "name": "IKPE"}


def node_of(item: dict, **fields) -> dict:
    page = PublicationPage(title="Planung", csl=minimal(issued={"date-parts": [[2019]]}) | item, **fields)
    node = pruned(publication(page, GRAPH))
    assert node.items() >= (KNOWN | {"@type": SCHEMA_TYPES[page.csl["type"]]}).items()
    return {name: value for name, value in node.items() if name not in {*KNOWN, "@type"}}


def test_every_type_has_its_type_of_schema_org():
    assert set(SCHEMA_TYPES) == set(CSLType.values)
    assert [problem for kind in SCHEMA_TYPES.values() for problem in problems_of_node({"@type": kind})] == []


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({}, {"datePublished": "2019"}),
        ({"issued": {"date-parts": [[2019, 5, 3]]}}, {"datePublished": "2019-05-03"}),
        ({"issued": {"literal": "im Erscheinen"}}, {"creativeWorkStatus": "Forthcoming"}),
        ({"author": [FISCHER, IKPE]}, {"author": [PERSON, ORGANIZATION]}),
        ({"editor": [FISCHER]}, {"editor": [PERSON]}),
        ({"translator": [FISCHER]}, {"translator": [PERSON]}),
        ({"contributor": [IKPE]}, {"contributor": [ORGANIZATION]}),
        (
            {"author": [{"family": "Adam"}]},
            {"author": [{"@type": "Person", "name": "Adam", "familyName": "Adam"}]},
        ),
        ({"language": "de"}, {"inLanguage": "de"}),
        ({"abstract": "Worum es geht."}, {"abstract": "Worum es geht."}),
        ({"edition": "2"}, {"bookEdition": "2"}),
        ({"page": "26-35"}, {"pagination": "26-35"}),
        ({"publisher": "Beltz"}, {"publisher": {"@type": "Organization", "name": "Beltz"}}),
        ({"type": "book", "ISBN": "978-3"}, {"isbn": "978-3"}),
        ({"type": "report", "ISBN": "978-3"}, {}),
        ({"DOI": "10.1000/182"}, {"sameAs": ["https://doi.org/10.1000/182"]}),
        (
            {"DOI": "10.1000/182", "URL": "https://e.org/"},
            {"sameAs": ["https://doi.org/10.1000/182", "https://e.org/"]},
        ),
        (
            {"collection-title": "Reihe", "container-title": "Portal"},
            {"isPartOf": [{"@type": "CreativeWork", "name": "Portal"}, {"@type": "BookSeries", "name": "Reihe"}]},
        ),
    ],
)
def test_each_variable_has_its_property(item, said):
    dated = {} if "issued" in item else {"datePublished": "2019"}
    assert node_of(item) == dated | said


@pytest.mark.parametrize(
    ("item", "container"),
    [
        ({"type": "article-newspaper", "ISSN": "0340-3564"}, {"@type": "Newspaper", "issn": "0340-3564"}),
        ({"type": "article-newspaper", "volume": "50"}, {"@type": "Newspaper"}),
        ({"type": "article-journal", "ISSN": "0340-3564"}, {"@type": "Periodical", "issn": "0340-3564"}),
        ({"type": "chapter", "ISBN": "978-3"}, {"@type": "Book", "isbn": "978-3"}),
        ({"type": "webpage", "ISBN": "978-3", "ISSN": "0340-3564"}, {"@type": "CreativeWork"}),
    ],
)
def test_it_is_part_of_what_it_was_published_in(item, container):
    assert node_of(item | {"container-title": "Archiv"})["isPartOf"] == [container | {"name": "Archiv"}]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"volume": "50"}, {"volumeNumber": "50"}),
        ({"issue": "4"}, {"issueNumber": "4"}),
        ({"volume": "50", "issue": "4"}, {"volumeNumber": "50", "issueNumber": "4"}),
    ],
)
def test_an_article_is_part_of_an_issue_of_its_journal(numbers, said):
    journal = {"type": "article-journal", "container-title": "Archiv", "ISSN": "0340-3564"}
    issue = {"@type": ["PublicationIssue", "PublicationVolume"], **said}
    issue["isPartOf"] = {"@type": "Periodical", "name": "Archiv", "issn": "0340-3564"}
    assert node_of(journal | numbers)["isPartOf"] == [issue]


def test_keywords_licence_and_file_are_those_of_the_page():
    document = DocumentFactory()
    said = node_of({}, keyword="Planung, Alter", license="CC-BY-4.0", document=document)
    assert said["keywords"] == ["Planung", "Alter"]
    assert said["license"] == "https://creativecommons.org/licenses/by/4.0/deed.de"
    assert said["encoding"] == {"@type": "MediaObject", "contentUrl": f"https://www.example.org{document.url}"}
