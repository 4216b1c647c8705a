"""People without a photograph: a figure of blocks before a town, its initials on the chest."""

import random
from html import escape

from .boxes import Box, Mark, box_solids, point
from .geometry import HUES, element, group, seeded

UNIT = 40
VIEW = (-72, -122, 160, 200)  # 4:5, as photographs of people
SHOULDERS, DEPTH = 1.5, 1.4  # how high the chest reaches, and how far down: the picture ends above its foot


def portrait(slug: str, hue: str, initials: str) -> str:
    """Return an upright <svg>, another one for each slug: clothes in `hue`, up to two initials on the chest."""
    rng = seeded("portrait", slug)
    hair, trim = rng.sample([other for other in HUES if other != hue], 2)
    figure = [*_town(rng), *_body(hue, trim, rng), *_head(hair, rng)]
    drawn = "".join(map(group, box_solids(figure, UNIT)))
    # Sheared like the left side of the chest, on which they lie.
    x, y = point(1, 1, SHOULDERS - 0.98, UNIT)
    letters = (
        f'<text class="initials initials-{hue}" transform="matrix(.866 .5 0 1 {x} {y})">{escape(initials[:2])}</text>'
    )
    return element(VIEW, drawn + letters, css_class=f"cubes portrait portrait-{hue}")


def _body(hue: str, trim: str, rng: random.Random) -> list[Box]:
    """Chest and arms; the chest's left side lies in the plane y = 1, where the initials stand."""
    arm = DEPTH + SHOULDERS - rng.choice((0.12, 0.3, 0.45))
    cut = rng.choice(((0, -0.1, 2.1, 0.26), (0, 0.1, 2.1, 0.12), (1.3, -0.15, 0.5, 0.4), (0, 0.0, 0.3, 1.1), ()))
    marks = [Mark(trim, cut[0], DEPTH + cut[1], *cut[2:])] if cut else []
    return [
        Box(-0.05, 0.1, -DEPTH, 2.1, 0.9, DEPTH + SHOULDERS, hue, tuple(marks)),
        Box(-0.45, 0.25, -DEPTH, 0.4, 0.6, arm, hue),
        Box(2.05, 0.25, -DEPTH, 0.4, 0.6, arm, hue),
    ]


def _head(hair: str, rng: random.Random) -> list[Box]:
    """A face with two eyes under hair of one of several cuts."""
    wide, height, base = 1.2, rng.choice((0.9, 1.0, 1.1)), SHOULDERS + 0.1
    left = 1 - wide / 2
    fringe = rng.choice(((0, 1.2, 0.18), (0, 0.5, 0.24), (0.7, 0.5, 0.24), (0, 0.2, 0.5), (1, 0.2, 0.5), ()))
    marks = [Mark("indigo", 0.3, 0.45, 0.13, 0.15), Mark("indigo", 0.78, 0.45, 0.13, 0.15)]
    if fringe:
        along, width, length = fringe
        marks.append(Mark(hair, along, height - length, width, length))
    thick = rng.choice((0.14, 0.24, 0.36))
    hat = [Box(left, 0, base + height, wide, 1, thick, hair)]
    crest = rng.choice(((), (0, 0, 0.6, 1), (0.35, 0.25, 0.5, 0.5), (0, 0, wide, 0.45), (0, 0.55, 0.6, 0.45)))
    if crest:
        x, y, dx, dy = crest
        hat.append(Box(left + x, y, base + height + thick, dx, dy, rng.choice((0.14, 0.26)), hair))
    return [
        Box(0.8, 0.3, SHOULDERS, 0.4, 0.4, 0.1, "sheet"),
        Box(left, 0, base, wide, 1, height, "sheet", tuple(marks)),
        *hat,
    ]


def _town(rng: random.Random) -> list[Box]:
    """Blocks in the colour of the ground behind the figure."""
    places = rng.sample([(-1.9, -1.1), (-0.8, -2.1), (0.8, -2.2), (1.9, -1.6), (3.1, -0.9)], 3)
    return [Box(x, y, -2 * DEPTH, 0.9, 0.9, 2 * DEPTH + rng.choice((0, 0.4, 0.8, 1.2)), "paper") for x, y in places]
