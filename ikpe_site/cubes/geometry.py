"""The cube language: isometric cubes as building blocks of a town and as bars of a statistic.

A composition ("plan") is a list of bars on a grid, sorted back to front. A bar of height n is a stack of n cubes; a
bar of height 0 in paper is a plate of the ground, on which the others stand. The same plan is drawn as SVG here and
as pixels elsewhere (both go through `solids`). Everything is a pure function, and everything random is seeded through
hashlib, so that a topic looks the same in every process, on every machine.
"""

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import pairwise
from math import hypot
from typing import NamedTuple

HUES = {  # name: (top, left, right); static/css/components/cubes.css holds the same values for the browser
    "petrol": ("#5fb3b3", "#0f766e", "#0a4f52"),
    "amber": ("#ffd479", "#f0a81c", "#c47f00"),
    "coral": ("#f6a08f", "#dc5a45", "#a93a2a"),
    "leaf": ("#b6d67a", "#76a52f", "#4d751b"),
    "indigo": ("#a3adea", "#5560b8", "#363f87"),
}
PAPER = ("#efe9dd", "#ded6c6", "#cbc2b0")
SHEET = ("#fffdf6", "#e8e2d4", "#cfc6b4")  # what is white by nature, and light by night too: paper, a face

Point = tuple[int, int]
Polygon = list[Point]
Heights = dict[tuple[int, int], int]


class Bar(NamedTuple):
    """A stack of `height` cubes on the cell (x, y); x runs to the lower right of the picture, y to the lower left."""

    x: int
    y: int
    height: int
    hue: str


Plan = list[Bar]


class Solid(NamedTuple):
    """What is drawn at once: three faces of one hue, each as polygons, and the hair lines between the floors."""

    hue: str
    top: list[Polygon]
    left: list[Polygon]
    right: list[Polygon]
    floors: list[Polygon]


# --- plans -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _tile_heights(slug: str) -> tuple[tuple[int, int, int], ...]:
    """The (x, y, height) of a tile's bars: random plots, until one is good to look at."""
    rng = seeded("tile", slug)
    cells = [(x, y) for x in range(3) for y in range(3)]
    # There are few good plots of four cubes and many of seven: deciding the number first keeps twins rare.
    cubes = rng.choice((4, 5, 5, 6, 6, 6, 7, 7, 7, 7))
    for _ in range(5000):
        chosen = rng.sample(cells, rng.choice((3, 4, 4, 5, 5)))
        bars = [Bar(x, y, rng.choice((1, 1, 2, 2, 3)), "") for x, y in chosen]
        if sum(bar.height for bar in bars) == cubes and _is_handsome(bars):
            return tuple((bar.x, bar.y, bar.height) for bar in bars)
    return ((0, 0, 3), (1, 0, 1), (0, 1, 2), (1, 1, 1))


def tile_plan(slug: str, hue: str) -> Plan:
    """Return the composition of a topic: 4 to 7 cubes of one hue on a 3 × 3 plot, drawn from its slug."""
    ground = [Bar(x, y, 0, "paper") for x in range(3) for y in range(3)]
    return _back_to_front(ground + [Bar(x, y, height, hue) for x, y, height in _tile_heights(slug)])


@lru_cache(maxsize=64)
def _town(n: int, seed: int | str, hues: tuple[str, ...]) -> tuple[Bar, ...]:
    """The cached work of `town_plan`: build the ground once, some towns on it, and keep the best."""
    rng = seeded("town", n, seed)
    middle, radius = (n - 1) / 2, n / 2
    distance = {(x, y): hypot(x - middle, y - middle) / radius for x in range(n) for y in range(n)}
    # Noise on the distance, not on the cell: the ground stays whole inside and frays only where it ends.
    ground = [cell for cell, d in distance.items() if d + rng.uniform(-0.16, 0.2) < 0.94]

    def build() -> Heights:
        heights = {}
        for x, y in ground:
            # Tall in the middle and behind it, where a tall bar hides nothing; the rim stays free.
            centre = hypot(x - middle * 0.84, y - middle * 0.84) / radius
            if distance[x, y] < 0.84 and rng.random() < 1.02 - 0.85 * centre:
                heights[x, y] = max(1, min(5, round((1.02 - centre) * rng.uniform(1.0, 5.8))))
        _uncover(heights)
        return heights

    heights = max((build() for _ in range(10)), key=_liveliness)
    bars = _back_to_front(Bar(x, y, height, "") for (x, y), height in heights.items())
    plates = [Bar(x, y, 0, "paper") for x, y in ground]
    return tuple(_back_to_front(plates + _coloured(bars, hues, rng)))


