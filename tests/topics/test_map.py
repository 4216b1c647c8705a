"""The map of Thüringen: its outlines, and how a page shows them."""

import datetime
import gzip
import json
import re
from collections import Counter, defaultdict
from html import escape
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from tests.helpers import hrefs, words
from topics.map import DATA, region_map
from topics.models import Region

CITIES = {"16051": "EF", "16052": "G", "16053": "J", "16054": "SHL", "16055": "WE"}
SVG = "{http://www.w3.org/2000/svg}"
STEPS = re.compile(r"M(\d+) (\d+)l([^z]+)z")

Point = tuple[int, int]


def rings_of(path: str) -> list[list[Point]]:
    """The corners of each ring of an outline, the first one again at the end."""
    assert re.fullmatch(r"(M\d+ \d+l[\d -]+z)+", path), "the tests read only what tools/draw_map.py writes"
    rings = []
    for x, y, steps in STEPS.findall(path):
        ring = [(int(x), int(y))]
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        assert len(numbers) % 2 == 0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            ring.append((ring[-1][0] + dx, ring[-1][1] + dy))
        rings.append([*ring, ring[0]])
    return rings


def winding(path: str, point: Point) -> int:
    """How often an outline runs around a point: what a browser asks to know whether the point is filled."""
    x, y = point
    turns = 0
    for ring in rings_of(path):
        for (x0, y0), (x1, y1) in pairwise(ring):
            if (y0 <= y) != (y1 <= y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                turns += 1 if y1 > y0 else -1
    return turns


@pytest.fixture(scope="module")
def counties():
    return json.loads(DATA.read_text(encoding="utf-8"))["counties"]


@pytest.fixture
def today(db):
    return list(Region.objects.current().exclude(kind=Region.Kind.OUTSIDE))


def address(region: Region) -> str:
    return f"/kontakt/?region={region.key}"


def render(map_, label="Landkreise", skip_to="liste") -> str:
    return render_to_string("components/region_map.html", {"map": map_, "label": label, "skip_to": skip_to})


def parsed(map_, **names) -> BeautifulSoup:
    return BeautifulSoup(render(map_, **names), "html.parser")


# --- outlines --------------------------------------------------------------------------------------------------------


def test_the_map_shows_the_counties_of_today(counties, today):
    assert len(counties) == 22
    assert set(counties) == {region.key for region in today}
    assert "16056" not in counties, "Eisenach is part of the Wartburgkreis"


def test_every_county_has_its_own_abbreviation(counties):
    abbreviations = {key: county["abbreviation"] for key, county in counties.items()}
    assert len(set(abbreviations.values())) == 22
    assert CITIES.items() <= abbreviations.items()


def test_the_outlines_are_small(counties):
    paths = "".join(county["d"] for county in counties.values()).encode()
    assert len(paths) < 10_000
    assert len(gzip.compress(paths)) < 4_000


def test_the_outlines_fill_the_view_box(counties):
    map_ = region_map()
    points = [point for county in counties.values() for ring in rings_of(county["d"]) for point in ring]
    for size, numbers in zip((map_.width, map_.height), zip(*points, strict=True), strict=True):
        assert 0 <= min(numbers) < 10
        assert size - 10 < max(numbers) <= size


def test_each_label_stands_in_its_own_county_and_in_no_other(counties):
    for key, county in counties.items():
        point = county["x"], county["y"]
        assert [other for other in counties if winding(counties[other]["d"], point)] == [key]


def test_weimar_lies_in_a_hole_of_the_weimarer_land(counties):
    outer, hole = rings_of(counties["16071"]["d"])
    (weimar,) = rings_of(counties["16055"]["d"])
    assert set(hole) == set(weimar)
    assert not set(hole) & set(outer)


def test_neighbours_share_their_borders_without_gaps(counties):
    """Each piece of a border is drawn by two counties, or it is one of the single ring around the state."""
    edges = Counter(
        frozenset(edge) for county in counties.values() for ring in rings_of(county["d"]) for edge in pairwise(ring)
    )
    assert set(edges.values()) == {1, 2}
    neighbours = defaultdict(set)
    for edge in (edge for edge, count in edges.items() if count == 1):
        for point in edge:
            neighbours[point] |= edge - {point}
    assert {len(points) for points in neighbours.values()} == {2}
    before, point, length = None, next(iter(neighbours)), 0
    start = point
    while point != start or not length:
        before, point = point, next(iter(neighbours[point] - {before}))
        length += 1
    assert length == len(neighbours)


@pytest.mark.parametrize(
    ("place", "point", "key"),
    [
        ("Eisenach", (166, 383), "16063"),
        ("Gehlberg", (332, 550), "16054"),
        ("Schmiedefeld am Rennsteig", (340, 580), "16054"),
        ("Lichte", (470, 633), "16072"),
        ("Piesau", (484, 642), "16072"),
        ("Kaltennordheim", (106, 577), "16066"),
    ],
)
def test_places_that_changed_their_county_lie_in_the_new_one(place, point, key, counties):
    assert [other for other in counties if winding(counties[other]["d"], point)] == [key], place


# --- what a page gets ------------------------------------------------------------------------------------------------


def test_counties_come_in_the_order_given(today):
    names = [shape.name for shape in region_map(today, url_for=address).shapes]
    assert names == [region.name for region in today]
    assert [shape.name for shape in region_map(today[::-1]).shapes] == names[::-1]


def test_counties_that_nobody_named_are_drawn_without_a_link(today):
    map_ = region_map(today[:3], url_for=address)
    assert len(map_.shapes) == 22
    assert [shape.url for shape in map_.shapes if shape.url] == [address(region) for region in today[:3]]


def test_the_map_asks_the_database_nothing(today, django_assert_num_queries):
    eisenach = Region.objects.select_related("merged_into").get(name="Eisenach")
    with django_assert_num_queries(0):
        render(region_map([*today, eisenach], url_for=address, chosen=eisenach, marked=[eisenach, *today]))


def test_eisenach_stands_for_the_wartburgkreis(today):
    eisenach = Region.objects.select_related("merged_into").get(name="Eisenach")
    map_ = region_map([*today, eisenach], url_for=address, chosen=eisenach)
    assert map_.chosen.name == "Wartburgkreis"
    assert len(map_.shapes) == 22
    map_ = region_map(marked=[eisenach])
    assert [shape.key for shape in map_.shapes if shape.is_marked] == ["16063"]
    assert map_.marked_names == ["Eisenach"]


def test_what_lies_outside_has_no_shape(today):
    outside = Region.objects.get(key=Region.OUTSIDE_KEY)
    map_ = region_map([*today, outside], url_for=address, chosen=outside)
    assert map_.chosen is None
    assert outside.name not in [shape.name for shape in map_.shapes]


# --- the component ---------------------------------------------------------------------------------------------------


def test_every_county_is_a_link_with_its_name(today):
    drawing = parsed(region_map(today, url_for=address))
    links = drawing.select("svg a")
    assert [link["href"] for link in links] == [address(region) for region in today]
    for link, region in zip(links, today, strict=True):
        assert words(link.title).startswith(f"{region.name} (")
        assert words(link.find("text")) in words(link.title), "the accessible name holds the visible one"


def test_the_drawing_is_well_formed_xml(today):
    for map_ in (region_map(today, url_for=address, chosen=today[0]), region_map(marked=today[:2])):
        svg = re.search(r"<svg.*</svg>", render(map_), re.DOTALL).group()
        root = ElementTree.fromstring(svg.replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1))  # noqa: S314 our own
        assert len(root.findall(f".//{SVG}text")) == 22


