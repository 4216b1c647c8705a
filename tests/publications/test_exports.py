"""BibTeX, RIS and CSL-JSON: what is exported comes back the same when other programs read it."""

import json

import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from publications.exports import to_csl_json
from publications.exports.bibtex import TYPES as BIBTEX_TYPES
from publications.exports.bibtex import to_bibtex
from publications.exports.ris import TYPES as RIS_TYPES
from publications.exports.ris import to_ris
from publications.imports import read_file
from publications.models import CSLType, PublicationPage
from tests.factories import (
    HIDING,
    CategoryFactory,
    ContributorFactory,
    PublicationPageFactory,
    make_draft,
)
from tests.helpers import hrefs, main_of
from tests.publications.items import ITEMS

PRINTABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs", "Co", "Cn", "Mn", "Me", "Mc", "Lm"]),
    min_size=1,
)
# Words as people write them, and runs of the letters that mean something to one of the formats.
TITLES = st.lists(PRINTABLE | st.text("\\{}&%$#_~^\"'`<>!?-,;@=/", min_size=1), min_size=1).map(" ".join)


def ids(item):
    return item["id"]


def latex(text: str) -> str:
    return LatexNodes2Text(math_mode="verbatim").latex_to_text(text).replace("ˆ", "^")


def test_every_type_of_publication_has_a_type_in_every_format():
    kinds = set(CSLType.values)
    assert kinds == set(BIBTEX_TYPES) == set(RIS_TYPES)


# --- round trips -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", ITEMS, ids=ids)
def test_bibtex_is_read_by_pybtex(item):
    entry = parse_string(to_bibtex([item]), "bibtex").entries[item["id"]]
    fields = {name: latex(value) for name, value in entry.fields.items()}
    assert fields["title"] == item["title"]
    expected = {
        "volume": item.get("volume"),
        "edition": item.get("edition"),
        "pages": item["page"].replace("-", "–") if "page" in item else None,
        "address": item.get("publisher-place"),
        "series": item.get("collection-title"),
        "number": item.get("issue") or item.get("collection-number"),
        "year": str(item["issued"]["date-parts"][0][0]) if "date-parts" in item["issued"] else None,
        "isbn": item.get("ISBN"),
        "issn": item.get("ISSN"),
        "doi": item.get("DOI"),
        "abstract": item.get("abstract"),
        "keywords": item.get("keyword"),
        "copyright": item.get("license"),
        "institution" if item["type"] == "report" else "publisher": item.get("publisher"),
    }
    assert {name: fields.get(name) for name in expected} == expected
    assert entry.fields.get("url") == item.get("URL")
    for role in ("author", "editor"):
        people = [
            {"literal": latex(str(person))}
            if str(person).startswith("{")
            else {
                "family": latex(" ".join([*person.prelast_names, *person.last_names])),
                "given": latex(" ".join([*person.first_names, *person.middle_names])),
            }
            for person in entry.persons.get(role, [])
        ]
        assert people == item.get(role, [])


@pytest.mark.parametrize("item", ITEMS, ids=ids)
def test_ris_is_read_by_rispy(item):
    (entry,) = rispy.loads(to_ris([item]))
    issued = item["issued"].get("date-parts", [[None]])[0]
    expected = {
        "type_of_reference": RIS_TYPES[item["type"]],
        "id": item["id"],
        "title": item["title"],
        "secondary_title": item.get("container-title") or item.get("event-title"),
        "tertiary_title": item.get("collection-title"),
        "volume": item.get("volume"),
        "number": item.get("issue"),
        "edition": item.get("edition"),
        "publisher": item.get("publisher"),
        "place_published": item.get("publisher-place") or item.get("event-place"),
        "year": str(issued[0]) if issued[0] else None,
        "doi": item.get("DOI"),
        "issn": item.get("ISBN") or item.get("ISSN"),
        "abstract": item.get("abstract"),
        "urls": [item["URL"]] if "URL" in item else None,
        "keywords": item["keyword"].split(", ") if "keyword" in item else None,
    }
    assert {name: entry.get(name) for name in expected} == expected
    pages = [entry[key] for key in ("start_page", "end_page") if key in entry]
    assert "-".join(pages) == item.get("page", "")
    names = [person.get("literal") or f"{person['family']}, {person['given']}" for person in item.get("author", [])]
    assert entry.get("authors", []) == names


def test_csl_json_is_read_by_citeproc():
    source = CiteProcJSON(json.loads(to_csl_json(ITEMS)))
    for item in ITEMS:
        entry = source[item["id"]]
        assert entry.type == item["type"]
        assert str(entry.title) == item["title"]
        assert [dict(name) for name in entry.get("author", [])] == item.get("author", [])
        assert str(entry.get("DOI", "")) == item.get("DOI", "")


@pytest.mark.parametrize("write", [to_bibtex, to_ris, to_csl_json])
@pytest.mark.parametrize("item", ITEMS, ids=ids)
def test_what_is_exported_can_be_imported_again(item, write):
    (record,) = read_file(write([item]).encode())
    assert record.error == ""
    lost = {"id"} | ({"issued"} if "literal" in item["issued"] else set())
    lost |= {"license"} if write is to_ris else set()
    back = dict(record.item)
    if item["type"] == "speech":  # the fields of a publication are the same for both
        for talk, usual in (("event-title", "container-title"), ("event-place", "publisher-place")):
            back[talk] = back.pop(usual, back.get(talk))
    assert {key: back.get(key) for key in item if key not in lost} == {
        key: value for key, value in item.items() if key not in lost
    }


# --- escaping --------------------------------------------------------------------------------------------------------