def town_plan(n: int = 12, seed: int | str = 27, hues: Iterable[str] = HUES) -> Plan:
    """Return a town within n × n cells: tall in the middle, thinning out to single plates, no hue beside itself."""
    return list(_town(n, seed, tuple(hues)))


def seeded(*parts: object) -> random.Random:
    """A generator that depends on nothing but its arguments (Python's own hash() differs from process to process)."""
    return random.Random(hashlib.sha256("/".join(map(str, parts)).encode()).digest())  # noqa: S311 it draws pictures


def _back_to_front(bars: Iterable[Bar]) -> Plan:
    """The order in which bars are painted: first the ground, then row by row towards the viewer."""
    return sorted(bars, key=lambda bar: (bar.height > 0, bar.x + bar.y, bar.x))


def _is_handsome(bars: list[Bar]) -> bool:
    """Whether a tile's bars make a good picture: a stack, all to be seen and nothing to be misread."""
    heights = [bar.height for bar in bars]
    if max(heights) < 2 or len(set(heights)) < 2:
        return False
    if not all(any(abs(a.x - b.x) + abs(a.y - b.y) == 1 for b in bars) for a in bars):
        return False  # a cube on its own looks lost
    bars = _back_to_front(bars)
    seen = _visible(bars)
    for index, bar in enumerate(bars):
        faces = [face for owner, face, _ in seen.values() if owner == index]
        if faces.count("top") < 2 or len(faces) < 2 + 2 * bar.height:
            return False
    # Two faces of one colour side by side, but at different depths, would melt into one.
    return not any(a[1] == b[1] and a[2] != b[2] for a, b in _neighbours(seen))


def _liveliness(heights: Heights) -> float:
    """Rank towns: many cubes and a summit are good, a town that leans to one side is not."""
    cubes = sum(heights.values())
    if not cubes:
        return 0
    lean = abs(sum((x - y) * height for (x, y), height in heights.items())) / cubes
    return cubes + 4 * max(heights.values()) - 8 * lean


def _uncover(heights: Heights) -> None:
    """Lower or clear bars (in place) until each that stays shows its top and a good part of its body."""
    while True:
        bars = _back_to_front(Bar(x, y, height, "") for (x, y), height in heights.items())
        seen = list(_visible(bars).values())
        for index, bar in enumerate(bars):
            faces = [face for owner, face, _ in seen if owner == index]
            if faces.count("top") < 2 or len(faces) < 3 + bar.height:
                break
        else:
            return
        # The nearest bar in front gives way, floor by floor; the last floor only for a bar that is taller itself.
        in_front = [b for b in bars[index + 1 :] if b.x >= bar.x and b.y >= bar.y]
        front = min(in_front, key=lambda b: (b.x + b.y, -b.height))
        loser = front if front.height > 1 or bar.height > 1 else bar
        heights[loser.x, loser.y] -= 1
        if not heights[loser.x, loser.y]:
            del heights[loser.x, loser.y]


def _coloured(bars: Plan, palette: tuple[str, ...], rng: random.Random) -> Plan:
    """Give each bar a hue that none of its visible neighbours has, all hues about equally often."""
    touching: dict[int, set[int]] = {index: set() for index in range(len(bars))}
    for (a, *_), (b, *_) in _neighbours(_visible(bars)):
        touching[a].add(b)
        touching[b].add(a)
    hues: dict[int, str] = {}
    for index in range(len(bars)):
        beside = [hues.get(other) for other in touching[index]]
        used = list(hues.values())
        # With few hues a clash may be unavoidable: then the rarest one around.
        rank = {hue: (beside.count(hue), used.count(hue) + rng.random() * 1.5) for hue in palette}
        hues[index] = min(palette, key=rank.__getitem__)
    return [bar._replace(hue=hues[index]) for index, bar in enumerate(bars)]


