"""The cubes as pixels, and letters beside them: what pictures are made of that the site draws itself (Pillow)."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import cycle
from typing import Any

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from ikpe_site.text.hyphens import SOFT_HYPHEN

from .geometry import HUES, PAPER, SHEET, Plan, Solid, bounds, solids

FONT_FILE = settings.BASE_DIR / "static" / "fonts" / "atkinson-hyperlegible-next-subset.woff2"
BACKGROUND = "#fffdf9"
INK, SOFT = "#17262b", "#4a5c63"
SMOOTH = 3  # each pixel is drawn as 3 × 3 and scaled down: Pillow's polygons have hard edges
SHADES = HUES | {"paper": PAPER, "sheet": SHEET}
LINE = 0.3  # how much white is in a hair line, as in cubes.css


def raster(plan: Plan, size: tuple[int, int], hues: list[str] | None = None) -> Image.Image:
    """Draw a plan as large as fits into size, cropped to the cubes; hues, if given, take turns from bar to bar."""
    drawn = solids(plan, 60)
    return raster_solids(_recoloured(drawn, hues) if hues else drawn, size)


def raster_solids(drawn: list[Solid], size: tuple[int, int]) -> Image.Image:
    """Draw solids, in their order, as large as fits into size, cropped to them."""
    left, top, right, bottom = bounds(drawn)
    scale = min(size[0] / (right - left), size[1] / (bottom - top)) * SMOOTH
    width, height = ((round(length * scale / SMOOTH)) for length in (right - left, bottom - top))
    image = Image.new("RGBA", (width * SMOOTH, height * SMOOTH))
    draw = ImageDraw.Draw(image)

    def place(points: Iterable[tuple[int, int]]) -> list[tuple[float, float]]:
        return [((x - left) * scale, (y - top) * scale) for x, y in points]

    for solid in drawn:
        shades = SHADES[solid.hue]
        for polygons, shade in zip((solid.top, solid.left, solid.right), shades, strict=True):
            for polygon in polygons:
                draw.polygon(place(polygon), shade)
        _draw_lines(draw, solid, shades, place, max(1, round(2 * scale)))
    return image.resize((width, height), Image.Resampling.BOX)


def _draw_lines(draw: ImageDraw.ImageDraw, solid: Solid, shades: Any, place: Any, width: int) -> None:
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


def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Open the typeface of the site, which is variable, at a size in pixels and a weight (400 to 750)."""
    opened = ImageFont.truetype(str(FONT_FILE), size)
    opened.set_variation_by_axes([weight])
    return opened


def wrapped(text: str, typeface: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Break text into lines of at most `width` pixels: between words, and within a word only if it must.

    A word breaks at its soft hyphens; a part of one that is still wider than a line is cut.
    """
    lines = [""]
    for word in text.split():
        whole = word.replace(SOFT_HYPHEN, "")
        if typeface.getlength(f"{lines[-1]} {whole}".strip()) <= width:
            lines[-1] = f"{lines[-1]} {whole}".strip()
        elif typeface.getlength(whole) <= width:
            lines.append(whole)
        else:
            lines += _broken(word.split(SOFT_HYPHEN), typeface, width)
    return [line for line in lines if line]


def _broken(syllables: list[str], typeface: Any, width: int) -> list[str]:
    lines = [""]
    for number, syllable in enumerate(syllables):
        hyphen = "-" if number < len(syllables) - 1 else ""
        if lines[-1] and typeface.getlength(lines[-1] + syllable + hyphen) > width:
            lines[-1] += "-"
            lines.append("")
        for letter in syllable:
            if typeface.getlength(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
    return lines


def png(picture: Image.Image) -> bytes:
    """Encode as PNG: flat faces compress so well that a palette would only cost smooth edges."""
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
