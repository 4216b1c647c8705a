"""Headings of two levels, their anchors, and the table of contents."""

import pytest

from ikpe_site.core.blocks import StoryBlock
from ikpe_site.core.models import ContentPage
from tests.factories import ContentPageFactory, TopicPageFactory
from tests.helpers import get_soup

pytestmark = pytest.mark.django_db


def story(*blocks):
    """Blocks named h2 and h3 by their text, with ids as the admin gives them."""
    types = {"h2": "heading", "h3": "subheading"}
    return StoryBlock().to_python(
        [
            {"type": types[level], "value": text, "id": f"{number:08}-0000-4000-8000-000000000000"}
            for number, (level, text) in enumerate(blocks)
        ]
    )


LONG = [("h2", "Anlass"), ("h2", "Vorgehen"), ("h3", "Befragung"), ("h3", "Auswertung")]


def outline(soup):
    return [(heading.name, heading.get_text()) for heading in soup.select(".story :is(h2, h3, h4)")]


def test_a_subheading_stands_one_level_below_a_heading(site_tree):
    soup = get_soup(ContentPageFactory(body=story(*LONG)).url)
    assert outline(soup) == LONG


def test_subheadings_without_a_heading_skip_no_level(site_tree):
    page = ContentPageFactory(body=story(("h3", "Eins"), ("h3", "Zwei"), ("h2", "Drei"), ("h3", "Vier")))
    assert outline(get_soup(page.url)) == [("h2", "Eins"), ("h2", "Zwei"), ("h2", "Drei"), ("h3", "Vier")]


def test_within_a_section_headings_stand_below_that_of_the_section(site_tree):
    section = {"heading": "Zum Thema", "content": story(*LONG[1:3])}
    page = TopicPageFactory(accordion=[("section", section)])
    assert outline(get_soup(page.url)) == [("h3", "Vorgehen"), ("h4", "Befragung")]


def test_a_heading_keeps_its_anchor_with_a_new_wording(site_tree):
    page = ContentPageFactory(body=story(*LONG))
    page.body = story(("h2", "Wozu"))
    page.save()
    heading = get_soup(page.url).select_one(".story h2")
    assert heading["id"] == "abschnitt-00000000"
    assert heading.a["href"] == "#abschnitt-00000000"
    assert heading.get_text() == "Wozu"


def test_a_long_page_names_its_headings_above_the_text(site_tree):
    soup = get_soup(ContentPageFactory(body=story(*LONG)).url)
    links = soup.select("nav.contents a")
    assert [link.get_text() for link in links] == ["Anlass", "Vorgehen", "Befragung", "Auswertung"]
    assert [soup.select_one(link["href"]).get_text() for link in links] == [link.get_text() for link in links]
    assert len(soup.select("nav.contents > ol > li")) == 2


@pytest.mark.parametrize(
    ("choice", "body", "is_shown"),
    [("auto", LONG[:3], False), ("auto", LONG, True), ("always", LONG[:1], True), ("never", LONG, False)],
)
def test_the_page_says_when_it_shows_its_contents(site_tree, choice, body, is_shown):
    page = ContentPageFactory(body=story(*body), show_contents=choice)
    assert bool(get_soup(page.url).select("nav.contents")) == is_shown


def test_the_choice_stands_in_the_form(admin_client, site_tree):
    page = ContentPageFactory()
    assert 'name="show_contents"' in admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert ContentPage().show_contents == "auto"