# --- what can be seen ------------------------------------------------------------------------------------------------
# Seen along (1, 1, 1), all faces of all cubes fall on one lattice of triangles. Cell (a, b) of the lattice is the top
# of a cube with a = x - z, b = y - z; its halves are (a, b, "l") and (a, b, "r").

Triangle = tuple[int, int, str]
Seen = dict[Triangle, tuple[int, str, int]]


def _visible(bars: list[Bar]) -> Seen:
    """Paint the bars on the lattice; return for each triangle the (index of the bar, face, depth of the face)."""
    seen: Seen = {}
    for index, (x, y, height, _) in enumerate(bars):
        for z in range(height):
            a, b = x - z, y - z
            seen[a, b, "l"] = seen[a - 1, b, "r"] = (index, "left", y)
            seen[a, b, "r"] = seen[a, b - 1, "l"] = (index, "right", x)
        a, b = x - height, y - height
        seen[a, b, "l"] = seen[a, b, "r"] = (index, "top", height)
    return seen


def _neighbours(seen: Seen) -> Iterator[tuple[tuple[int, str, int], tuple[int, str, int]]]:
    """All pairs of painted triangles of different bars that share an edge."""
    for (a, b, side), mine in seen.items():
        if side == "l":
            for other in ((a, b, "r"), (a - 1, b, "r"), (a, b + 1, "r")):
                if other in seen and seen[other][0] != mine[0]:
                    yield mine, seen[other]


# --- geometry --------------------------------------------------------------------------------------------------------


def solids(plan: Iterable[Bar], unit: int) -> list[Solid]:
    """Turn a plan into polygons with whole numbers, in painting order; `unit` is the edge of a cube (even)."""
    half_width, half_height = round(unit * 0.866), unit // 2

    def point(x: int, y: int, z: int = 0) -> Point:
        return (x - y) * half_width, (x + y) * half_height - z * 2 * half_height

    bars = _back_to_front(plan)
    plates = {(bar.x, bar.y) for bar in bars if not bar.height}
    drawn = [_ground(plates, point, half_width, half_height)] if plates else []
    for x, y, height, hue in bars:
        if not height:
            continue
        up = height * 2 * half_height
        west, south, east = point(x, y + 1), point(x + 1, y + 1), point(x + 1, y)
        roof = [(px, py - up) for px, py in (point(x, y), east, south, west)]
        left = [roof[3], west, south, roof[2]]
        right = [roof[2], south, east, roof[1]]
        floors = [[point(x, y + 1, z), point(x + 1, y + 1, z), point(x + 1, y, z)] for z in range(1, height)]
        drawn.append(Solid(hue, [roof], [left], [right], floors))
    return drawn


