"""The map of Thüringen: the outlines of its counties, for templates/components/region_map.html.

The outlines stand in data/counties.json by official key. They are drawn by tools/draw_map.py from VG250 of the
Bundesamt für Kartographie und Geodäsie: © GeoBasis-DE / BKG 2017, under the GeoNutzV, simplified and brought up to the
borders of 1 July 2021. The source line under the map is a condition of the licence.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models import Region

DATA = Path(__file__).parent / "data" / "counties.json"


@dataclass(frozen=True)
class CountyShape:
    """A county on the map. Lengths are in units of the viewBox; name and url are empty for one that is only drawn."""

    key: str
    name: str
    abbreviation: str
    x: int  # where the abbreviation stands
    y: int
    d: str  # the data of an SVG path
    url: str
    is_chosen: bool
    is_marked: bool


@dataclass(frozen=True)
class RegionMap:
    """All that the component shows: shapes in the order of the keyboard, and where the borders come from."""

    shapes: list[CountyShape]
    marked_names: list[str]
    width: int
    height: int
    source: str
    licence: str
    licence_url: str
    borders_of: datetime.date

    @property
    def has_links(self) -> bool:
        return any(shape.url for shape in self.shapes)

    @property
    def chosen(self) -> CountyShape | None:
        return next((shape for shape in self.shapes if shape.is_chosen), None)


def region_map(
    regions: Iterable[Region] = (),
    *,
    url_for: Callable[[Region], str] | None = None,
    chosen: Region | None = None,
    marked: Iterable[Region] = (),
) -> RegionMap:
    """Return the map of all counties.

    regions: those to be named, in the order in which the keyboard reaches them; url_for: returns where each leads.
    chosen: the one the page is about. marked: those to be filled, for a map without links.

    A region that is not on the map stands for the one it was merged into (Eisenach for the Wartburgkreis), if there is
    one. Asks the database nothing, if such regions come with select_related("merged_into").
    """
    data = _data()
    regions, marked = list(regions), list(marked)
    known = {region.key: region for region in [*regions, *marked]}
    linked = {region.key: url_for(region) for region in regions} if url_for else {}
    chosen_key = _key_on_map(chosen) if chosen else None
    marked_keys = {_key_on_map(region) for region in marked}
    order = dict.fromkeys([*known, *data["counties"]])
    return RegionMap(
        shapes=[
            CountyShape(
                key=key,
                name=known[key].name if key in known else "",
                url=linked.get(key, ""),
                is_chosen=key == chosen_key,
                is_marked=key in marked_keys,
                **data["counties"][key],
            )
            for key in order
            if key in data["counties"]
        ],
        marked_names=[region.name for region in marked],
        borders_of=datetime.date.fromisoformat(data["borders_of"]),
        **{name: data[name] for name in ("width", "height", "source", "licence", "licence_url")},
    )


def is_on_map(region: Region) -> bool:
    return _key_on_map(region) in _data()["counties"]


@cache
def _data() -> dict[str, Any]:
    return json.loads(DATA.read_text(encoding="utf-8"))


def _key_on_map(region: Region) -> str:
    if region.key not in _data()["counties"] and region.merged_into:
        return region.merged_into.key
    return region.key
