"""Things and places."""

import random

from ..boxes import Box, Mark
from .base import motif, others, pile


@motif
def paper(hue: str, rng: random.Random) -> list[Box]:
    """A stack of books: publications."""
    boxes: list[Box] = []
    up = 0.0
    for cover in rng.sample([hue, *others(hue, rng, 3)], 3) if rng.random() < 0.5 else [*others(hue, rng, 2), hue]:
        thick = rng.choice((0.3, 0.42, 0.56))
        wide, deep = rng.choice(((2.0, 1.5), (1.8, 1.4), (1.9, 1.7)))
        x, y = 0.55 + rng.uniform(-0.22, 0.3), 0.7 + rng.uniform(-0.25, 0.3)
        boxes += [
            Box(x, y, up, wide, deep, 0.07, cover),
            Box(x + 0.06, y + 0.06, up + 0.07, wide - 0.18, deep - 0.12, thick - 0.14, "sheet"),
            Box(x + wide - 0.12, y, up + 0.07, 0.12, deep, thick - 0.14, cover),
            Box(x, y, up + thick - 0.07, wide, deep, 0.07, cover),
        ]
        up += thick
    x, y, _z, wide, deep = boxes[-1][:5]
    return [*boxes, Box(x + 0.4, y + 0.3, up, wide * 0.5, deep * 0.4, 0.03, "sheet")]


@motif
def board(hue: str, rng: random.Random) -> list[Box]:
    """A page of a newspaper, standing: a report."""
    second = others(hue, rng, 1)[0]
    wide, tall = 2.1, rng.choice((1.9, 2.1))
    left = rng.choice((True, False))
    picture, text = (0.2, 1.12) if left else (1.12, 0.2)
    rows = rng.choice((3, 4))
    marks = [Mark(hue, 0.2, tall - 0.45, rng.choice((1.7, 1.35, 1.1)), 0.26)]
    marks.append(Mark(second, picture, 0.55 if rng.random() < 0.5 else 0.3, 0.78, rng.choice((0.6, 0.8))))
    marks += [Mark(hue, text, tall - 0.75 - row * 0.26, rng.choice((0.78, 0.6, 0.42)), 0.1) for row in range(rows)]
    marks.append(Mark(hue, 0.2, 0.12, rng.choice((1.7, 1.4, 1.0)), 0.09))
    depth = rng.choice((1.3, 1.6))
    return [
        Box(0.4, depth, 0, wide, 0.18, tall, "sheet", tuple(marks)),
        *pile(rng, second, x=rng.choice((0.4, 1.8)), y=depth + 0.5),
    ]


@motif
def pillar(hue: str, rng: random.Random) -> list[Box]:
    """An advertising pillar: an announcement."""
    second, third = others(hue, rng, 2)
    tall = rng.choice((2.1, 2.3, 2.5))
    low, high = rng.choice((0.3, 0.45)), rng.choice((1.2, 1.35))
    marks = (
        Mark("sheet", 0.12, high, 0.95, 0.65),
        Mark(second, 0.25, high + 0.38, rng.choice((0.7, 0.5)), 0.14),
        Mark(second, 0.25, high + 0.14, rng.choice((0.7, 0.6, 0.4)), 0.1),
        Mark(third, 0.12, low, rng.choice((0.5, 0.65)), 0.6),
        Mark("sheet", 0.15, low + rng.choice((0.1, 0.4)), 0.9, 0.8, "right"),
        Mark(third, 0.3, low + 0.55, 0.6, 0.2, "right"),
    )
    return [
        Box(0.8, 0.8, 0, 1.4, 1.4, 0.16, "sheet"),
        Box(0.9, 0.9, 0.16, 1.2, 1.2, tall, hue, marks),
        Box(0.75, 0.75, 0.16 + tall, 1.5, 1.5, 0.2, second),
        Box(1.2, 1.2, 0.36 + tall, 0.6, 0.6, 0.2, second),
    ]


@motif
def calendar(hue: str, rng: random.Random) -> list[Box]:
    """A sheet of a calendar with one day marked: an event."""
    second = others(hue, rng, 1)[0]
    chosen, first = rng.randrange(12), rng.choice((0, 1, 2))
    days = [divmod(day, 4) for day in range(first, 12)]
    marks = [
        Mark(
            second if row * 4 + column == max(chosen, first) else "paper",
            0.22 + column * 0.45,
            1.02 - row * 0.4,
            0.3,
            0.26,
        )
        for row, column in days
    ]
    depth = rng.choice((1.1, 1.4))
    return [
        Box(0.5, depth, 0, 2.1, 0.5, 1.45, "sheet", tuple(marks)),
        Box(0.45, depth - 0.05, 1.45, 2.2, 0.6, 0.42, hue),
        Box(0.9, depth + 0.15, 1.87, 0.16, 0.2, 0.26, "sheet"),
        Box(1.95, depth + 0.15, 1.87, 0.16, 0.2, 0.26, "sheet"),
        *pile(rng, second, x=rng.choice((0.3, 1.7)), y=depth + 0.85),
    ]


