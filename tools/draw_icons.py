"""Draw the static pictures made of cubes: python tools/draw_icons.py

Writes favicon.svg, town.svg and apple-touch-icon.png to static/icons. The colours of the SVG files are taken from
static/css/components/cubes.css, light and dark: a file of its own cannot see the page's style sheet.
"""

import re
import sys
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ikpe_site.cubes.geometry import HUES, Bar, bounds, solids, svg, town_plan  # noqa: E402

ICONS = ROOT / "static" / "icons"
STYLES = ROOT / "static" / "css" / "components" / "cubes.css"
LOGO = [Bar(0, 0, 1, "petrol")]
FACES = ("top", "left", "right")


def standalone(markup: str, box: tuple[int, int, int, int] | None = None) -> str:
    """Turn inline <svg> markup into a file: namespace, size, colours; box replaces the tight viewBox."""
    if box:
        markup = re.sub(r'viewBox="[^"]*"', f'viewBox="{" ".join(map(str, box))}"', markup, count=1)
    width, height = re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', markup).groups()
    style = embedded_style(set(re.findall(r'class="cube cube-(\w+)"', markup)), lines='class="floor"' in markup)
    root = re.search(r'viewBox="[^"]*"', markup).group()
    content = markup.partition(">")[2]
    namespace = "http://www.w3.org/2000/svg"
    return f'<svg xmlns="{namespace}" {root} width="{width}" height="{height}"><style>{style}</style>{content}\n'


def embedded_style(hues: set[str], lines: bool) -> str:
    """The rules for the faces of these hues by day, and by night; lines: also for the hair lines."""
    source = STYLES.read_text(encoding="utf-8")
    day, night = source.split("@media (prefers-color-scheme: dark)")
    night = night.split("@media")[0]

    def rules(part: str) -> str:
        colours = dict(re.findall(r"--(\w+-\w+):\s*([^;]+);", part))
        rules_of_part = ""
        for hue in sorted(hues):
            for number, face in enumerate(FACES, 1):
                colour = colours[f"{hue}-{face}"]
                rules_of_part += f".cube-{hue}>:nth-child({number}){{fill:{colour};stroke:{colour}}}"
        if lines:
            rules_of_part += f".cube>.floor{{fill:none;stroke:{colours['cube-line']};stroke-width:1}}"
            rules_of_part += f".cube-paper>.floor{{stroke:{colours['paper-left']}}}"
        return rules_of_part

    seams = "path{stroke-width:.5;stroke-linejoin:round}"
    return f"{seams}{rules(day)}@media(prefers-color-scheme:dark){{{rules(night)}}}"


def apple_touch_icon(size: int = 180, smooth: int = 8) -> Image.Image:
    """The logo on opaque paper: the home screens that use this icon cut and colour it themselves."""
    (cube,) = solids(LOGO, 120)
    left, top, right, bottom = bounds([cube])
    scale = size * smooth * 0.68 / (bottom - top)
    middle = size * smooth / 2
    image = Image.new("RGB", (size * smooth, size * smooth), "#fffdf9")
    draw = ImageDraw.Draw(image)
    for (polygon,), shade in zip((cube.top, cube.left, cube.right), HUES[cube.hue], strict=True):
        points = [
            (middle + (x - (left + right) / 2) * scale, middle + (y - (top + bottom) / 2) * scale) for x, y in polygon
        ]
        draw.polygon(points, shade)
    return image.resize((size, size), Image.Resampling.BOX)


def main() -> None:
    """Write all files and say how large they are."""
    ICONS.mkdir(parents=True, exist_ok=True)
    (ICONS / "favicon.svg").write_text(standalone(svg(LOGO, 30), (-32, -32, 64, 64)), encoding="utf-8")
    (ICONS / "town.svg").write_text(standalone(svg(town_plan(), 30)), encoding="utf-8")
    apple_touch_icon().save(ICONS / "apple-touch-icon.png", optimize=True)
    for path in sorted(ICONS.iterdir()):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
