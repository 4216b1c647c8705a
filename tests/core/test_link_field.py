"""What editors may type where a link leads to, and what is kept of it."""

import pytest
from django.core.exceptions import ValidationError

from ikpe_site.core.blocks import LinkBlock
from ikpe_site.core.blocks.lists import NameBlock
from ikpe_site.core.link_field import LinkField


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://www.fh-erfurt.de/a?b=1#c", "https://www.fh-erfurt.de/a?b=1#c"),
        (" http://example.org ", "http://example.org"),
        ("www.fh-erfurt.de", "https://www.fh-erfurt.de"),
        ("tlnw.de/planung", "https://tlnw.de/planung"),
        ("https://www.thüringen.de/", "https://www.thüringen.de/"),
        ("müller-büro.de", "https://müller-büro.de"),
        ("/termine/", "/termine/"),
        ("/termine/?thema=armut#liste", "/termine/?thema=armut#liste"),
        ("mailto:info@ikpe-erfurt.de", "mailto:info@ikpe-erfurt.de"),
        ("mailto:info@ikpe-erfurt.de?subject=Frage", "mailto:info@ikpe-erfurt.de?subject=Frage"),
        ("info@ikpe-erfurt.de", "mailto:info@ikpe-erfurt.de"),
        ("info@büro-müller.de", "mailto:info@büro-müller.de"),
        ("tel:0361 30257-600", "tel:+4936130257600"),
        ("tel:+49 361 30257600", "tel:+4936130257600"),
        ("TEL:+4936130257600", "tel:+4936130257600"),
        ("", ""),
    ],
)
def test_a_link_may_lead_here(typed, kept):
    assert LinkField(required=False).clean(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//fremd.example/",
        "/\\fremd.example/",
        "ftp://example.org/",
        "https://",
        "http:// leer.de",
        "termine",
        "mailto:niemand",
        "tel:123",
        "tel:",
        "siehe unten",
        "/mit leerzeichen/",
    ],
)
def test_what_leads_nowhere_is_refused_with_examples(typed):
    with pytest.raises(ValidationError, match=r"/termine/.*mailto:.*tel:"):
        LinkField().clean(typed)


@pytest.mark.parametrize("block", [LinkBlock(), NameBlock()])
def test_fields_for_links_say_by_example_what_they_take(block):
    assert "/termine/" in str(block.child_blocks["url"].field.help_text)
    assert block.child_blocks["url"].field.clean("/termine/") == "/termine/"
