"""Titles while typing, „Meinten Sie …?“, promoted results, and what was searched in vain."""

import datetime
import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from ikpe_site.search.models import MissedSearch
from tests.factories import HIDING, ContentPageFactory, EventPageFactory, NewsPageFactory, TopicPageFactory
from tests.helpers import get_soup, hrefs, main_of, soup_of, titles, words

pytestmark = pytest.mark.database


def suggested(client, query):
    return json.loads(client.get("/suche/vorschlaege/", {"q": query}).content)["suggestions"]


def test_titles_are_suggested_whose_words_begin_like_those_typed(index, client):
    TopicPageFactory(title="Sozialplanung")
    NewsPageFactory(title="Rückblick Sozialplanung")
    NewsPageFactory(title="Etwas anderes", teaser="Sozialplanung")
    index()
    assert suggested(client, "sozialpl") == ["Sozialplanung", "Rückblick Sozialplanung"]
    assert suggested(client, "soz rückbl") == ["Rückblick Sozialplanung"]
    assert suggested(client, "rueckbl") == ["Rückblick Sozialplanung"]


def test_a_title_is_suggested_once_and_few_in_all(index, client):
    for n in range(12):
        NewsPageFactory(title="Sonnenblumen" if n < 4 else f"Sonnenblumen {n}")
    index()
    offered = suggested(client, "sonnen")
    assert offered[0] == "Sonnenblumen"
    assert len(offered) == len(set(offered)) <= 6


@pytest.mark.parametrize("typed", ["", " ", "s", "?"])
def test_for_nothing_typed_nothing_is_suggested(typed, index, client):
    NewsPageFactory(title="S wie EU")
    index()
    assert suggested(client, typed) == []
    assert suggested(client, "eu") == ["S wie EU"]


def test_every_page_has_the_box_of_the_search(site_tree):
    page = get_soup(site_tree.contact.url)
    form = page.select_one("header form[role=search]")
    assert form["action"] == "/suche/"
    assert form.select_one("input[name=q]")["data-suggest"] == "/suche/vorschlaege/"


# --- „Meinten Sie …?“ ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sozailplanung", "Sozialplanung"),
        ("Sozialplannung", "Sozialplanung"),
        ("Tühringen", "Thüringen"),
        ("Sozailplanung in Tühringen", "Sozialplanung in Thüringen"),
        ("Landesplanung Thüringen", "Planung Thüringen"),
    ],
)
def test_a_mistake_is_answered_with_what_was_meant(typed, meant, index):
    NewsPageFactory(title="Sozialplanung in Thüringen", teaser="Eine Planung")
    index()
    link = main_of("/suche/", q=typed).select_one(".did-you-mean a")
    assert words(link) == meant
    assert "Sozialplanung in Thüringen" in titles(main_of(link["href"]), ".results h2")


def test_what_was_meant_is_shown_at_once_with_a_way_back(index):
    NewsPageFactory(title="Sozialplanung in Thüringen")
    index()
    page = main_of("/suche/", q="Sozailplanung")
    assert titles(page, ".results h2") == ["Sozialplanung in Thüringen"]
    assert page.select_one("input[name=q]")["value"] == "Sozailplanung"
    assert "Für „Sozailplanung“ wurde nichts gefunden" in words(page.select_one(".did-you-mean"))
    assert "1 Treffer für „Sozialplanung“" in words(page.select_one(".search-status"))
    _meant, back = page.select(".did-you-mean a")
    only = main_of(back["href"])
    assert not only.select(".results")
    assert [words(link) for link in only.select(".did-you-mean a")] == ["Sozialplanung"]


def test_a_part_of_what_was_meant_can_be_chosen(index):
    NewsPageFactory(title="Sozialplanung in Thüringen")
    index()
    ContentPageFactory(title="Sozialplanung im Verein")
    index()
    page = main_of("/suche/", q="Sozailplanung", art="beitrag")
    assert titles(page, ".results h2") == ["Sozialplanung in Thüringen"]
    assert page.select_one(".did-you-mean")


def test_what_is_found_is_not_called_a_mistake(index):
    NewsPageFactory(title="Sozialplanung")
    NewsPageFactory(title="Sozialplaner")
    index()
    assert main_of("/suche/", q="Sozialplaner").select(".did-you-mean") == []


