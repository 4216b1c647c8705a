"""Typography and cubes."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.utils.safestring import SafeString

from ikpe_site.core.templatetags.cubes import cube_portrait, cube_tile, hue_of
from ikpe_site.core.templatetags.text import hostname, hyphenate, spell_at
from ikpe_site.cubes.geometry import HUES


def render(source: str, **context) -> str:
    return Template("{% load text cubes %}" + source).render(Context(context))


# --- soft hyphens ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word", ["Sozialberichterstattung", "Planungskoordinatorinnen", "Qualitätsentwicklung", "Armutsprävention"]
)
def test_long_words_may_break(word):
    assert "\u00ad" in hyphenate(word)
    assert hyphenate(word).replace("\u00ad", "") == word


@pytest.mark.parametrize("text", ["Team", "Ein kurzer Satz.", "2019/2020", "", "https://a.de"])
def test_short_words_and_numbers_stay_as_they_are(text):
    assert hyphenate(text) == text


@pytest.mark.parametrize("word", ["Altenhilfeplanungen", "Überarbeitungen", "Abendveranstaltung"])
def test_three_letters_at_least_stay_at_either_end_of_a_word(word):
    first, *_rest, last = hyphenate(word).split("\u00ad")
    assert len(first) >= 3
    assert len(last) >= 3


def test_hyphenating_escapes_what_it_is_given():
    shown = render("{{ text|hyphenate }}", text="<script>Sozialberichterstattung</script>")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


# --- mail ------------------------------------------------------------------------------------------------------------


def test_a_mail_address_is_spelled_out():
    assert spell_at("petra.muster@ikpe-erfurt.de") == "petra.<wbr>muster<wbr>[ät]ikpe-erfurt.<wbr>de"


@pytest.mark.parametrize("address", ['"<script>alert(1)</script>"@example.org', "<b>@x.de", "a&b@x.de"])
def test_a_hostile_mail_address_is_escaped(address):
    shown = render("{{ address|spell_at }}", address=address)
    assert "<script" not in shown
    assert "<b>" not in shown
    assert isinstance(spell_at(address), SafeString)
    assert "&b" not in shown.replace("&amp;b", "")


# --- cubes -----------------------------------------------------------------------------------------------------------


def test_a_tile_is_an_ornament_for_screen_readers():
    svg = cube_tile("familie", "petrol")
    assert svg.startswith("<svg")
    assert 'aria-hidden="true"' in svg
    assert "cube-petrol" in svg


DRAW = """
from ikpe_site.cubes import portraits, scenes
for motif in ("cubes", "pin"):
    print(scenes.scene_svg(motif, "familie", "leaf"))
print(portraits.portrait("eva", "leaf", "E"))
"""


def test_each_process_draws_the_same_for_a_name():
    drawings = {
        subprocess.run(
            [sys.executable, "-c", DRAW], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in "12"
    }
    assert len(drawings) == 1
    assert cube_tile("familie", "petrol") != cube_tile("alter", "petrol")


def test_a_name_keeps_its_hue():
    assert [hue_of(name) for name in ("familie", "gesundheit")] == ["petrol", "leaf"]


@pytest.mark.parametrize("slug", ["familie", "alter", "", "a" * 200, "umlaut-ä"])
def test_every_name_has_one_of_the_five_hues(slug):
    assert hue_of(slug) in HUES
    assert render("{{ slug|hue }}", slug=slug) in HUES


def test_without_a_hue_a_tile_takes_that_of_its_name():
    assert f"cube-{hue_of('familie')}" in cube_tile("familie")


def test_a_portrait_shows_the_initials():
    drawing = BeautifulSoup(cube_portrait("petra-muster", "PM"), "html.parser")
    assert drawing.get_text("").strip() == "PM"


def test_hostile_initials_are_escaped():
    assert "<b" not in render('{% cube_portrait "x" initials %}', initials="<b")


def test_drawing_asks_the_database_nothing(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        render('{% cube_tile "neu" "amber" %}{% cube_portrait "neu" "N" %}')


@pytest.mark.parametrize(
    ("address", "host"),
    [("https://www.youtube.com/watch?v=1", "www.youtube.com"), ("https://vimeo.com", "vimeo.com"), ("kein", "kein")],
)
def test_a_web_address_is_named_by_its_host(address, host):
    assert hostname(address) == host