@example("\\ { } & % $ # _ ~ ^ \" '' `` -- --- << >> ,, !` ?`")
@example("{unbalanced")
@example("a } @book{x, b")
@given(TITLES)
def test_any_title_survives_bibtex(title):
    item = {"id": "x", "type": "book", "title": title, "issued": {"literal": ""}}
    entry = parse_string(to_bibtex([item]), "bibtex").entries["x"]
    assert latex(entry.fields["title"]).split() == title.split()


@example("ER  - TY  - JOUR")
@given(TITLES)
def test_any_title_survives_ris(title):
    item = {"id": "x", "type": "book", "title": title, "issued": {"literal": ""}}
    (entry,) = rispy.loads(to_ris([item]))
    assert entry["title"].split() == title.split()


@given(st.text(min_size=1))
def test_any_title_survives_csl_json(title):
    assert json.loads(to_csl_json([{"title": title}])) == [{"title": title}]


@pytest.mark.parametrize("text", ["A\r\nER  - \r\nTY  - BOOK\r\nTI  - B", "A\nER  -"])
def test_a_line_break_does_not_end_an_entry_of_ris(text):
    (entry,) = rispy.loads(to_ris([{"id": "x", "type": "book", "title": text, "issued": {"literal": ""}}]))
    assert entry["title"].startswith("A ER")


def test_ris_has_the_line_ends_and_the_closing_tag_of_its_specification():
    lines = to_ris(ITEMS).split("\r\n")
    assert not any("\n" in line for line in lines)
    assert lines.count("ER  - ") == len(ITEMS)
    assert lines[0] == "TY  - JOUR"


# --- addresses -------------------------------------------------------------------------------------------------------

MEDIA_TYPES = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json",
}


def exported(url: str, **query) -> list[str]:
    response = Client().get(f"{url}export.json", query)
    assert response.status_code == 200
    return sorted(item["title"] for item in json.loads(response.content))


@pytest.mark.parametrize("extension", MEDIA_TYPES)
def test_a_file_has_its_media_type_and_a_name_that_stays(extension, site_tree):
    page = PublicationPageFactory(title="Planung", issued_year=2019)
    ContributorFactory(publication=page, family="Öttinger", given="Jo")
    names = {site_tree.publications.url: "ikpe-ergebnisse", page.url: "oettinger2019planung"}
    for url, name in names.items():
        response = Client().get(f"{url}export.{extension}")
        assert response["Content-Type"] == MEDIA_TYPES[extension]
        assert response["Content-Disposition"] == f'attachment; filename="{name}.{extension}"'
        assert "Planung" in response.content.decode()


def test_all_are_exported_or_those_that_the_list_shows(site_tree):
    press = CategoryFactory(name="Presse")
    PublicationPageFactory(title="A", category=press, issued_year=2019)
    PublicationPageFactory(title="B", category=press, issued_year=2020)
    for number in range(30):
        PublicationPageFactory(title=f"C{number:02}", issued_year=2018)
    url = site_tree.publications.url
    assert len(exported(url)) == 32
    assert exported(url, art="presse") == ["A", "B"]
    assert exported(url, art="presse", jahr="2020") == ["B"]
    assert exported(url, q="c07") == ["C07"]
    links = hrefs(main_of(url, art="presse", jahr="2020"), ".exports a[download]")
    assert f"{url}export.bib?art=presse&jahr=2020" in links


def test_an_unknown_filter_or_format_is_no_file(site_tree):
    url = site_tree.publications.url
    for address in ("export.bib?art=gibt-es-nicht", "export.bib?jahr=abc", "export.xml", "export.ris/x"):
        assert Client().get(url + address).status_code == 404, address


@pytest.mark.parametrize("state", HIDING)
def test_what_is_hidden_is_in_no_export_and_no_feed(state, site_tree):
    page = PublicationPageFactory(title="Geheim")
    HIDING[state](page)
    url = site_tree.publications.url
    for address in ("export.bib", "export.ris", "export.json", "feed/"):
        assert "Geheim" not in Client().get(url + address).content.decode()
    for extension in MEDIA_TYPES:
        assert "Geheim" not in Client().get(f"{page.url}export.{extension}", follow=True).content.decode()


# --- keys ------------------------------------------------------------------------------------------------------------


def publication(title, *families, **fields):
    page = PublicationPageFactory(title=title, **fields)
    for family in families:
        ContributorFactory(publication=page, family=family)
    return PublicationPage.objects.get(pk=page.pk)


def test_a_key_is_author_year_and_first_word_with_a_letter_on_a_clash(site_tree):
    keys = [publication("Straßen & Wege", "Müller-Lüdenscheidt", "B", issued_year=2019).citation_key for _ in "abc"]
    assert keys == [f"muellerluedenscheidt2019strassen{letter}" for letter in ("", "a", "b")]


def test_a_key_does_without_what_is_not_known(site_tree):
    assert publication("„Über“ alles", issued_year=None).citation_key == "ueber"


def test_a_key_stays_once_the_publication_was_published(site_tree):
    page = publication("Planung", "Fischer", issued_year=None)
    page.save_revision().publish()
    page.refresh_from_db()
    page.issued_year, page.title = 2020, "Neue Planung"
    page.save_revision().publish()
    assert PublicationPage.objects.get(pk=page.pk).citation_key == "fischerplanung"


def test_the_key_of_a_draft_follows_its_data(site_tree):
    page = publication("Planung", "Fischer", issued_year=None)
    make_draft(page)
    page.issued_year = 2020
    page.save()
    assert page.citation_key == "fischer2020planung"


def test_a_copy_has_a_key_of_its_own(site_tree):
    page = publication("Planung", "Fischer", issued_year=2019)
    copy = page.copy(update_attrs={"slug": "kopie", "title": "Planung"})
    assert copy.specific.citation_key == "fischer2019planunga"