@motif
def pin(hue: str, rng: random.Random) -> list[Box]:
    """A pin on a map, and the way to it: out and about."""
    column, row = rng.choice(((0, 1), (1, 0), (1, 1), (0, 0), (2, 0), (0, 2)))
    x, y = column + 0.05, row + 0.05
    second, third = others(hue, rng, 2)
    cells = [(a, b) for a in range(3) for b in range(3) if (a, b) != (column, row)]
    fields = rng.sample(cells, 4)
    ground = [
        Box(a + 0.06, b + 0.06, 0, 0.88, 0.88, 0.06, tint)
        for (a, b), tint in zip(fields, (second, third, second, "sheet"), strict=True)
    ]
    towns = [Box(a + 0.3, b + 0.3, 0.06, 0.4, 0.4, rng.choice((0.3, 0.5)), third) for a, b in fields[2:3]]
    hole = (Mark("sheet", 0.26, 0.28, 0.38, 0.38), Mark("sheet", 0.26, 0.28, 0.38, 0.38, "right"))
    return [
        *ground,
        *towns,
        Box(x + 0.36, y + 0.36, 0, 0.18, 0.18, 0.7, hue),
        Box(x + 0.2, y + 0.2, 0.7, 0.5, 0.5, 0.35, hue),
        Box(x, y, 1.05, 0.9, 0.9, 0.92, hue, hole),
    ]


@motif
def path(hue: str, rng: random.Random) -> list[Box]:
    """Stepping stones to a flag: a strategy."""
    way = rng.choice(
        (
            ((2.1, 2.1), (1.1, 2.1), (1.1, 1.1), (0.1, 1.1)),
            ((2.1, 2.1), (2.1, 1.1), (1.1, 1.1), (1.1, 0.1)),
            ((0.1, 2.1), (1.1, 2.1), (1.1, 1.1), (2.1, 1.1)),
            ((2.1, 2.1), (1.1, 2.1), (0.1, 2.1), (0.1, 1.1)),
        )
    )
    tints = others(hue, rng, 2)
    stones = [Box(x, y, 0, 0.8, 0.8, 0.15 + 0.22 * place, tints[place % 2]) for place, (x, y) in enumerate(way)]
    x, y, *_rest = stones[-1]
    top = stones[-1].dz
    side = rng.choice((0.75, 0.95))
    return [
        *stones,
        Box(x + 0.32, y + 0.32, top, 0.14, 0.14, 1.75, "sheet"),
        Box(x + 0.46, y + 0.33, top + 1.1, side, 0.1, 0.6, hue),
    ]


@motif
def steps(hue: str, rng: random.Random) -> list[Box]:
    """Stairs that are being built: a project."""
    number, rise = rng.choice(((3, 0.55), (4, 0.42))), rng.choice((0.9, 1.1))
    count, high = number
    wide = 2.6 / count
    second = others(hue, rng, 1)[0]
    turned = rng.choice((False, True))
    boxes = []
    for place in range(count):
        along, height, tint = 0.2 + place * wide, high * (count - place) * rise, hue if place else second
        where = (along, 0.7, 0, wide, 1.1) if not turned else (0.7, along, 0, 1.1, wide)
        boxes.append(Box(*where, height, tint))
    x, y, _z, dx, dy, dz = boxes[0][:6]
    boxes.append(Box(x + dx / 2 - 0.3, y + dy / 2 - 0.3, dz, 0.6, 0.6, 0.5, rng.choice(others(hue, rng, 2))))
    return [*boxes, *pile(rng, second, x=rng.choice((0.3, 1.6)), y=2.2)]


@motif
def bars(hue: str, rng: random.Random) -> list[Box]:
    """A statistic on a wall of paper: analysis."""
    tints = [hue, *others(hue, rng, 3)]
    heights = rng.sample((0.5, 0.9, 1.3, 1.7), 4)
    lines = tuple(Mark("paper", 0.1, 0.45 + 0.45 * line, 2.5, 0.05) for line in range(4))
    wall = Box(0.2, 0.5, 0, 2.7, 0.12, 2.2, "sheet", lines)
    return [
        wall,
        *(Box(0.35 + place * 0.62, 1.2, 0, 0.5, 0.5, height, tints[place]) for place, height in enumerate(heights)),
    ]


@motif
def house(hue: str, rng: random.Random) -> list[Box]:
    """A house: the institute, and what it says of itself."""
    second, third = others(hue, rng, 2)
    tall = rng.choice((1.1, 1.4))
    windows = [Mark("sheet", along, tall - 0.6, 0.3, 0.36) for along in (0.2, 0.65, 1.4)]
    door = Mark(second, rng.choice((0.2, 0.65, 1.35)), 0, 0.36, 0.45)
    side = [Mark("sheet", along, tall - 0.6, 0.3, 0.36, "right") for along in (0.25, 0.95)]
    return [
        Box(0.5, 0.7, 0, 1.9, 1.5, tall, hue, (*windows, door, *side)),
        Box(0.35, 0.55, tall, 2.2, 1.8, 0.2, second),
        Box(0.6, 0.8, tall + 0.2, 1.7, 1.3, 0.2, second),
        Box(0.85, 1.05, tall + 0.4, 1.2, 0.8, 0.2, second),
        *pile(rng, third, x=rng.choice((0.3, 1.7)), y=2.35),
    ]
