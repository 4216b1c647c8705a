"""People, and what they sit at."""

import random

from ..boxes import Box, Mark
from ..geometry import HUES
from .base import motif, others


@motif
def meeting(hue: str, rng: random.Random) -> list[Box]:
    """A table and chairs: a conversation, a workshop, looking back on one."""
    seats = [(1.25, 0.05, "north"), (0.05, 1.25, "west"), (1.25, 2.45, "south"), (2.45, 1.25, "east")]
    long_way = rng.choice((0.75, 1.05))
    table = [
        Box(1.3, 1.3, 0, 0.4, 0.4, 0.68, "sheet"),
        Box(1.5 - long_way, 0.8, 0.68, 2 * long_way, 1.4, 0.14, hue),
    ]
    if long_way > 1:
        seats = [(0.75, 0.05, "north"), (1.75, 0.05, "north"), (0.75, 2.45, "south"), (1.75, 2.45, "south")]
    papers = [
        Box(x, y, 0.82, *rng.choice(((0.3, 0.42), (0.42, 0.3))), 0.04, "sheet")
        for x, y in rng.sample([(0.85, 0.95), (1.55, 0.95), (0.85, 1.6), (1.6, 1.6)], rng.choice((2, 3)))
    ]
    palette = others(hue, rng, 2)
    chairs = [chair(x, y, side, rng.choice(palette)) for x, y, side in seats]
    return [*table, *papers, *(part for parts in chairs for part in parts)]


def chair(x: float, y: float, side: str, hue: str, height: float = 1.05) -> list[Box]:
    """A chair of half a cell; `side` says where its back is."""
    seat, wide, thick = 0.45, 0.5, 0.1
    back = {
        "north": (x, y, wide, thick),
        "south": (x, y + wide - thick, wide, thick),
        "west": (x, y, thick, wide),
        "east": (x + wide - thick, y, thick, wide),
    }[side]
    rest = {
        "north": (x, y + thick, wide, wide - thick),
        "south": (x, y, wide, wide - thick),
        "west": (x + thick, y, wide - thick, wide),
        "east": (x, y, wide - thick, wide),
    }[side]
    return [Box(*rest[:2], 0, *rest[2:], seat, hue), Box(*back[:2], 0, *back[2:], height, hue)]


@motif
def vacancy(hue: str, rng: random.Random) -> list[Box]:
    """Two people sit, one chair is free."""
    free, clothes = rng.randrange(3), others(hue, rng, 3)
    turned = rng.choice((False, True))
    boxes = []
    for place in range(3):
        x, y = (0.15 + place * 0.95, 0.9) if not turned else (0.9, 0.15 + place * 0.95)
        if place == free:
            back = (x, y, 0.75, 0.14) if not turned else (x, y, 0.14, 0.75)
            seat = (x, y + 0.14, 0.75, 0.61) if not turned else (x + 0.14, y, 0.61, 0.75)
            boxes += [Box(*seat[:2], 0, *seat[2:], 0.6, hue), Box(*back[:2], 0, *back[2:], 1.5, hue)]
        else:
            boxes += figure(x + 0.05, y + 0.05, clothes[place], rng)
    return boxes


def figure(x: float, y: float, hue: str, rng: random.Random) -> list[Box]:
    """Somebody: clothes, a face, hair."""
    tall = rng.choice((0.95, 1.1, 1.25))
    hair = rng.choice([other for other in HUES if other != hue])
    return [
        Box(x, y, 0, 0.66, 0.66, tall, hue),
        Box(x + 0.1, y + 0.1, tall, 0.46, 0.46, 0.42, "sheet"),
        Box(x + 0.1, y + 0.1, tall + 0.42, 0.46, 0.46, rng.choice((0.1, 0.18)), hair),
    ]


@motif
def person(hue: str, rng: random.Random) -> list[Box]:
    """Somebody at a desk: a person, a contact."""
    hair, desk = others(hue, rng, 2)
    face = (Mark("indigo", 0.26, 0.38, 0.12, 0.13), Mark("indigo", 0.64, 0.38, 0.12, 0.13))
    return [
        Box(0.9, 0.5, 0, 1.2, 0.8, 1.5, hue),
        Box(1.0, 0.5, 1.5, 1.0, 0.8, 0.8, "sheet", face),
        Box(1.0, 0.5, 2.3, 1.0, 0.8, rng.choice((0.15, 0.25, 0.35)), hair),
        Box(0.3, 1.6, 0, 2.4, 0.9, 0.75, desk),
        Box(rng.choice((0.6, 1.5)), 1.8, 0.75, 0.5, 0.4, 0.05, "sheet"),
        Box(2.25, 1.75, 0.75, 0.25, 0.25, rng.choice((0.25, 0.35)), hue),
    ]


@motif
def people(hue: str, rng: random.Random) -> list[Box]:
    """People in a row: a team, or a queue."""
    clothes = [hue, *others(hue, rng, 2)]
    row = [figure(1.15, 0.1 + place * 0.98, clothes[place], rng) for place in range(3)]
    return [part for person in row for part in person]


@motif
def lecture(hue: str, rng: random.Random) -> list[Box]:
    """A board with something on it, and people before it."""
    steps = rng.sample((0.3, 0.5, 0.7, 0.9), 4)
    marks = tuple(Mark(hue, 0.3 + place * 0.45, 0.25, 0.28, height) for place, height in enumerate(steps))
    board = [
        Box(0.35, 0.3, 0, 0.14, 0.14, 0.6, "paper"),
        Box(2.3, 0.3, 0, 0.14, 0.14, 0.6, "paper"),
        Box(0.3, 0.3, 0.6, 2.2, 0.14, 1.4, "sheet", marks),
    ]
    first, second = others(hue, rng, 2)
    places = rng.choice((((0.4, 1.5), (1.6, 2.0)), ((0.3, 2.0), (1.5, 1.5)), ((0.2, 1.6), (1.8, 1.6))))
    listeners = [
        [*figure(x, y, clothes, rng)[:1], Box(x + 0.08, y + 0.08, 1.3, 0.5, 0.5, 0.46, "sheet")]
        for (x, y), clothes in zip(places, (first, second), strict=True)
    ]
    return board + [part._replace(dz=1.3) if part.z == 0 else part for person in listeners for part in person]
