"""Boxes of any size: what things and people are built of that are finer than a cube.

Lengths are in cubes; x runs to the lower right of the picture, y to the lower left, z up. A box may carry marks, which
are painted on its two sides: a window, a line of text.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from .geometry import Point, Polygon, Solid


class Mark(NamedTuple):
    """A rectangle on a side of a box; `along` and `up` are counted from the side's lower left corner."""

    hue: str
    along: float
    up: float
    width: float
    height: float
    side: Literal["left", "right"] = "left"


class Box(NamedTuple):
    """A block at (x, y, z) that reaches (dx, dy, dz) far from there."""

    x: float
    y: float
    z: float
    dx: float
    dy: float
    dz: float
    hue: str
    marks: tuple[Mark, ...] = ()


def box_solids(boxes: Iterable[Box], unit: int) -> list[Solid]:
    """Return boxes, which must not cut into each other, as solids in painting order; `unit` is the edge of a cube."""
    drawn = []
    for box in painting_order(list(boxes)):
        drawn.append(_solid(box, unit))
        drawn += [_marked(box, mark, unit) for mark in box.marks]
    return drawn


def painting_order(boxes: list[Box]) -> list[Box]:
    """Sort boxes so that each comes after all that it covers."""
    waiting, sorted_boxes = list(range(len(boxes))), []
    while waiting:
        # Three boxes that cover each other in a circle have no right order: then the first one is as good as any.
        free = (one for one in waiting if not any(_is_behind(boxes[other], boxes[one]) for other in waiting))
        following = next(free, waiting[0])
        waiting.remove(following)
        sorted_boxes.append(boxes[following])
    return sorted_boxes


def _is_behind(one: Box, other: Box) -> bool:
    """Whether `other` may cover `one`: it lies before it in one direction and behind it in none."""
    return _ends_before(one, other) and not _ends_before(other, one)


def _ends_before(one: Box, other: Box) -> bool:
    near = 1e-6
    return one.x + one.dx <= other.x + near or one.y + one.dy <= other.y + near or one.z + one.dz <= other.z + near


def point(x: float, y: float, z: float, unit: int) -> Point:
    """Where a point of the space lies on the picture, in whole numbers."""
    return round((x - y) * unit * 0.866), round((x + y - 2 * z) * unit / 2)


def _solid(box: Box, unit: int) -> Solid:
    x, y, z, dx, dy, dz = box[:6]

    def corners(*offsets: tuple[float, float, float]) -> Polygon:
        return [point(x + a, y + b, z + c, unit) for a, b, c in offsets]

    return Solid(
        box.hue,
        [corners((0, 0, dz), (dx, 0, dz), (dx, dy, dz), (0, dy, dz))],
        [corners((0, dy, dz), (0, dy, 0), (dx, dy, 0), (dx, dy, dz))],
        [corners((dx, dy, dz), (dx, dy, 0), (dx, 0, 0), (dx, 0, dz))],
        [],
    )


def _marked(box: Box, mark: Mark, unit: int) -> Solid:
    def corner(along: float, up: float) -> Point:
        if mark.side == "left":
            return point(box.x + along, box.y + box.dy, box.z + up, unit)
        return point(box.x + box.dx, box.y + box.dy - along, box.z + up, unit)

    ends = (mark.along, mark.along + mark.width), (mark.up, mark.up + mark.height)
    (start, end), (low, high) = ends
    polygon = [corner(start, high), corner(start, low), corner(end, low), corner(end, high)]
    left, right = ([polygon], []) if mark.side == "left" else ([], [polygon])
    return Solid(mark.hue, [], left, right, [])
