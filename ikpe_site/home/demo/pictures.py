"""Pictures made of cubes, so that the demo content and the social preview need no photographs."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import cycle
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ikpe_site.core.cubes import HUES, PAPER, Bar, Plan, Solid, bounds, solids, tile_plan, town_plan

CANVAS = (1600, 1000)
PREVIEW = (1200, 630)
BACKGROUND = "#fffdf9"
INK, SOFT = "#17262b", "#4d5f66"
SMOOTH = 3  # each pixel is drawn as 3 × 3 and scaled down: Pillow's polygons have hard edges
LINE = 0.3  # how much white is in a hair line, as in cubes.css


def draw_picture(key: str, hues: list[str], kind: str = "tile") -> bytes:
    """Return a transparent PNG (1600 × 1000) of a "tile" or a "town", another one for each key, in the given hues.

    The cubes stay within the middle, so that crops to 16:9 and to a square keep them whole.
    """
    picture = Image.new("RGBA", CANVAS)
    if kind == "town":
        cubes = raster(town_plan(9, key, hues), (980, 780))
    else:
        cubes = raster(tile_plan(key, hues[0]), (900, 760), hues)
    picture.alpha_composite(cubes, ((CANVAS[0] - cubes.width) // 2, (CANVAS[1] - cubes.height) // 2))
    return _png(picture)


def draw_social_preview(name: str, claim: str, font_path: Path) -> bytes:
    """Return the opaque PNG (1200 × 630) for links in social networks: logo, name and claim left, the town right."""
    picture = Image.new("RGBA", PREVIEW, BACKGROUND)
    town = raster(town_plan(), (640, 520))
    picture.alpha_composite(town, (PREVIEW[0] - town.width - 40, (PREVIEW[1] - town.height) // 2))
    logo = raster([Bar(0, 0, 1, "petrol")], (120, 136))
    draw = ImageDraw.Draw(picture)
    heading, body = _font(font_path, 76, 700), _font(font_path, 31, 400)
    lines = _wrapped(claim, body, 420)
    top = (PREVIEW[1] - (136 + 110 + 44 * len(lines))) // 2
    picture.alpha_composite(logo, (70, top))
    draw.text((70, top + 215), name, INK, heading, anchor="ls")
    for number, line in enumerate(lines):
        draw.text((70, top + 272 + 44 * number), line, SOFT, body, anchor="ls")
    return _png(picture.convert("RGB"))


def raster(plan: Plan, size: tuple[int, int], hues: list[str] | None = None) -> Image.Image:
    """Draw a plan as large as fits into size, cropped to the cubes; hues, if given, take turns from bar to bar."""
    drawn = solids(plan, 60)
    if hues:
        drawn = _recoloured(drawn, hues)
    left, top, right, bottom = bounds(drawn)
    scale = min(size[0] / (right - left), size[1] / (bottom - top)) * SMOOTH
    width, height = ((round(length * scale / SMOOTH)) for length in (right - left, bottom - top))
    image = Image.new("RGBA", (width * SMOOTH, height * SMOOTH))
    draw = ImageDraw.Draw(image)

    def place(points: Iterable[tuple[int, int]]) -> list[tuple[float, float]]:
        return [((x - left) * scale, (y - top) * scale) for x, y in points]

    for solid in drawn:
        shades = HUES.get(solid.hue, PAPER)
        for polygons, shade in zip((solid.top, solid.left, solid.right), shades, strict=True):
            for polygon in polygons:
                draw.polygon(place(polygon), shade)
        _draw_lines(draw, solid, shades, place, max(1, round(2 * scale)))
    return image.resize((width, height), Image.Resampling.BOX)


def _draw_lines(draw, solid: Solid, shades, place, width: int) -> None:
    """Draw the hair lines: between floors a lighter shade of each face, on the ground the shade of its rim."""
    for line in solid.floors:
        if len(line) == 2:
            draw.line(place(line), shades[1], width)
            continue
        draw.line(place(line[:2]), _lighter(shades[1]), width)
        draw.line(place(line[1:]), _lighter(shades[2]), width)


def _recoloured(drawn: list[Solid], hues: list[str]) -> list[Solid]:
    """Let the hues take turns from bar to bar; the ground stays paper."""
    turn: Iterator[str] = cycle(hues)
    return [solid if solid.hue == "paper" else solid._replace(hue=next(turn)) for solid in drawn]


def _lighter(colour: str) -> tuple[int, ...]:
    """The colour ("#rrggbb") with a hair line's share of white, as a colour of its own."""
    return tuple(round(part + (255 - part) * LINE) for part in bytes.fromhex(colour[1:]))


def _font(path: Path | str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Open a variable font at a weight."""
    font = ImageFont.truetype(str(path), size)
    font.set_variation_by_axes([weight])
    return font


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Break text into lines of at most width pixels, between words only."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [line for line in lines if line]


def _png(picture: Image.Image) -> bytes:
    """Encode as PNG: flat faces compress so well that a palette would only cost smooth edges."""
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
