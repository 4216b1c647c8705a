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
    issued = item["issued"].get("date-parts", [[None]])[0]
    expected = {
        "type_of_reference": TYPES[item["type"]],
        "id": item["id"],
        "title": item["title"],
        "secondary_title": item.get("container-title") or item.get("event-title"),
        "tertiary_title": item.get("collection-title"),
        "volume": item.get("volume"),
        "number": item.get("issue"),
        "edition": item.get("edition"),
        "publisher": item.get("publisher"),
        "place_published": item.get("publisher-place") or item.get("event-place"),
        "year": str(issued[0]) if issued[0] else None,
        "doi": item.get("DOI"),
        "issn": item.get("ISBN") or item.get("ISSN"),
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
        ({"editor": [{"literal": "A"}, {"literal": "B"}]}, ["A2  - A", "A2  - B"]),
        ({"translator": [{"literal": "A"}], "contributor": [{"literal": "B"}]}, ["A4  - A", "A3  - B"]),
        ({"accessed": {"date-parts": [[2020, 3, 9]]}}, ["Y2  - 2020/03/09/"]),
        ({"page": "26-35"}, ["SP  - 26", "EP  - 35"]),
        ({"page": "26"}, ["SP  - 26"]),
        ({"page": "1 - 2-3"}, ["SP  - 1", "EP  - 2-3"]),
        ({"ISBN": "978-3", "ISSN": "0340-3564"}, ["SN  - 978-3", "SN  - 0340-3564"]),
        ({"URL": "https://e.org/a;b"}, ["UR  - https://e.org/a;b"]),
        ({"keyword": "Planung, Alter,"}, ["KW  - Planung", "KW  - Alter"]),
        ({"collection-title": "Reihe", "collection-number": "7"}, ["T3  - Reihe", "M1  - 7"]),
        ({"license": "CC-BY-4.0"}, ["C1  - CC-BY-4.0"]),
    ],
)
def test_each_variable_has_its_tags(item, lines):
    before, after = ["TY  - BOOK", "ID  - x", "TI  - Planung"], ["ER  - ", ""]
    assert sorted(lines_of(**item)) == sorted([*before, *lines, *after])


@example("ER  - TY  - JOUR")
@given(TITLES)
def test_any_title_survives(title):
    (entry,) = rispy.loads(to_ris([minimal(title=title)]))
    assert entry["title"].split() == title.split()


@pytest.mark.parametrize("text", ["A\r\nER  - \r\nTY  - BOOK\r\nTI  - B", "A\nER  -"])
def test_a_line_break_does_not_end_an_entry(text):
    (entry,) = rispy.loads(to_ris([minimal(title=text, keyword=text)]))
    assert entry["title"].startswith("A ER")
