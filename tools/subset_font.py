"""Make the site's font file: python tools/subset_font.py atkinson-hyperlegible-next-latin-wght-normal.woff2

The input comes from the npm package @fontsource-variable/atkinson-hyperlegible-next (npm pack, folder package/files);
needs fonttools and brotli. The output keeps the letters of German and its neighbours, typographic punctuation, kerning
and tabular figures, and the weights that the site uses.

The typeface draws its zero with a slash and has no other one. In lists of numbers and dates that is restless, so the
output has a plain zero by default, and the slashed one as the standard OpenType feature: `font-variant-numeric:
slashed-zero`. The licence (SIL OFL 1.1, no reserved font name) allows this; --slashed-zero leaves the zero as it is.
"""

import argparse
from copy import deepcopy
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
from fontTools.varLib.instancer import instantiateVariableFont
from fontTools.varLib.iup import iup_delta

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "static" / "fonts" / "atkinson-hyperlegible-next-subset.woff2"

CHARACTERS = {
    *range(0x20, 0x7F),  # ASCII
    *range(0xA0, 0x100),  # Latin-1
    *range(0x100, 0x180),  # Latin Extended-A
    *map(ord, "ẞ‐‑‒–—‘’‚“”„•…‹›→←↑↓×№€−⁄™\u2009\u202f"),
}
FEATURES = ["kern", "tnum", "lnum", "pnum", "zero", "ccmp", "mark", "frac"]


# Characters the font lacks, but has the shape of: without these a browser takes them from another typeface.
ALIASES = {0xAD: "-", 0x2010: "-", 0x2011: "-", 0x202F: "\u2009"}
SLASHED = {"zero": "zero.slash", "zero.tf": "zero.tf.slash"}


def plain_zero(font: TTFont) -> None:
    """Give the font (in place) a zero without a slash; the slashed one stays reachable as the feature "zero"."""
    font.ensureDecompiled()  # tables read later would count the glyphs and miss the new ones
    for name, copy in SLASHED.items():
        _copy_glyph(font, name, copy)
    font.getReverseGlyphMap(rebuild=True)
    font["glyf"]["zero.tf.slash"].components[0].glyphName = "zero.slash"

    zero, table = font["glyf"]["zero"], font["gvar"]
    points, flags, ends = list(zero.coordinates), list(zero.flags), list(zero.endPtsOfContours)
    if len(ends) != 3:
        raise SystemExit("The zero of this font is not an oval, cut by a slash: use --slashed-zero.")
    outer = ends[0] + 1
    quarter = _quarter(points, flags, range(outer, ends[1] + 1))
    zero.coordinates = GlyphCoordinates(points[:outer] + _counter(points, quarter))
    zero.flags = bytearray(flags[:outer] + ([1] + [0] * (len(quarter) - 2)) * 4)
    zero.endPtsOfContours = [ends[0], len(zero.coordinates) - 1]
    zero.numberOfContours = 2
    zero.removeHinting()
    zero.recalcBounds(font["glyf"])
    for variation in table.variations["zero"]:
        deltas = variation.coordinates
        if None in deltas:
            deltas = iup_delta(deltas, points + [(0, 0)] * 4, [*ends, *range(len(points), len(points) + 4)])
        # Mirroring is linear: the same sum on the deltas keeps the zero variable.
        variation.coordinates = deltas[:outer] + _counter(deltas, quarter) + deltas[-4:]
    _add_feature(font, "zero", SLASHED)


def _quarter(points: list, flags: list, contour: range) -> list[int]:
    """The indices, from its leftmost to its lowest point, of the lower left quarter of the (cut) counter."""
    leftmost = min((i for i in contour if flags[i] & 1), key=lambda i: points[i][0])
    lowest = min((i for i in contour if flags[i] & 1), key=lambda i: points[i][1])
    around = [*range(leftmost, contour.stop), *range(contour.start, leftmost)]
    return around[: around.index(lowest) + 1]


def _counter(values: list, quarter: list[int]) -> list:
    """A whole oval, made of one quarter and its three mirror images; values are points or their deltas."""
    (_, middle_y), (middle_x, _) = values[quarter[0]], values[quarter[-1]]
    lower_left = [values[index] for index in quarter]
    lower_right = [(2 * middle_x - x, y) for x, y in reversed(lower_left)]
    upper = [(2 * middle_x - x, 2 * middle_y - y) for x, y in lower_left + lower_right[1:]]
    return [*lower_left, *lower_right[1:], *upper[1:-1]]


def _copy_glyph(font: TTFont, name: str, copy: str) -> None:
    """Add a glyph that looks, measures and varies like another one."""
    font["glyf"][copy] = deepcopy(font["glyf"][name])
    font["hmtx"][copy] = font["hmtx"][name]
    font["gvar"].variations[copy] = deepcopy(font["gvar"].variations[name])
    widths = font["HVAR"].table.AdvWidthMap
    if widths:
        widths.mapping[copy] = widths.mapping[name]
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    if name in classes:
        classes[copy] = classes[name]


def _add_feature(font: TTFont, tag: str, mapping: dict[str, str]) -> None:
    """Add a feature that replaces single glyphs, for all scripts and languages; tag must be the last by alphabet."""
    gsub = font["GSUB"].table
    substitution = otTables.SingleSubst()
    substitution.mapping = mapping
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable, lookup.SubTableCount = 1, 0, [substitution], 1
    gsub.LookupList.Lookup.append(lookup)
    gsub.LookupList.LookupCount = len(gsub.LookupList.Lookup)
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = tag, otTables.Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex, record.Feature.LookupCount = [gsub.LookupList.LookupCount - 1], 1
    gsub.FeatureList.FeatureRecord.append(record)
    gsub.FeatureList.FeatureCount = len(gsub.FeatureList.FeatureRecord)
    for script in gsub.ScriptList.ScriptRecord:
        languages = [script.Script.DefaultLangSys, *(language.LangSys for language in script.Script.LangSysRecord)]
        for language in filter(None, languages):
            language.FeatureIndex.append(gsub.FeatureList.FeatureCount - 1)
            language.FeatureCount = len(language.FeatureIndex)


def subset(source: Path, weights: tuple[float, float], slashed_zero: bool) -> TTFont:
    """Return the font at source in a range of weights, without the glyphs and tables that the site does not need."""
    font = TTFont(source)
    if not slashed_zero:
        plain_zero(font)
    for table in font["cmap"].tables:
        shapes = {code: table.cmap[ord(like)] for code, like in ALIASES.items() if ord(like) in table.cmap}
        table.cmap = shapes | table.cmap
    options = Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]  # names, copyright and licence travel with the file
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": weights})
    font.flavor = "woff2"
    return font


def main() -> None:
    """Read the command line, write the file, say how large it is and which characters the font lacks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="the woff2 file to start from")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--weights", nargs=2, type=float, default=(400, 750), metavar=("FROM", "TO"))
    parser.add_argument("--slashed-zero", action="store_true", help="leave the zero as it is drawn")
    arguments = parser.parse_args()
    font = subset(arguments.source, tuple(arguments.weights), arguments.slashed_zero)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    font.save(arguments.output)
    missing = "".join(map(chr, sorted(CHARACTERS - set(font.getBestCmap()))))
    print(f"{arguments.output.name}: {arguments.output.stat().st_size} bytes, {len(font.getBestCmap())} characters")
    print(f"not in this font: {missing}")


if __name__ == "__main__":
    main()
