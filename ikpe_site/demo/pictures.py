"""Pictures made of cubes, so that the demo content and the social preview need no photographs."""

from PIL import Image, ImageDraw, ImageOps

from ikpe_site.cubes.drawing import BACKGROUND, INK, SOFT, font, png, raster, wrapped
from ikpe_site.cubes.geometry import Bar, tile_plan, town_plan

CANVAS = (1600, 1000)
PREVIEW = (1200, 630)


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
    return png(picture)


def draw_stand_in(key: str, size: tuple[int, int]) -> bytes:
    """Return an opaque PNG that stands in for a photograph: of any format, full to its edges, one for each key.

    What matters stands in the upper third, as heads do in photographs of people.
    """
    width, height = size
    sky = Image.linear_gradient("L").resize(size)
    picture = ImageOps.colorize(sky, "#8fb3c4", "#b59a74").convert("RGBA")
    side = min(size) * 2 // 3
    cubes = raster(tile_plan(key, "coral"), (side, side))
    picture.alpha_composite(cubes, ((width - cubes.width) // 2, max(0, height // 3 - cubes.height // 2)))
    return png(picture.convert("RGB"))


def draw_social_preview(name: str, claim: str) -> bytes:
    """Return the opaque PNG (1200 × 630) for links in social networks: logo, name and claim left, the town right."""
    picture = Image.new("RGBA", PREVIEW, BACKGROUND)
    town = raster(town_plan(), (640, 520))
    picture.alpha_composite(town, (PREVIEW[0] - town.width - 40, (PREVIEW[1] - town.height) // 2))
    logo = raster([Bar(0, 0, 1, "petrol")], (120, 136))
    draw = ImageDraw.Draw(picture)
    heading, body = font(76, 700), font(31, 400)
    lines = wrapped(claim, body, 420)
    top = (PREVIEW[1] - (136 + 110 + 44 * len(lines))) // 2
    picture.alpha_composite(logo, (70, top))
    draw.text((70, top + 215), name, INK, heading, anchor="ls")
    for number, line in enumerate(lines):
        draw.text((70, top + 272 + 44 * number), line, SOFT, body, anchor="ls")
    return png(picture.convert("RGB"))
