"""Footnotes: from within a text to their number and to the end of the story."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText

from ikpe_site.core.blocks.text import STORY_FEATURES
from ikpe_site.core.footnotes import with_footnotes
from ikpe_site.text.reading import text_of
from news.teasers import propose_teaser
from tests.factories import NewsPageFactory, TopicPageFactory

NOTED = '<p data-block-key="a">Armut <footnote>Vgl. <i>Armutsbericht</i>, S. 5.</footnote> wächst.</p>'


def story(*texts):
    return [("text", RichText(text)) for text in texts]


def test_a_footnote_becomes_a_number_that_leads_to_its_text_and_back():
    soup = BeautifulSoup(with_footnotes(NOTED), "html.parser")
    number = soup.select_one("p sup a")
    note = soup.select_one(f"section[role=doc-endnotes] ol > li{number['href']}")
    back = note.select_one("a[role=doc-backlink]")

    assert soup.p.get_text() == "Armut1 wächst."
    assert number["aria-label"] == "Anmerkung 1"
    assert note.i.string == "Armutsbericht"
    assert back["href"] == f"#{number['id']}"
    assert back["aria-label"] == "Zurück zum Text bei Anmerkung 1"


def test_addresses_in_a_footnote_are_links():
    html = with_footnotes("<p>A<footnote>Siehe https://tlnw.de/?a=1&amp;b=2.</footnote></p>")
    assert BeautifulSoup(html, "html.parser").select_one("li > a")["href"] == "https://tlnw.de/?a=1&b=2"


@pytest.mark.parametrize("html", ["<p>Ohne.</p>", "<p>Ohne.<footnote> </footnote></p>"])
def test_without_a_footnote_there_is_no_list_of_them(html):
    assert with_footnotes(html) == "<p>Ohne.</p>"


def test_a_story_within_another_part_of_the_page_is_counted_with_it():
    template = Template(
        "{% load structure %}{% footnotes %}{{ a|safe }}"
        "{% footnotes %}{{ b|safe }}{% endfootnotes %}{% endfootnotes %}"
    )
    noted = "{}<footnote>Zu {}.</footnote>"
    soup = BeautifulSoup(template.render(Context({"a": noted.format(1, 1), "b": noted.format(2, 2)})), "html.parser")
    assert [entry.contents[0] for entry in soup.select("section li")] == ["Zu 1. ", "Zu 2. "]


def test_the_editor_gives_back_what_it_was_given():
    converter = ContentstateConverter(STORY_FEATURES)
    assert converter.to_database_format(converter.from_database_format(NOTED)) == NOTED


@pytest.mark.django_db
def test_footnotes_are_numbered_over_the_whole_page(client, site_tree):
    accordion = {"heading": "Grundlagen", "content": story(NOTED)}
    body = story(NOTED.replace("S. 5", "S. 6"))
    page = TopicPageFactory(accordion=[("section", accordion)], body=body)
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert [number.get_text() for number in soup.select(".footnote-number")] == ["1", "2"]
    notes = [soup.select_one(f"#anmerkung-{number}").get_text() for number in (1, 2)]
    assert ["5." in notes[0], "6." in notes[1]] == [True, True]
    assert not soup.find_all("footnote")


@pytest.mark.django_db
def test_search_finds_a_footnote_in_brackets_and_a_teaser_leaves_it_out(site_tree):
    page = NewsPageFactory(body=story(NOTED))
    assert text_of(page.body) == "Armut (Vgl. Armutsbericht, S. 5.) wächst."
    assert propose_teaser(page.body) == "Armut wächst."