def test_the_chosen_county_is_marked_and_ringed(today):
    chosen = today[7]
    drawing = parsed(region_map(today, url_for=address, chosen=chosen))
    (current,) = drawing.select("[aria-current]")
    assert current["aria-current"] == "true"
    assert current["href"] == address(chosen)
    last = drawing.svg.find_all(recursive=False)[-1]
    assert last["class"] == ["region-map-ring"], "no neighbour covers it"
    assert last["d"] == current.path["d"]


def test_nothing_is_marked_without_a_choice(today):
    drawing = parsed(region_map(today, url_for=address))
    assert not drawing.select("[aria-current], .region-map-ring, .is-marked")


def test_the_keyboard_can_skip_the_map(today):
    drawing = parsed(region_map(today, url_for=address), skip_to="alle-landkreise")
    assert hrefs(drawing)[0] == "#alle-landkreise"


def test_a_map_without_links_is_a_picture_that_names_the_marked_counties(today):
    gera, greiz = (next(region for region in today if region.name == name) for name in ("Gera", "Greiz"))
    drawing = parsed(region_map(marked=[gera, greiz]), label="Beteiligte Landkreise")
    assert drawing.svg["role"] == "img"
    assert drawing.svg["aria-label"] == "Beteiligte Landkreise: Gera, Greiz"
    assert [words(shape.title) for shape in drawing.select(".is-marked")] == ["Gera (G)", "Greiz (GRZ)"]
    assert not drawing.select("svg a, .region-map-skip")


def test_names_and_addresses_are_escaped(today):
    wicked = '<b onclick="x">&'
    region = today[0]
    region.name = wicked
    html = render(region_map([region], url_for=lambda region: f"/?a=1&b={wicked}", marked=[region]), label=wicked)
    assert wicked not in html
    assert f"/?a=1&amp;b={escape(wicked)}" in html
    drawing = BeautifulSoup(html, "html.parser")
    assert drawing.svg["aria-label"] == wicked
    assert words(drawing.select_one("svg a title")).startswith(wicked)


def test_the_source_and_the_date_of_the_borders_stand_below():
    map_ = region_map()
    assert map_.borders_of == datetime.date(2021, 7, 1)
    source = parsed(map_).select_one(".region-map-source")
    assert "© GeoBasis-DE / BKG 2017" in words(source)
    assert "1. Juli 2021" in words(source)
    assert hrefs(source) == ["https://www.gesetze-im-internet.de/geonutzv/"]
