"""The files that visitors download, and what comes back when they are imported again."""

import json

import pytest
from citeproc.source.json import CiteProcJSON
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from publications.exports import to_csl_json
from publications.exports.bibtex import TYPES as BIBTEX_TYPES
from publications.exports.bibtex import to_bibtex
from publications.exports.ris import TYPES as RIS_TYPES
from publications.exports.ris import to_ris
from publications.imports import PublicationPlan
from publications.models import CSLType
from tests.factories import HIDING, CategoryFactory, ContributorFactory, PublicationPageFactory
from tests.helpers import hrefs, main_of
from tests.publications.items import ITEMS, ids, minimal

MEDIA_TYPES = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json",
}


def test_every_type_of_publication_has_a_type_in_every_format():
    kinds = set(CSLType.values)
    assert kinds == set(BIBTEX_TYPES) == set(RIS_TYPES)


@pytest.mark.parametrize("write", [to_bibtex, to_ris, to_csl_json])
@pytest.mark.parametrize("kind", CSLType.values)
def test_every_type_comes_back(kind, write):
    (record,) = PublicationPlan.parse(write([minimal(type=kind)]).encode())
    assert record.item["type"] == kind


def test_csl_json_is_read_by_citeproc():
    source = CiteProcJSON(json.loads(to_csl_json(ITEMS)))
    for item in ITEMS:
        entry = source[item["id"]]
        assert entry.type == item["type"]
        assert str(entry.title) == item["title"]
        assert [dict(name) for name in entry.get("author", [])] == item.get("author", [])
        assert str(entry.get("DOI", "")) == item.get("DOI", "")


KING, LANG = {"family": "King", "given": "Max", "suffix": "Jr."}, {"family": "Lang", "given": "Leo"}
RARE = [
    minimal(
        type=kind,
        author=[KING, {"literal": "Stadt Jena, Jugendamt"}],
        editor=[LANG],
        translator=[LANG],
        contributor=[LANG],
        issued={"date-parts": [[2019, 5, 3]]},
        **{"collection-title": "Reihe", "collection-number": "7", "ISBN": "978-3-16-148410-0"},
    )
    for kind in ("chapter", "book", "report", "webpage")
]


@pytest.mark.parametrize("write", [to_bibtex, to_ris, to_csl_json])
@pytest.mark.parametrize("item", [*ITEMS, *RARE], ids=ids)
def test_what_is_exported_can_be_imported_again(item, write):
    (record,) = PublicationPlan.parse(write([item]).encode())
    assert record.error == ""
    lost = {"id"} | ({"issued"} if "literal" in item["issued"] else set())
    back = dict(record.item)
    if item["type"] == "speech":  # the fields of a publication are the same for both
        for talk, usual in (("event-title", "container-title"), ("event-place", "publisher-place")):
            back[talk] = back.pop(usual, back.get(talk))
    assert {key: back.get(key) for key in item if key not in lost} == {
        key: value for key, value in item.items() if key not in lost
    }


@given(st.text(min_size=1))
def test_any_title_survives_csl_json(title):
    assert json.loads(to_csl_json([{"title": title}])) == [{"title": title}]


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
