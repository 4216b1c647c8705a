"""Drawings that say what something is about: recognisable, another one for each name, small."""

from itertools import permutations

import pytest
from wagtail.models import get_page_models

from ikpe_site.core.models import BasePage
from ikpe_site.cubes.boxes import Box, painting_order
from ikpe_site.cubes.motifs import MOTIFS
from ikpe_site.cubes.portraits import portrait
from ikpe_site.cubes.scenes import CUBES, scene_svg
from news.models import NewsPage

NAMES = [f"seite-{number}" for number in range(30)]
IN_LISTS = ["board", "meeting", "pillar", "vacancy", "pin", "paper", "calendar", "steps"]


@pytest.mark.parametrize("motif", [*MOTIFS, CUBES])
def test_a_drawing_is_a_small_ornament(motif):
    svg = scene_svg(motif, "name", "petrol")
    assert 'aria-hidden="true"' in svg
    assert "cube-petrol" in svg
    assert len(svg) < 2500


@pytest.mark.parametrize("motif", IN_LISTS)
def test_on_one_screen_no_drawing_stands_twice(motif):
    assert len({scene_svg(motif, name, "leaf") for name in NAMES}) == len(NAMES)


def test_people_with_the_same_initials_and_hue_can_be_told_apart():
    assert len({portrait(name, "coral", "AB") for name in NAMES}) == len(NAMES)


def test_a_portrait_has_the_format_of_a_photograph():
    width, height = map(int, portrait("eva", "leaf", "E").split('viewBox="')[1].split('"')[0].split()[2:])
    assert width * 5 == height * 4


def test_boxes_are_painted_from_the_back_to_the_front():
    wall, floor, thing = (
        Box(0, 0, 0, 3, 0.1, 2, "leaf"),
        Box(0, 0.1, 0, 3, 3, 0.1, "leaf"),
        Box(1, 1, 0.1, 1, 1, 1, "leaf"),
    )
    for boxes in permutations((wall, floor, thing)):
        order = painting_order(list(boxes))
        assert order.index(wall) < order.index(thing)
        assert order.index(floor) < order.index(thing)


@pytest.mark.parametrize("model", [model for model in get_page_models() if issubclass(model, BasePage)])
def test_each_type_of_page_has_a_drawing(model, db):
    assert model().motif in {*MOTIFS, CUBES}


def test_each_kind_of_post_has_a_drawing_of_its_own(db):
    motifs = {NewsPage(kind=kind).motif for kind in NewsPage.Kind}
    assert len(motifs) == len(NewsPage.Kind)
    assert motifs <= set(MOTIFS)
