"""What stands around every page: header, menu, search box, breadcrumbs, footer."""

import pytest
from bs4 import BeautifulSoup

from tests.core.components import heard, name_of, page, shown, thing, unseen
from tests.helpers import hrefs, words

MENU = [
    {"page": page("Aktuelles"), "current": "page"},
    {"page": page("Themen"), "current": "true"},
    {"page": page("Team"), "current": ""},
]


@pytest.fixture
def header() -> BeautifulSoup:
    return shown("site_header", navigation=thing(menu=MENU), institute=thing(short_name="IKPE", claim="Planung"))


def test_the_menu_has_a_name_and_says_where_one_is(header):
    assert name_of(header, ".site-nav") == "Hauptmenü"
    assert [link.get("aria-current") for link in header.select(".site-nav a")] == ["page", "true", None]


def test_the_label_and_the_word_of_the_search_are_for_screen_readers(header):
    assert unseen(header) == ["Suche", "Suchen"]


def test_the_menu_of_narrow_screens_opens_without_a_script(header):
    assert words(header.select_one("details > summary")) == "Menü"


def test_the_cube_of_the_brand_is_an_ornament(header):
    assert heard(header.select_one(".brand")) == "IKPE Planung"
    assert [(svg["aria-hidden"], svg["focusable"]) for svg in header.select("svg")] == [("true", "false")] * 2


@pytest.mark.parametrize(
    ("component", "box", "label"),
    [("site_header", "suche", "Suche"), ("search_form", "q", "Wonach suchen Sie?")],
)
def test_a_search_box_has_a_label_and_names_its_suggestions(component, box, label):
    soup = shown(component, navigation=thing(menu=[]), institute=None)
    field = soup.find(id=box)
    assert name_of(soup, f"#{box}") == label
    assert field["type"] == "search"
    assert field["maxlength"] == "200"
    assert field.find_next_sibling() == soup.find(id=field["aria-controls"])  # where suggest.js looks for it
    suggestions = soup.find(id=field["aria-controls"])
    assert suggestions["role"] == "listbox"
    assert suggestions["aria-label"] == "Vorschläge"
    assert suggestions.has_attr("hidden")


@pytest.mark.parametrize("component", ["site_header", "search_form"])
def test_a_search_form_is_a_search_landmark_with_a_button(component):
    soup = shown(component, navigation=thing(menu=[]), institute=None, query="Armut")
    form = soup.select_one("form[role=search]")
    assert form["action"] == "/suche/"
    assert heard(form.select_one("button[type=submit]")) == "Suchen"
    assert form.select_one("[name=q]")["value"] == "Armut"


def test_the_search_in_the_page_differs_in_name_from_that_in_the_header():
    assert name_of(shown("search_form"), "form") == "Alle Seiten durchsuchen"


def test_breadcrumbs_have_a_name_and_an_order():
    soup = shown("breadcrumbs", navigation=thing(trail=[page("Themen")]), page=page("Armut"), crumb=True)
    assert name_of(soup, "nav") == "Sie sind hier"
    assert [words(entry) for entry in soup.select("ol > li")] == ["Startseite", "Themen", "Armut"]


def test_without_a_crumb_the_page_itself_is_not_in_its_breadcrumbs():
    soup = shown("breadcrumbs", navigation=thing(trail=[page("Themen")]), page=page("Armut"))
    assert [words(entry) for entry in soup.select("ol > li")] == ["Startseite", "Themen"]


def test_right_below_the_home_page_there_are_no_breadcrumbs():
    assert words(shown("breadcrumbs", navigation=thing(trail=[]), page=page("Themen"))) == ""


@pytest.mark.parametrize(
    ("heading", "trail", "size"),
    [("Themen", [], ["is-list"]), ("Armut", [page("Themen")], None), ("Wort " * 17, [page("Themen")], ["is-long"])],
)
def test_a_title_is_smaller_above_a_list_and_where_it_is_long(heading, trail, size):
    title = shown("page_title", heading=heading, navigation=thing(trail=trail)).h1
    assert title.get("class") == size


def test_the_footer_names_its_links_and_says_where_one_is():
    links = [
        {"target": page("Impressum"), "text": "Impressum", "is_current": True},
        {"target": None, "url": "https://example.org/", "text": "Mehr", "is_current": False},
    ]
    soup = shown("site_footer", navigation=thing(footer=links), institute=thing(name="IKPE"))
    legal = soup.select_one(".site-footer-legal")
    assert name_of(soup, ".site-footer-legal") == "Rechtliches"
    assert hrefs(legal) == ["/seite/", "https://example.org/"]
    assert [link.get("aria-current") for link in legal.select("a")] == ["page", None]


def test_the_columns_of_the_footer_are_named_and_lead_to_what_the_site_has():
    index = {"personindexpage": page("Team"), "topicindexpage": page("Themen")}
    soup = shown("site_footer", navigation=thing(about=[page("Verein")], index=index), institute=thing(name="IKPE"))
    columns = {words(nav.h2): [words(link) for link in nav.select("a")] for nav in soup.select("nav:has(h2)")}
    assert columns == {
        "Institut": ["Verein", "Team"],
        "Arbeit": ["Themen"],
        "Auf dem Laufenden": ["Neues abonnieren"],
    }


def test_the_head_of_a_page_has_its_one_heading_of_the_first_level():
    soup = shown("page_header", heading="Armut", kicker="Thema", teaser="Worum es geht.", navigation=thing(trail=[]))
    assert [words(heading) for heading in soup.select("h1")] == ["Armut"]


def test_sharing_says_that_the_address_is_copied():
    soup = shown("share", page=thing(title="Vor & zurück", full_url="https://example.org/a/"))
    button = soup.select_one("button[data-copy]")
    assert button.has_attr("hidden")  # it needs a script
    assert button["data-copied"] == "Kopiert"
    assert button.find_next_sibling(attrs={"role": "status"})["class"] == ["visually-hidden"]
    assert hrefs(soup) == ["mailto:?subject=Vor%20%26%20zur%C3%BCck&body=https%3A%2F%2Fexample.org%2Fa%2F"]


def test_feeds_are_told_apart_by_what_they_are_of():
    soup = shown("feed_links", name="Armut", address="/themen/armut/", query="")
    assert unseen(soup) == [": Armut", ": Armut"]
    assert hrefs(soup) == ["/themen/armut/feed/", "/themen/armut/feed.json"]
