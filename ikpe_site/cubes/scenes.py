"""Drawings that mean something: a motif on its plate, in a variant that its seed decides."""

from functools import lru_cache

from .boxes import box_solids
from .geometry import Bar, Solid, bounds, element, group, seeded, solids, tile_plan
from .motifs import MOTIFS

CUBES = "cubes"  # the composition of a topic, which stands for nothing but itself
PLATE = [Bar(x, y, 0, "paper") for x in range(3) for y in range(3)]


def scene(motif: str, seed: str, hue: str, unit: int = 30) -> list[Solid]:
    """Return the drawing of `motif` as solids in painting order: led by `hue`, another one for each seed."""
    if motif == CUBES:
        return solids(tile_plan(seed, hue), unit)
    return solids(PLATE, unit) + box_solids(MOTIFS[motif](hue, seeded("scene", motif, seed)), unit)


@lru_cache(maxsize=512)
def scene_svg(motif: str, seed: str, hue: str) -> str:
    """Return the drawing as an <svg> that assistive technology passes over."""
    drawn = scene(motif, seed, hue)
    left, top, right, bottom = bounds(drawn)
    return element((left - 2, top - 2, right - left + 4, bottom - top + 4), "".join(map(group, drawn)))