def _ground(plates: set[tuple[int, int]], point: Callable[..., Point], half_width: int, half_height: int) -> Solid:
    """One slab for all plates, its top in as few polygons as possible: no seams, little markup."""
    thick = max(2, round(half_height * 0.13) * 2)
    notch = round(thick * half_width / (2 * half_height))

    def rim(start: Point, end: Point, inner_corner: bool, towards: int) -> Polygon:
        # In an inner corner the plate in front covers the lower end of the rim: cut it along that plate's edge.
        foot = (end[0] + towards * notch, end[1] + thick // 2) if inner_corner else (end[0], end[1] + thick)
        return [start, (start[0], start[1] + thick), foot, end]

    tops = [[point(x0, y0), point(x1, y0), point(x1, y1), point(x0, y1)] for x0, x1, y0, y1 in _rectangles(plates)]
    left_edge = {(x, y) for x, y in plates if (x, y + 1) not in plates}
    right_edge = {(y, x) for x, y in plates if (x + 1, y) not in plates}
    left = [rim(point(a, y + 1), point(b, y + 1), (b, y + 1) in plates, -1) for y, a, b in _runs(left_edge)]
    right = [rim(point(x + 1, a), point(x + 1, b), (x + 1, b) in plates, 1) for x, a, b in _runs(right_edge)]
    across = {(x, y) for x, y in plates if (x, y + 1) in plates}
    along = {(y, x) for x, y in plates if (x + 1, y) in plates}
    grid = [[point(a, y + 1), point(b, y + 1)] for y, a, b in _runs(across)]
    grid += [[point(x + 1, a), point(x + 1, b)] for x, a, b in _runs(along)]
    return Solid("paper", tops, left, right, grid)


def _runs(cells: set[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Join cells (along, line) that follow each other on a line: (line, first, one past the last)."""
    runs: list[tuple[int, int, int]] = []
    for line, along in sorted((line, along) for along, line in cells):
        if runs and runs[-1][0] == line and runs[-1][2] == along:
            runs[-1] = (line, runs[-1][1], along + 1)
        else:
            runs.append((line, along, along + 1))
    return runs


def _rectangles(cells: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Cover cells with rectangles (x0, x1, y0, y1): runs of a row, joined with equal runs of the row before."""
    rectangles: list[tuple[int, int, int, int]] = []
    for y, x0, x1 in _runs(cells):
        for index, (a, b, top, bottom) in enumerate(rectangles):
            if (a, b, bottom) == (x0, x1, y):
                rectangles[index] = (a, b, top, y + 1)
                break
        else:
            rectangles.append((x0, x1, y, y + 1))
    return rectangles


def bounds(drawn: Iterable[Solid]) -> tuple[int, int, int, int]:
    """The smallest box (left, top, right, bottom) around all polygons."""
    xs, ys = zip(
        *(p for s in drawn for polygons in (s.top, s.left, s.right) for poly in polygons for p in poly), strict=True
    )
    return min(xs), min(ys), max(xs), max(ys)


# --- SVG -------------------------------------------------------------------------------------------------------------


def svg(plan: Iterable[Bar], unit: int = 30, title: str | None = None) -> str:
    """Return a plan as an <svg> without colours (cubes.css has them); with a title it is an image with a name."""
    drawn = solids(plan, unit)
    left, top, right, bottom = bounds(drawn)
    box = (left - 2, top - 2, right - left + 4, bottom - top + 4)
    return element(box, "".join(map(group, drawn)), title=title)


def element(box: tuple[int, ...], content: str, css_class: str = "cubes", title: str | None = None) -> str:
    """Wrap content in <svg>: hidden from assistive technology unless it has a title."""
    view = " ".join(map(str, box))
    if title:
        name = f"<title>{escape(title)}</title>"
        return f'<svg class="{css_class}" viewBox="{view}" role="img" focusable="false">{name}{content}</svg>'
    return f'<svg class="{css_class}" viewBox="{view}" aria-hidden="true" focusable="false">{content}</svg>'


def group(solid: Solid) -> str:
    """One solid: the faces in the order the style sheet counts on (top, left, right), then the hair lines."""
    shown = (solid.top, solid.left, solid.right) if solid.right or solid.floors else (solid.top, solid.left)
    faces = "".join(f'<path d="{_path(polygons)}"/>' for polygons in shown)
    floors = f'<path class="floor" d="{_path(solid.floors, close="")}"/>' if solid.floors else ""
    return f'<g class="cube cube-{solid.hue}">{faces}{floors}</g>'


def _path(lines: list[Polygon], close: str = "z") -> str:
    """Path data in relative commands: short, and the same for equal shapes, so that it compresses well."""
    data = []
    for line in lines:
        data.append(f"M{_pair(*line[0])}")
        command = "M"
        for (x0, y0), (x1, y1) in pairwise(line):
            dx, dy = x1 - x0, y1 - y0
            if dx == 0:
                data.append(f"v{dy}")
                command = "v"
            else:
                separator = " " if command == "l" and dx >= 0 else ""
                data.append(f"{separator if command == 'l' else 'l'}{_pair(dx, dy)}")
                command = "l"
        data.append(close)
    return "".join(data)


def _pair(x: int, y: int) -> str:
    """Two numbers; a minus sign separates as well as a space does."""
    return f"{x}{y}" if y < 0 else f"{x} {y}"
