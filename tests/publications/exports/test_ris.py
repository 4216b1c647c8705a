"""RIS comes back the same when another program reads it."""

import pytest
import rispy
from hypothesis import example, given

from publications.exports.ris import TYPES, to_ris
from tests.publications.items import ITEMS, TITLES, ids, minimal


def lines_of(**item) -> list[str]:
    return to_ris([minimal(**item)]).split("\r\n")


@pytest.mark.parametrize("item", ITEMS, ids=ids)
def test_ris_is_read_by_rispy(item):
    (entry,) = rispy.loads(to_ris([item]))
    series, container = item.get("collection-title"), item.get("container-title") or item.get("event-title")
    is_whole = item["type"] in ("book", "report")
    issued = item["issued"].get("date-parts", [[None]])[0]
    expected = {
        "type_of_reference": TYPES[item["type"]],
        "id": item["id"],
        "title": item["title"],
        "secondary_title": series if is_whole else container,
        "tertiary_title": None if is_whole else series,
        "volume": item.get("volume"),
        "number": item.get("issue"),
        "edition": item.get("edition"),
        "publisher": item.get("publisher"),
        "place_published": item.get("publisher-place") or item.get("event-place"),
        "year": str(issued[0]) if issued[0] else None,
        "doi": item.get("DOI"),
        "issn": item.get("collection-number") if item["type"] == "report" else item.get("ISBN") or item.get("ISSN"),
        "abstract": item.get("abstract"),
        "custom1": item.get("license"),
        "language": item.get("language"),
        "urls": [item["URL"]] if "URL" in item else None,
        "keywords": item["keyword"].split(", ") if "keyword" in item else None,
    }
    assert {name: entry.get(name) for name in expected} == expected
    pages = [entry[key] for key in ("start_page", "end_page") if key in entry]
    assert "-".join(pages) == item.get("page", "")
    names = [person.get("literal") or f"{person['family']}, {person['given']}" for person in item.get("author", [])]
    assert entry.get("authors", []) == names


def test_entries_have_the_line_ends_and_the_closing_tag_of_the_specification():
    talk = "TY  - SLIDE\r\nID  - x\r\nTI  - Planung\r\nCY  - Erfurt\r\nPY  - 2020\r\nDA  - 2020/03/11/\r\nER  - \r\n"
    item = minimal(**{"type": "speech", "event-place": "Erfurt", "issued": {"date-parts": [[2020, 3, 11]]}})
    assert to_ris([item, item]) == f"{talk}\r\n{talk}"


@pytest.mark.parametrize(
    ("item", "lines"),
    [
        ({"author": [{"family": "Fischer", "given": "Jörg"}]}, ["AU  - Fischer, Jörg"]),
        ({"author": [{"family": "Fischer"}]}, ["AU  - Fischer,"]),
        ({"author": [{"literal": "IKPE"}]}, ["AU  - IKPE"]),
        ({"author": [{"family": "King", "given": "Max", "suffix": "Jr."}]}, ["AU  - King, Max, Jr."]),
        ({"editor": [{"literal": "A"}, {"literal": "B"}]}, ["ED  - A", "ED  - B"]),
        ({"translator": [{"literal": "A"}]}, ["A4  - A"]),
        ({"contributor": [{"literal": "A"}, {"family": "B", "given": "C"}]}, ["N1  - Mitarbeit: A; B, C"]),
        ({"issued": {"literal": "im Erscheinen"}}, ["N1  - im Erscheinen"]),
        ({"accessed": {"date-parts": [[2020, 3, 9]]}}, ["Y2  - 2020/03/09/"]),
        ({"page": "26-35"}, ["SP  - 26", "EP  - 35"]),
        ({"page": "26"}, ["SP  - 26"]),
        ({"page": "1 - 2-3"}, ["SP  - 1", "EP  - 2-3"]),
        ({"ISBN": "978-3", "ISSN": "0340-3564"}, ["SN  - 978-3", "SN  - 0340-3564"]),
        ({"URL": "https://e.org/a;b"}, ["UR  - https://e.org/a;b"]),
        ({"keyword": "Planung, Alter,"}, ["KW  - Planung", "KW  - Alter"]),
        ({"collection-title": "Reihe", "collection-number": "7"}, ["T2  - Reihe", "M1  - 7"]),
        ({"collection-title": "Reihe", "container-title": "Werk"}, ["T2  - Reihe", "T3  - Werk"]),
        ({"license": "CC-BY-4.0"}, ["C1  - CC-BY-4.0"]),
    ],
)
def test_each_variable_has_its_tags(item, lines):
    assert own_lines(**item) == sorted(lines)


@pytest.mark.parametrize(
    ("kind", "item", "lines"),
    [
        ("chapter", {"editor": [{"literal": "A"}]}, ["A2  - A"]),
        ("article-journal", {"editor": [{"literal": "A"}]}, ["A2  - A"]),
        ("webpage", {"editor": [{"literal": "A"}]}, ["ED  - A"]),
        (
            "chapter",
            {"container-title": "Band", "collection-title": "Reihe", "collection-number": "7"},
            ["T2  - Band", "T3  - Reihe", "SV  - 7"],
        ),
        ("report", {"collection-title": "Reihe", "collection-number": "7"}, ["T2  - Reihe", "SN  - 7"]),
        (
            "report",
            {"ISBN": "978-3", "ISSN": "0340-3564", "collection-number": "7"},
            ["SN  - 7", "N1  - ISBN: 978-3", "N1  - ISSN: 0340-3564"],
        ),
        ("report", {"container-title": "Portal"}, ["T2  - Portal"]),
    ],
)
def test_a_tag_is_that_which_zotero_reads_for_the_type(kind, item, lines):
    assert own_lines(type=kind, **item) == sorted(lines)


def own_lines(**item) -> list[str]:
    """The lines beyond those that every entry has."""
    before, after = [f"TY  - {TYPES[item.get('type', 'book')]}", "ID  - x", "TI  - Planung"], ["ER  - ", ""]
    lines = lines_of(**item)
    for line in (*before, *after):
        lines.remove(line)
    return sorted(lines)


@example("ER  - TY  - JOUR")
@given(TITLES)
def test_any_title_survives(title):
    (entry,) = rispy.loads(to_ris([minimal(title=title)]))
    assert entry["title"].split() == title.split()


@pytest.mark.parametrize("text", ["A\r\nER  - \r\nTY  - BOOK\r\nTI  - B", "A\nER  -"])
def test_a_line_break_does_not_end_an_entry(text):
    (entry,) = rispy.loads(to_ris([minimal(title=text, keyword=text)]))
    assert entry["title"].startswith("A ER")
