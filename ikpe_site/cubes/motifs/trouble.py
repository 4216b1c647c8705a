"""When something is amiss: for pages of errors and empty lists."""

import random

from ..boxes import Box, Mark
from .base import motif, others, pile


@motif
def gap(hue: str, rng: random.Random) -> list[Box]:
    """A wall without one of its blocks, which lies before it: a page that is not there."""
    missing = rng.choice(((1, 1), (1, 0), (2, 2), (0, 2)))
    wall = [
        Box(0.15 + 0.9 * column, 0.6, 0.75 * row, 0.88, 0.8, 0.74, hue)
        for row in range(3)
        for column in range(3)
        if (column, row) != missing and row < 2 + (column != 1)
    ]
    return [*wall, Box(rng.choice((0.9, 1.5)), 1.95, 0, 0.88, 0.8, 0.74, others(hue, rng, 1)[0])]


@motif
def lock(hue: str, rng: random.Random) -> list[Box]:
    """A padlock: no access."""
    hole = (Mark("sheet", 0.75, 0.5, 0.3, 0.32), Mark("sheet", 0.83, 0.26, 0.14, 0.26))
    return [
        Box(0.6, 1.1, 0, 1.8, 0.9, 1.3, hue, hole),
        Box(0.85, 1.4, 1.3, 0.25, 0.25, 0.7, "sheet"),
        Box(1.9, 1.4, 1.3, 0.25, 0.25, 0.7, "sheet"),
        Box(0.85, 1.4, 2.0, 1.3, 0.25, 0.25, "sheet"),
        *pile(rng, others(hue, rng, 1)[0], x=0.3, y=2.3),
    ]


@motif
def rubble(hue: str, rng: random.Random) -> list[Box]:
    """A tower that fell over: an error."""
    second, third = others(hue, rng, 2)
    return [
        Box(0.4, 0.4, 0, 0.9, 0.9, 0.9, hue),
        Box(0.55, 0.3, 0.9, 0.9, 0.9, rng.choice((0.6, 0.9)), hue),
        Box(1.6, 0.9, 0, 0.9, 0.9, 0.8, second),
        Box(rng.uniform(0.1, 0.4), 1.8, 0, 0.8, 0.8, 0.6, third),
        Box(rng.uniform(1.3, 1.5), 2.0, 0, 0.6, 0.6, 0.6, hue),
        Box(2.2, 2.3, 0, 0.5, 0.5, 0.4, second),
    ]


@motif
def crane(hue: str, rng: random.Random) -> list[Box]:
    """A crane that lifts a block: work on the site."""
    second, third = others(hue, rng, 2)
    reach = rng.choice((1.5, 1.75))
    return [
        Box(0.2, 0.7, 0, 0.7, 0.7, 0.25, "sheet"),
        Box(0.45, 0.95, 0.25, 0.22, 0.22, 2.6, hue),
        Box(0.1, 0.95, 2.85, 0.35 + reach + 0.7, 0.22, 0.2, hue),
        Box(reach + 0.5, 1.03, 2.2, 0.05, 0.05, 0.65, "sheet"),
        Box(reach + 0.2, 0.75, 1.6, 0.62, 0.62, 0.6, second),
        Box(reach + 0.1, 0.65, 0, 0.85, 0.85, 0.75, third),
        Box(reach - 0.85, 1.9, 0, 0.7, 0.7, 0.6, second),
    ]


@motif
def crate(hue: str, rng: random.Random) -> list[Box]:
    """A crate with more than it holds: no space left."""
    tints = [*others(hue, rng, 3), hue]
    filling = [
        Box(0.7 + 0.8 * column, 0.7 + 0.8 * row, 0, 0.75, 0.75, rng.choice((1.2, 1.5, 1.9)), tints[2 * row + column])
        for row in range(2)
        for column in range(2)
    ]
    return [
        *filling,
        Box(0.5, 2.35, 0, 1.9, 0.12, 0.8, "sheet"),
        Box(2.4, 0.6, 0, 0.12, 1.87, 0.8, "sheet"),
    ]


@motif
def tray(hue: str, rng: random.Random) -> list[Box]:
    """An open box with nothing in it: an empty list."""
    high = rng.choice((0.7, 0.9))
    return [
        Box(0.4, 0.4, 0, 2.2, 0.14, high, hue),
        Box(0.4, 0.54, 0, 0.14, 2.06, high, hue),
        Box(0.54, 0.54, 0, 1.92, 1.92, 0.08, "sheet"),
        Box(0.54, 2.46, 0, 2.06, 0.14, high * 0.6, hue),
        Box(2.46, 0.54, 0, 0.14, 1.92, high * 0.6, hue),
    ]
