"""A publication as a CSL-JSON item, from which references, exports and metadata start."""

import datetime

import pytest

from publications.citation.csl import csl_item, full_name, inverted_name, plain_text, split_keywords
from publications.models import Contributor, PublicationPage

pytestmark = pytest.mark.django_db  # a page asks for its locale


def item_of(*contributors: Contributor, **fields) -> dict:
    """The item without what each has."""
    fields = {"title": "Planung", "csl_type": "book", "issued_year": 2019, "citation_key": "x"} | fields
    item = csl_item(PublicationPage(**fields), contributors)
    assert item.pop("language") == "de"
    assert (item.pop("id"), item.pop("type"), item.pop("title")) == ("x", fields["csl_type"], "Planung")
    return item


@pytest.mark.parametrize(
    ("field", "variable"),
    [
        ("container_title", "container-title"),
        ("volume", "volume"),
        ("issue", "issue"),
        ("page", "page"),
        ("edition", "edition"),
        ("publisher", "publisher"),
        ("publisher_place", "publisher-place"),
        ("collection_title", "collection-title"),
        ("collection_number", "collection-number"),
        ("doi", "DOI"),
        ("isbn", "ISBN"),
        ("issn", "ISSN"),
        ("web_address", "URL"),
        ("keyword", "keyword"),
        ("license", "license"),
    ],
)
def test_each_field_has_its_variable(field, variable):
    assert item_of(**{field: "7"}) == {"issued": {"date-parts": [[2019]]}, variable: "7"}


def test_a_talk_was_given_at_an_event():
    item = item_of(csl_type="speech", container_title="Fachtag", publisher_place="Gera", publisher="FH")
    assert item == {
        "issued": {"date-parts": [[2019]]},
        "event-title": "Fachtag",
        "event-place": "Gera",
        "publisher": "FH",
    }


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ({"issued_year": 2019}, {"date-parts": [[2019]]}),
        ({"issued_year": 2019, "issued_on": datetime.date(2019, 5, 3)}, {"date-parts": [[2019, 5, 3]]}),
        ({"issued_year": None, "is_forthcoming": True}, {"literal": "im Erscheinen"}),
        ({"issued_year": None}, None),
    ],
)
def test_it_is_of_a_day_a_year_forthcoming_or_undated(fields, issued):
    assert item_of(**fields) == ({"issued": issued} if issued else {})


def test_the_day_on_which_an_address_was_looked_at_is_named():
    assert item_of(accessed=datetime.date(2020, 3, 9))["accessed"] == {"date-parts": [[2020, 3, 9]]}


def test_pages_are_written_with_a_hyphen():
    assert item_of(page="26–35")["page"] == "26-35"


@pytest.mark.parametrize(
    ("pages", "whole"),
    [
        ("101–8", "101-108"),
        ("101-18", "101-118"),
        ("1001-5, 1010-12", "1001-1005, 1010-1012"),
        ("98-104", "98-104"),
        ("104-98", "104-198"),
        ("101-1", "101-1"),
        ("A1-4", "A1-4"),
        ("1.1-1.5", "1.1-1.5"),
        ("xi-xv", "xi-xv"),
    ],
)
def test_a_range_of_pages_has_both_numbers_whole(pages, whole):
    assert item_of(page=pages)["page"] == whole


def test_contributors_stand_under_their_role_in_their_order():
    names = [
        Contributor(family="Zabel", given="Zoe"),
        Contributor(family="Adam"),
        Contributor(literal="IKPE", role="editor"),
        Contributor(family="Weber", role="translator"),
        Contributor(family="Wolf", role="contributor"),
    ]
    item = item_of(*names)
    assert item["author"] == [{"family": "Zabel", "given": "Zoe"}, {"family": "Adam"}]
    assert item["editor"] == [{"literal": "IKPE"}]
    assert (item["translator"], item["contributor"]) == ([{"family": "Weber"}], [{"family": "Wolf"}])


def test_an_abstract_is_plain_text():
    assert item_of(abstract="<p>A &amp; <b>B</b></p><p>C</p>")["abstract"] == "A & B C"
    assert "abstract" not in item_of(abstract="<p> </p>")
    assert plain_text("<p>1 &lt; 2</p>\n<p>x</p>") == "1 < 2 x"


def test_keywords_are_separated_by_commas():
    assert split_keywords(" Planung, , Alter ,Jugend,") == ["Planung", "Alter", "Jugend"]


@pytest.mark.parametrize(
    ("name", "full", "inverted"),
    [
        ({"family": "Fischer", "given": "Jörg"}, "Jörg Fischer", "Fischer, Jörg"),
        ({"family": "Fischer"}, "Fischer", "Fischer"),
        ({"family": "King", "given": "Max", "suffix": "Jr."}, "Max King Jr.", "King, Max, Jr."),
        ({"literal": "IKPE"}, "IKPE", "IKPE"),
    ],
)
def test_a_name_is_written_both_ways(name, full, inverted):
    assert (full_name(name), inverted_name(name)) == (full, inverted)
