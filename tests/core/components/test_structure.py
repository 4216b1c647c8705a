"""Headings whose level the page decides, and landmarks that their heading names."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template

from tests.core.components import name_of, page, shown, thing


def rendered(source: str, **context) -> BeautifulSoup:
    return BeautifulSoup(Template("{% load structure %}" + source).render(Context(context)), "html.parser")


def test_a_heading_has_the_level_and_the_class_it_is_given():
    source = '{% heading level "card-title" %}<a>{{ title }}</a>{% endheading %}'
    assert str(rendered(source, level="h4", title="A & B")) == '<h4 class="card-title"><a>A &amp; B</a></h4>'


def test_a_heading_without_a_class_has_no_attribute():
    assert str(rendered('{% heading "h2" %}Text{% endheading %}')) == "<h2>Text</h2>"


def test_a_landmark_is_named_by_its_heading():
    soup = rendered('{% landmark "programm" title %}<p>Text</p>{% endlandmark %}', title="Hin & <her>")
    assert name_of(soup, "section.page-section") == "Hin & <her>"
    assert soup.section.h2["id"] == "programm"
    assert soup.section.p.string == "Text"


def test_a_landmark_may_look_different():
    assert rendered('{% landmark "a" "A" "aside-section" %}{% endlandmark %}').section["class"] == ["aside-section"]


ENTRIES = {
    "event_row": {"event": page()},
    "news_card": {"post": page(motif="board")},
    "person_card": {"person": page(initials="PM")},
    "work_area": {"area": page(motif="board")},
    "blocks/call_to_action": {"value": {"heading": "Seite"}},
    "accordion": {"items": [{"heading": "Seite", "text": ""}]},
}


@pytest.mark.parametrize("component", ENTRIES)
@pytest.mark.parametrize("level", ["h2", "h3", "h4"])
def test_the_heading_of_an_entry_has_the_level_that_the_page_asks_for(component, level):
    headings = shown(component, level=level, **ENTRIES[component]).select("h1, h2, h3, h4")
    assert [(heading.name, heading.get_text()) for heading in headings] == [(level, "Seite")]


def test_what_another_app_shows_on_a_page_is_a_landmark():
    template = "topics/sections/projects.html"
    section = thing(id="projekte", heading="Projekte", template=template, context={"projects": []})
    assert name_of(shown("page_section", section=section), "section") == "Projekte"
