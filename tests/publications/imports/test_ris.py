"""RIS as CSL-JSON items."""

import pytest

from publications.imports.ris import TYPES, is_ris, read


def item_of(*lines: str, kind: str = "JOUR") -> dict:
    text = "\n".join([f"TY  - {kind}", *lines, "ER  - ", ""])
    (record,) = read(text)
    assert (record.line, record.error) == (1, "")
    return record.item


@pytest.mark.parametrize(("kind", "csl_type"), [*TYPES.items(), ("XXXX", "report")])
def test_every_type_has_its_type(kind, csl_type):
    assert item_of(kind=kind)["type"] == csl_type


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
        (["JA  - C", "JO  - B", "JF  - A"], "container-title", "A"),
        (["T3  - A"], "collection-title", "A"),
        (["M1  - 7"], "issue", "7"),
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
        (["SP  - 26–35"], "page", "26-35"),
        (["SP  - 26-35", "EP  - 35"], "page", "26-35"),
        (["SP  - 26", "EP  - 26 - 35"], "page", "26-35"),
        (["SP  - 26", "EP  - 26"], "page", "26"),
        (["EP  - 35"], "page", "35"),
        (["EP  - 35", "SP  - 26"], "page", "26-35"),
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
        (["AU  - Meyer, Max, Jr."], "author", [{"family": "Meyer", "given": "Max", "suffix": "Jr."}]),
        (["AU  - Meyer, Max,"], "author", [{"family": "Meyer", "given": "Max"}]),
        (["AU  - IKPE"], "author", [{"literal": "IKPE"}]),
        (["A1  - A", "AU  - B", "AU  - "], "author", [{"literal": "A"}, {"literal": "B"}]),
        (["A2  - A"], "editor", [{"literal": "A"}]),
        (["ED  - A"], "editor", [{"literal": "A"}]),
        (["N1  - Mitarbeit: A, B; C"], "contributor", [{"family": "A", "given": "B"}, {"literal": "C"}]),
        (["A4  - A"], "translator", [{"literal": "A"}]),
    ],
)
def test_tags_become_variables(lines, variable, value):
    assert item_of(*lines) == {"type": "article-journal", variable: value}


def test_an_isbn_and_an_issn_stand_each_in_its_place():
    item = item_of("SN  - 978-3-16-148410-0", "SN  - 0340-3564", "SN  - 0340-3565", kind="CHAP")
    assert item == {"type": "chapter", "ISBN": "978-3-16-148410-0", "ISSN": "0340-3564 0340-3565"}


def test_tags_that_nobody_knows_are_passed_over():
    assert item_of("XX  - 1", "TI  - A") == {"type": "article-journal", "title": "A"}


def test_the_year_of_what_has_no_date_at_all_is_not_known():
    assert item_of("PY  - o. J.") == {"type": "article-journal", "issued": {"raw": "o. J."}}
    assert item_of("PY  - im Druck") == {"type": "article-journal", "status": "forthcoming"}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_each_entry_has_its_line_whatever_ends_one(ending):
    text = ending.join(["TY  - BOOK", "TI  - A", "ER  - ", "", "TY  - JOUR", "TI  - B", "", "TY  -BOOK", "ER  -", ""])
    entries = list(read(text))
    assert [(record.line, record.item.get("title"), bool(record.error)) for record in entries] == [
        (1, "A", False),
        (5, None, True),
        (8, None, False),
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("TY  - JOUR", True),
        ("TY - JOUR", True),
        ("TY  -", True),
        ("A\nTY  - BOOK", True),
        ("ty  - BOOK", True),
        ("A TY  - BOOK", False),
        ("@book", False),
    ],
)
def test_ris_is_told_by_a_first_line_of_an_entry(text, answer):
    assert is_ris(text) is answer


@pytest.mark.parametrize(
    ("kind", "lines", "expected"),
    [
        ("BOOK", ["T2  - Reihe", "M1  - 7"], {"collection-title": "Reihe", "collection-number": "7"}),
        ("BOOK", ["T3  - Reihe"], {"collection-title": "Reihe"}),
        ("BOOK", ["BT  - Titel"], {"title": "Titel"}),
        ("BOOK", ["SP  - 250"], {}),
        ("BOOK", ["SP  - 1", "EP  - 9"], {"page": "1-9"}),
        ("BOOK", ["A2  - A"], {"editor": [{"literal": "A"}]}),
        ("BOOK", ["A3  - A"], {"editor": [{"literal": "A"}]}),
        ("BOOK", ["AU  - B", "A2  - A"], {"author": [{"literal": "B"}]}),
        ("EDBOOK", ["AU  - A"], {"editor": [{"literal": "A"}]}),
        ("RPRT", ["T2  - Reihe", "SN  - 7"], {"collection-title": "Reihe", "collection-number": "7"}),
        ("RPRT", ["SN  - IKPE-Bericht 12/2019"], {"collection-number": "IKPE-Bericht 12/2019"}),
        ("RPRT", ["SN  - 0340-3564"], {"ISSN": "0340-3564"}),
        ("RPRT", ["N1  - ISBN: 978-3-16-148410-0"], {"ISBN": "978-3-16-148410-0"}),
        ("CHAP", ["T2  - Band", "T3  - Reihe"], {"container-title": "Band", "collection-title": "Reihe"}),
        ("CHAP", ["SV  - 7"], {"collection-number": "7"}),
        ("JOUR", ["SV  - 7", "IS  - 4"], {"collection-number": "7", "issue": "4"}),
        ("CHAP", ["BT  - Band"], {"container-title": "Band"}),
        ("CHAP", ["A2  - A", "A3  - B"], {"editor": [{"literal": "A"}]}),
        ("THES", ["A3  - A"], {}),
        ("WEB", ["T2  - Portal", "M1  - 3. Mai"], {"container-title": "Portal"}),
        ("XXXX", ["T2  - Zeitschrift"], {"type": "article-journal", "container-title": "Zeitschrift"}),
        ("INPR", [], {"status": "forthcoming"}),
        ("INPR", ["PY  - 2019"], {"issued": {"date-parts": [[2019]]}}),
        ("JOUR", ["AU  - A (Hg.)"], {"editor": [{"literal": "A"}]}),
        ("JOUR", ["AB  - Eins", "  zwei", "drei"], {"abstract": "Eins zwei drei"}),
        ("JOUR", ["AU  - Muster,", " Eva"], {"author": [{"family": "Muster", "given": "Eva"}]}),
        ("JOUR", ["N1  - <p>geheim</p>"], {}),
        ("JOUR", ["KW  - Planung; Alter"], {"keyword": "Planung, Alter"}),
        ("jour", ["ti  -A", "py - 2019"], {"title": "A", "issued": {"date-parts": [[2019]]}}),
    ],
)
def test_a_tag_means_what_endnote_and_zotero_mean_by_it_for_the_type(kind, lines, expected):
    csl_type = TYPES.get(kind.upper(), "report")
    assert item_of(*lines, kind=kind) == {"type": csl_type} | expected


def test_who_edits_the_series_is_named_in_a_note():
    (record,) = read("TY  - BOOK\nAU  - B\nA2  - A\nER  - \n")
    assert "„A“" in record.notes[0]


def test_of_two_years_that_of_publication_counts_and_a_note_names_the_other():
    (record,) = read("TY  - JOUR\nDA  - 2014/04/01\nPY  - 2013\nER  - \n")
    assert record.item["issued"] == {"date-parts": [[2013]]}
    assert "2014/04/01" in record.notes[0]
