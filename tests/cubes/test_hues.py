"""Pictures and pages show the same colours: Python draws the ones, the style sheets colour the others."""

import re

from django.conf import settings

from ikpe_site.cubes.drawing import BACKGROUND, INK, LINE, SHADES, SOFT


def by_day(file: str) -> dict[str, str]:
    """The custom properties that a style sheet declares for light screens."""
    style = (settings.BASE_DIR / "static" / "css" / file).read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+): ([^;]+);", style.partition("@media")[0]))


def test_the_cubes_have_the_same_hues():
    colours = by_day("components/cubes.css")
    shades = {hue: tuple(colours[f"{hue}-{face}"] for face in ("top", "left", "right")) for hue in SHADES}
    assert shades == SHADES


def test_the_lines_between_the_floors_are_as_light():
    assert by_day("components/cubes.css")["cube-line"] == f"rgb(255 255 255 / {LINE})"


def test_paper_and_both_inks_are_the_same():
    colours = by_day("tokens.css")
    assert (colours["paper"], colours["ink"], colours["soft"]) == (BACKGROUND, INK, SOFT)
