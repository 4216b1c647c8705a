"""RIS as CSL-JSON items."""

import pytest

from publications.imports.ris import TYPES, is_ris, read


def item_of(*lines: str, kind: str = "JOUR") -> dict:
    text = "\n".join([f"TY  - {kind}", *lines, "ER  - ", ""])
    ((line, item, error),) = read(text)
    assert (line, error) == (1, "")
    return item


@pytest.mark.parametrize(("kind", "csl_type"), [*TYPES.items(), ("UNPB", "report")])
def test_every_type_has_its_type(kind, csl_type):
    assert item_of(kind=kind) == {"type": csl_type}


@pytest.mark.parametrize(
    ("lines", "variable", "value"),
    [
        (["TI  - A"], "title", "A"),
        (["T1  - A"], "title", "A"),
        (["T1  - B", "TI  - A"], "title", "A"),
        (["T2  - A"], "container-title", "A"),
        (["JO  - A"], "container-title", "A"),
        (["JF  - A"], "container-title", "A"),
        (["JA  - A"], "container-title", "A"),
        (["JA  - C", "JF  - B", "JO  - A"], "container-title", "A"),
        (["T3  - A"], "collection-title", "A"),
        (["M1  - 7"], "collection-number", "7"),
        (["VL  - 50"], "volume", "50"),
        (["IS  - 4"], "issue", "4"),
        (["ET  - 2"], "edition", "2"),
        (["PB  - A"], "publisher", "A"),
        (["CY  - A"], "publisher-place", "A"),
        (["DO  - 10.1000/182"], "DOI", "10.1000/182"),
        (["LA  - de"], "language", "de"),
        (["AB  - A"], "abstract", "A"),
        (["N2  - A"], "abstract", "A"),
        (["C1  - CC-BY-4.0"], "license", "CC-BY-4.0"),
        (["SP  - 26", "EP  - 35"], "page", "26-35"),
        (["SP  - 26"], "page", "26"),
        (["UR  - https://e.org/a;b"], "URL", "https://e.org/a;b"),
        (["UR  - https://e.org/a", "UR  - https://e.org/b"], "URL", "https://e.org/a"),
        (["KW  - Planung", "KW  - Alter"], "keyword", "Planung, Alter"),
        (["SN  - 0340-3564"], "ISSN", "0340-3564"),
        (["SN  - 03403564"], "ISSN", "03403564"),
        (["SN  - 0000-006x"], "ISSN", "0000-006x"),
        (["SN  - 978-3-16-148410-0"], "ISBN", "978-3-16-148410-0"),
        (["SN  - 316148410X"], "ISBN", "316148410X"),
        (["PY  - 2019"], "issued", {"date-parts": [[2019]]}),
        (["PY  - 2019///"], "issued", {"date-parts": [[2019]]}),
        (["Y1  - 2019/11"], "issued", {"date-parts": [[2019, 11]]}),
        (["PY  - 2019", "DA  - 2019/11/27/"], "issued", {"date-parts": [[2019, 11, 27]]}),
        (["PY  - 2019", "DA  - 27. November"], "issued", {"date-parts": [[2019]]}),
        (["DA  - 2019-11-27"], "issued", {"date-parts": [[2019, 11, 27]]}),
        (["Y2  - 2020/03/09/"], "accessed", {"date-parts": [[2020, 3, 9]]}),
        (["AU  - Fischer, Jörg"], "author", [{"family": "Fischer", "given": "Jörg"}]),
        (["AU  - Fischer,"], "author", [{"family": "Fischer"}]),
        (["AU  - Meyer, Max, Jr."], "author", [{"family": "Meyer", "given": "Max, Jr."}]),
        (["AU  - Meyer, Max,"], "author", [{"family": "Meyer", "given": "Max"}]),
        (["AU  - IKPE"], "author", [{"literal": "IKPE"}]),
        (["A1  - A", "AU  - B", "AU  - "], "author", [{"literal": "A"}, {"literal": "B"}]),
        (["A2  - A"], "editor", [{"literal": "A"}]),
        (["A3  - A"], "contributor", [{"literal": "A"}]),
        (["A4  - A"], "translator", [{"literal": "A"}]),
    ],
)
def test_tags_become_variables(lines, variable, value):
    assert item_of(*lines) == {"type": "article-journal", variable: value}


def test_an_isbn_and_an_issn_stand_each_in_its_place():
    item = item_of("SN  - 978-3-16-148410-0", "SN  - 0340-3564", "SN  - 0340-3565", kind="CHAP")
    assert item == {"type": "chapter", "ISBN": "978-3-16-148410-0", "ISSN": "0340-3564"}


def test_tags_that_nobody_knows_are_passed_over():
    assert item_of("XX  - 1", "TI  - A") == {"type": "article-journal", "title": "A"}


def test_the_year_of_what_has_no_date_at_all_is_not_known():
    assert item_of("PY  - o. J.") == {"type": "article-journal"}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_each_entry_has_its_line_whatever_ends_one(ending):
    text = ending.join(["TY  - BOOK", "TI  - A", "ER  - ", "", "TY  - JOUR", "TI  - B", "", "TY  -BOOK", "ER  -", ""])
    entries = list(read(text))
    assert [(line, item.get("title"), bool(error)) for line, item, error in entries] == [
        (1, "A", False),
        (5, None, True),
        (8, None, False),
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [("TY  - JOUR", True), ("TY - JOUR", True), ("TY  -", True), ("A\nTY  - BOOK", False), ("@book", False)],
)
def test_ris_is_told_by_its_first_line(text, answer):
    assert is_ris(text) is answer