@pytest.mark.parametrize("typed", ["Xylophonkonzert", "abc", "12345", "qqqqqqqqqqqqqqqq"])
def test_nothing_far_off_is_proposed(typed, index):
    NewsPageFactory(title="Sozialplanung")
    index()
    assert main_of("/suche/", q=typed).select(".did-you-mean") == []


# --- promoted results ------------------------------------------------------------------------------------------------


def promote(words_, **fields):
    return SearchPromotion.objects.create(query=Query.get(words_), **fields)


@pytest.mark.parametrize("typed", ["Bäder", "baeder", "BÄDER"])
def test_a_promoted_page_comes_first_for_its_words(typed, index):
    page = ContentPageFactory(title="Freizeit")
    promote("Bäder", page=page, description="Alle Schwimmbäder.")
    index()
    section = main_of("/suche/", q=typed).select_one(".search-promotions")
    assert hrefs(section) == [page.url]
    assert "Alle Schwimmbäder." in words(section)
    assert main_of("/suche/", q="Bäder im Kreis").select(".search-promotions") == []


def test_another_site_can_be_promoted(index):
    promote("Bäder", external_link_url="https://example.org/", external_link_text="Beispiel")
    index()
    assert hrefs(main_of("/suche/", q="Bäder").select_one(".search-promotions")) == ["https://example.org/"]


@pytest.mark.parametrize("state", ["draft", "private", "expired"])
def test_a_hidden_page_is_not_promoted(state, index):
    page = ContentPageFactory(title="Freizeit")
    promote("Bäder", page=page)
    HIDING[state](page)
    index()
    assert main_of("/suche/", q="Bäder").select(".search-promotions") == []


# --- searched in vain ------------------------------------------------------------------------------------------------


def test_what_is_not_found_is_counted(index, client):
    index()
    for query in ("Xylophon Konzert", "xylophon  konzert!", "Marimba"):
        client.get("/suche/", {"q": query})
    kept = {missed.words: missed.count for missed in MissedSearch.objects.all()}
    assert kept == {"xylophon konzert": 2, "marimba": 1}


def test_what_is_found_is_not_kept(index, client):
    EventPageFactory(title="Sonnenblumen")
    index()
    client.get("/suche/", {"q": "Sonnenblumen"})
    assert not MissedSearch.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "petra.mustermann@example.org",
        "Mustermann petra @ example org",
        "0361 30257-606",
        "99085 Erfurtxyz",
        "geboren 1.2.1980 xyz",
        "https://example.org/xyz",
        "x" * 200,
        "+49 361 302",
    ],
)
def test_nothing_like_an_address_or_a_number_is_kept(query, index, client):
    client.get("/suche/", {"q": query})
    assert not MissedSearch.objects.exists()


def test_what_nobody_repeats_is_forgotten(db):
    today = timezone.localdate()
    for words_, count, age in [("einmal", 1, 31), ("neulich", 1, 29), ("oft", 5, 100), ("früher", 5, 181)]:
        MissedSearch.objects.create(words=words_, count=count, last_on=today - datetime.timedelta(days=age))
    call_command("purge_missed_searches")
    assert set(MissedSearch.objects.values_list("words", flat=True)) == {"neulich", "oft"}


def test_made_up_words_do_not_fill_the_database(db, client, monkeypatch):
    monkeypatch.setattr("ikpe_site.search.missed.MAX_ROWS", 2)
    for word in ("eins", "zwei", "drei", "eins"):
        client.get("/suche/", {"q": f"Xylophon{word}"})
    assert MissedSearch.objects.count() == 2


def test_editors_read_a_report_of_it(editor_client, db):
    MissedSearch.objects.create(words="xylophon", count=7, last_on=timezone.localdate())
    page = soup_of(editor_client.get(reverse("missed_searches")))
    (row,) = page.select("tbody tr")
    assert words(row).startswith("xylophon 7")
    assert hrefs(row) == ["/suche/?q=xylophon"]
    csv = editor_client.get(reverse("missed_searches"), {"export": "csv"})
    assert b"xylophon,7" in b"".join(csv.streaming_content)


def test_an_empty_report_says_what_is_kept(editor_client, db):
    assert _("Searched and not found") in words(soup_of(editor_client.get(reverse("missed_searches"))))


def test_the_menu_leads_to_it_and_not_to_the_report_that_stays_empty(admin_client):
    home = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("missed_searches") in home
    assert reverse("wagtailsearchpromotions:search_terms") not in home
