"""A provisional title is marked wherever it goes."""

import json
from urllib.parse import parse_qs

import pytest
from django.urls import reverse

from ikpe_site.editing.todos import todos_of
from publications.citation.metadata import coins
from publications.models import PublicationPage
from tests.factories import PublicationPageFactory
from tests.helpers import graph_of, main_of, words

pytestmark = pytest.mark.database


@pytest.fixture
def publication(site_tree):
    return PublicationPageFactory(title="Bericht zur Studie", title_is_provisional=True, csl_type="article-newspaper")


def test_references_of_both_styles_put_it_in_square_brackets(publication):
    assert len(publication.references) == 2
    for reference in publication.references.values():
        assert "<cite>[Bericht zur Studie]</cite>" in reference


def test_every_export_carries_the_brackets_and_the_word(publication, site_tree, client):
    texts = {
        name: client.get(f"{site_tree.publications.url}export.{name}").content.decode() for name in ("bib", "ris")
    }
    assert "{[Bericht zur Studie]}" in texts["bib"]
    assert "note = {Arbeitstitel}" in texts["bib"]
    assert "[Bericht zur Studie]" in texts["ris"]
    assert "N1  - Arbeitstitel" in texts["ris"]
    [item] = json.loads(client.get(f"{site_tree.publications.url}export.json").content)
    assert (item["title"], item["note"]) == ("[Bericht zur Studie]", "Arbeitstitel")
    assert parse_qs(coins(publication.csl))["rft.atitle"] == ["[Bericht zur Studie]"]
    assert graph_of(publication.url)["NewsArticle"]["name"] == "[Bericht zur Studie]"


def test_visitors_read_on_the_page_and_in_the_list_that_it_is_provisional(publication, site_tree):
    assert "Arbeitstitel: Der Titel dieser Publikation liegt uns noch nicht vor." in words(main_of(publication.url))
    [entry] = main_of(site_tree.publications.url).select(".publication")
    assert "Arbeitstitel" in words(entry)


def test_a_title_that_is_known_is_not_marked(site_tree, client):
    publication = PublicationPageFactory(title="Bericht zur Studie")
    assert "Arbeitstitel" not in words(main_of(publication.url))
    assert "[" not in publication.csl["title"]
    assert "note" not in publication.csl


def test_editors_find_which_titles_are_missing(publication, site_tree, admin_client):
    PublicationPageFactory(title="Bekannt")
    [todo] = [todo for todo in todos_of(PublicationPage) if todo.name == "provisional_title"]
    assert [page.title for page in todo.find(PublicationPage.objects.all())] == ["Bericht zur Studie"]
    listed = admin_client.get(reverse("publications:index"), {"todo": "provisional_title"}).content.decode()
    assert "Bericht zur Studie" in listed
    assert "Bekannt" not in listed
