"""CSL-JSON items as the fields of a publication and the names of its contributors."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from publications.imports.contributors import names_of
from publications.imports.items import NEAREST_TYPES, fields_of
from publications.imports.notes import Notes
from publications.models import CSLType


def fields(**item) -> dict:
    """The fields that are not empty, without the title."""
    return noted_fields(**item)[0]


def noted_fields(**item) -> tuple[dict, list[str]]:
    """The fields that are not empty, without the title, and the notes on them."""
    notes = Notes()
    given = fields_of({"type": "book", "title": "Planung"} | item, notes)
    assert given.pop("title") == "Planung"
    if given["csl_type"] == "book":
        del given["csl_type"]
    if given["language"] == "de":
        del given["language"]
    return {name: value for name, value in given.items() if value}, notes


@pytest.mark.parametrize(
    ("kind", "csl_type"), [*zip(CSLType.values, CSLType.values, strict=True), *NEAREST_TYPES.items()]
)
def test_every_type_becomes_one_that_the_institute_has(kind, csl_type):
    assert fields_of({"type": kind, "title": "A"}, Notes())["csl_type"] == csl_type


@pytest.mark.parametrize("kind", [{"type": "patent"}, {}, {"type": None}])
def test_any_other_type_is_a_report(kind):
    assert fields_of({"title": "A"} | kind, Notes())["csl_type"] == "report"


@pytest.mark.parametrize("title", ["", None, {}, " ", "<i></i>"])
def test_without_a_title_it_is_no_publication(title):
    with pytest.raises(ValidationError, match="Titel"):
        fields_of({"type": "book", "title": title}, Notes())


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"container-title": "Archiv"}, {"container_title": "Archiv"}),
        ({"container-title": ["Archiv", "für Wissenschaft"]}, {"container_title": "Archiv für Wissenschaft"}),
        ({"container-title": list("ABCDEFG")}, {"container_title": "A B C D E"}),
        ({"volume": 50}, {"volume": "50"}),
        ({"volume": 1.5}, {"volume": "1.5"}),
        ({"volume": {"a": 1}}, {}),
        ({"URL": "https://e.org/"}, {"web_address": "https://e.org/"}),
        ({"event-title": "Fachtag"}, {}),
        (
            {"type": "speech", "event-title": "Fachtag", "event-place": "Gera"},
            {"csl_type": "speech", "container_title": "Fachtag", "publisher_place": "Gera"},
        ),
        (
            {"type": "speech", "event-title": "Fachtag", "container-title": "Reihe"},
            {"csl_type": "speech", "container_title": "Reihe"},
        ),
        ({"ISBN": "978-3-16-148410-0 3-16-148410-X"}, {"isbn": "978-3-16-148410-0"}),
        ({"ISBN": "978-3-16-148410-0, 3-16-148410-X"}, {"isbn": "978-3-16-148410-0"}),
        ({"ISSN": ["0340-3564", "0340-3565"]}, {"issn": "0340-3564"}),
        ({"ISSN": "0340-3564; 0340-3565"}, {"issn": "0340-3564"}),
        ({"license": "CC-BY-4.0"}, {"license": "CC-BY-4.0"}),
        ({"license": "All rights reserved"}, {}),
        ({"abstract": "<jats:p>Worum</jats:p><jats:p>es geht.</jats:p>"}, {"abstract": "<p>Worum es geht.</p>"}),
        ({"abstract": "1 < 2 & 3"}, {"abstract": "<p>1 &lt; 2 &amp; 3</p>"}),
        ({"edition": " 2 \0"}, {"edition": "2"}),
        ({"publisher": "<i>Beltz</i> <span class='x'>Juventa</span>"}, {"publisher": "Beltz Juventa"}),
        ({"publisher": "a < b"}, {"publisher": "a < b"}),
    ],
)
def test_variables_become_fields(item, expected):
    assert fields(**item) == expected


@pytest.mark.parametrize(
    ("written", "text", "is_noted"),
    [
        ("A <script>alert(1)</script>B", "A B", True),
        ("A <script>alert(1)", "A", True),
        ("<p>A</p><p>B</p>.", "A B.", True),
        ("<!-- A --> B", "B", True),
        ("<?xml version='1.0'?>A", "A", True),
        ("A<IMG src=x>", "A", True),
        ("<jats:title>A</jats:title> <mml:math><mml:mi>x</mml:mi></mml:math>", "A x", True),
        ("A <i>B</i> <span class='x'>C</span><sub>2</sub>", "A B C2", False),
        ("a<b und c>d, p < 0,05, <5 % > 3", "a<b und c>d, p < 0,05, <5 % > 3", False),
        ("Health &amp; Care, R&D, A&amp;amp;B, &lt;b&gt; &#8211;", "Health & Care, R&D, A&B, <b> –", False),
        ("Mu\u0308ll", "Müll", False),
    ],
)
def test_markup_is_taken_out_and_what_only_looks_like_it_stays(written, text, is_noted):
    given, notes = noted_fields(publisher=written)
    assert given == ({"publisher": text} if text else {})
    assert notes == (["Verlag: HTML wurde entfernt."] if is_noted else [])


@pytest.mark.parametrize(
    ("given", "language"),
    [
        ("de", "de"),
        ("de-DE", "de"),
        ("en_US", "en"),
        ("EN", "en"),
        ("english", "en"),
        ("American", "en"),
        ("british", "en"),
        ("ngerman", "de"),
        ("deutsch", "de"),
        ("german", "de"),
        ("fr", "fr"),
        ("français", "fr"),
        ("", "de"),
    ],
)
def test_a_language_is_one_of_two_letters(given, language):
    assert fields_of({"title": "A", "language": given}, Notes())["language"] == language


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [[2019]]}, {"issued_year": 2019}),
        ({"date-parts": [["2019", "5"]]}, {"issued_year": 2019}),
        ({"date-parts": [[2019, 5, 3]]}, {"issued_year": 2019, "issued_on": datetime.date(2019, 5, 3)}),
        ({"date-parts": [[2019, 5, 3], [2019, 5, 4]]}, {"issued_year": 2019, "issued_on": datetime.date(2019, 5, 3)}),
        ({"date-parts": [[2019, 5, 3, 12]]}, {"issued_year": 2019, "issued_on": datetime.date(2019, 5, 3)}),
        ({"date-parts": [[None]]}, {}),
        ({"date-parts": [[]]}, {}),
        ({"date-parts": []}, {}),
        ({"raw": "2019-05-03"}, {"issued_year": 2019, "issued_on": datetime.date(2019, 5, 3)}),
        ({"literal": "2019 [2018]"}, {"issued_year": 2019}),
        ({"literal": "im Erscheinen"}, {"is_forthcoming": True}),
        ({}, {}),
        ("2019", {"issued_year": 2019}),
        (None, {}),
    ],
)
def test_a_date_is_read_as_far_as_it_goes(issued, expected):
    assert fields(issued=issued) == expected


@pytest.mark.parametrize(
    ("issued", "status", "expected"),
    [
        ({"literal": "im Erscheinen"}, "", True),
        ({"raw": "im Druck"}, "", True),
        ("in press", "", True),
        (None, "forthcoming", True),
        ({"literal": "im Druck (2020)"}, "", False),
        ({"literal": "o. J."}, "", False),
        (None, "published", False),
        (None, "", False),
    ],
)
def test_only_what_says_so_is_forthcoming(issued, status, expected):
    assert fields_of({"title": "A", "issued": issued, "status": status}, Notes())["is_forthcoming"] is expected


LEFT_OUT = "lässt sich nicht übernehmen und wurde weggelassen."


@pytest.mark.parametrize(
    ("item", "expected", "note"),
    [
        ({"issued": {"date-parts": [[2019, 2, 31]]}}, {"issued_year": 2019}, "Jahr: „2019-02-31“ wurde als „2019“"),
        ({"issued": {"date-parts": [[2019, 13, 1]]}}, {"issued_year": 2019}, "Jahr: „2019-13-01“ wurde als „2019“"),
        ({"issued": {"date-parts": [[1019]]}}, {}, f"Jahr: „1019“ {LEFT_OUT}"),
        ({"issued": "12345"}, {}, f"Jahr: „12345“ {LEFT_OUT}"),
        ({"accessed": {"date-parts": [[2020, 13, 1]]}}, {}, f"abgerufen am: „2020-13-01“ {LEFT_OUT}"),
        ({"accessed": {"date-parts": [[2020, 3]]}}, {}, f"abgerufen am: „2020-03“ {LEFT_OUT}"),
        ({"accessed": "gestern"}, {}, f"abgerufen am: „gestern“ {LEFT_OUT}"),
        ({"ISBN": "978-3-16-148410-1"}, {}, f"ISBN: „978-3-16-148410-1“ {LEFT_OUT}"),
        ({"ISSN": "0340-3565"}, {}, f"ISSN: „0340-3565“ {LEFT_OUT}"),
        ({"ISBN": "0340-3564"}, {"issn": "0340-3564"}, "ISSN: „0340-3564“ wurde als „0340-3564“"),
        (
            {"ISSN": "978-3-16-148410-0 (geb.)"},
            {"isbn": "978-3-16-148410-0"},
            "ISBN: „978-3-16-148410-0 (geb.)“ wurde",
        ),
        ({"ISBN": ["9783161484100", "9783161484117"]}, {"isbn": "978-3-16-148410-0"}, "ISBN: Von mehreren"),
        ({"DOI": "abc"}, {}, f"DOI: „abc“ {LEFT_OUT}"),
        ({"DOI": "doi.org/10.1000/A"}, {"doi": "10.1000/a"}, "DOI: „doi.org/10.1000/A“ wurde als „10.1000/a“"),
        ({"DOI": "10.1000/1; 10.1000/2"}, {"doi": "10.1000/1"}, "wurde als „10.1000/1“"),
        ({"DOI": "https://link.example/10.1000/1"}, {"doi": "10.1000/1"}, "wurde als „10.1000/1“"),
        ({"DOI": "10.1000/" + "x" * 200}, {}, LEFT_OUT),
        ({"URL": "www.e.org/a b"}, {"web_address": "https://www.e.org/a%20b"}, "wurde als „https://www.e.org/a%20b“"),
        ({"URL": "e.org"}, {"web_address": "https://e.org"}, "wurde als „https://e.org“"),
        (
            {"URL": "https://e.org/1; http://e.org/2"},
            {"web_address": "https://e.org/1"},
            "wurde als „https://e.org/1“",
        ),
        ({"URL": "urn:nbn:de:1"}, {"web_address": "https://nbn-resolving.org/urn:nbn:de:1"}, "wurde als"),
        ({"URL": "file:///etc/passwd"}, {}, f"Internetadresse: „file:///etc/passwd“ {LEFT_OUT}"),
        ({"URL": "javascript:alert(1)"}, {}, LEFT_OUT),
        ({"URL": "im Archiv"}, {}, LEFT_OUT),
        ({"URL": "https://e.org/" + "x" * 500}, {}, LEFT_OUT),
        ({"DOI": {"a": 1}}, {}, "DOI: Was dort steht, ist kein Text und wurde weggelassen."),
        ({"URL": [{"a": 1}]}, {}, "Internetadresse: Was dort steht, ist kein Text und wurde weggelassen."),
        ({"ISBN": {"a": 1}}, {}, "ISBN: Was dort steht, ist kein Text und wurde weggelassen."),
        ({"language": "klingonisch"}, {}, LEFT_OUT),
        ({"license": "alle Rechte"}, {}, LEFT_OUT),
        ({"genre": "Dissertation"}, {}, f"Art der Arbeit: „Dissertation“ {LEFT_OUT}"),
        ({"volume": "Band " * 20}, {"volume": "Band Band Band Band Band Band Band …"}, "Band: Der Text war zu lang"),
        (
            {"keyword": "Planung, " * 60},
            {"keyword": "Planung, " * 54 + "Planung"},
            "Schlagwörter: Der Text war zu lang",
        ),
    ],
)
def test_a_field_that_is_wrong_is_repaired_or_left_out_and_a_note_says_so(item, expected, note):
    given, notes = noted_fields(**item)
    assert given == expected
    assert len(notes) == 1
    assert note in notes[0]


@pytest.mark.parametrize(
    "item",
    [
        {"DOI": "https://doi.org/10.1000/A"},
        {"DOI": "doi:10.1000/1"},
        {"ISBN": "978 3 16 148410 0"},
        {"ISBN": "9783161484100", "ISSN": "0340 3564"},
        {"URL": "http://e.org/?a=1&b=2"},
        {"issued": {"literal": "o. J."}},
        {"language": "ngerman"},
    ],
)
def test_what_is_written_as_usual_needs_no_note(item):
    assert noted_fields(**item)[1] == []


def test_a_title_that_is_too_long_is_shortened():
    notes = Notes()
    title = fields_of({"title": "Planung " * 40}, notes)["title"]
    assert len(title) <= 255
    assert title.endswith("Planung …")
    assert len(notes) == 1


def test_the_subtitle_of_crossref_stands_behind_the_title():
    for title, whole in (
        ("Planung", "Planung: Heute"),
        ("Planung?", "Planung? Heute"),
        ("Planung heute", "Planung heute"),
    ):
        assert fields_of({"title": [title], "subtitle": ["Heute"]}, Notes())["title"] == whole


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"type": "report", "number": "7"}, {"csl_type": "report", "collection_number": "7"}),
        ({"type": "report", "number": 7, "collection-number": "8"}, {"csl_type": "report", "collection_number": "8"}),
        ({"type": "article-journal", "number": "7"}, {"csl_type": "article-journal", "issue": "7"}),
        ({"type": "speech", "event": "Fachtag"}, {"csl_type": "speech", "container_title": "Fachtag"}),
        ({"type": "paper-conference", "event": {"name": "Tag"}}, {"csl_type": "chapter", "container_title": "Tag"}),
        ({"type": "book", "event": "Fachtag"}, {}),
        ({"issued": {"date-parts": [[None]]}, "published-print": {"date-parts": [[2019]]}}, {"issued_year": 2019}),
        ({"page": "S. 26-35"}, {"page": "26-35"}),
        ({"issued": [[2019, 5, 3]]}, {"issued_year": 2019, "issued_on": datetime.date(2019, 5, 3)}),
        ({"issued": 2019}, {"issued_year": 2019}),
        ({"subject": ["Planung", "Alter"]}, {"keyword": "Planung, Alter"}),
    ],
)
def test_what_other_programs_and_older_versions_write_is_understood(item, expected):
    assert fields(**item) == expected


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ({"family": "Fischer", "given": "Jörg"}, {"family": "Fischer", "given": "Jörg"}),
        ({"family": "Fischer"}, {"family": "Fischer"}),
        (
            {"family": "Heide", "given": "Ute", "non-dropping-particle": "von der"},
            {"family": "von der Heide", "given": "Ute"},
        ),
        ({"family": "Heide", "dropping-particle": "von"}, {"family": "von Heide"}),
        ({"literal": "IKPE"}, {"literal": "IKPE"}),
        ({"name": "IKPE"}, {"literal": "IKPE"}),
        ({"family": "Fischer", "literal": "IKPE"}, {"family": "Fischer"}),
        ({"family": "King", "given": "Max", "suffix": "Jr."}, {"family": "King", "given": "Max", "suffix": "Jr."}),
        ({"given": "Nur", "family": ""}, {"family": "Nur"}),
        ("Fischer, Jörg", {"family": "Fischer", "given": "Jörg"}),
    ],
)
def test_a_name_is_of_a_person_or_an_organisation(person, name):
    assert names_of({"editor": [person]}, Notes()) == [{"role": "editor", **name}]


def test_names_come_in_the_order_of_the_roles_and_of_the_entry():
    one, two = {"literal": "A"}, {"literal": "B"}
    item = {"contributor": [one], "translator": [one], "editor": [one], "author": [two, one], "reviewer": [one]}
    assert [(name["role"], name["literal"]) for name in names_of(item, Notes())] == [
        ("author", "B"),
        ("author", "A"),
        ("editor", "A"),
        ("translator", "A"),
        ("contributor", "A"),
    ]


@pytest.mark.parametrize(
    ("people", "expected", "note"),
    [
        (None, [], ""),
        ([{"family": "Muster"}, {"literal": "et al."}], [{"family": "Muster"}], "et al."),
        ([{"family": "al.", "given": "et"}, "others"], [], "et al."),
        ([{"family": "x" * 90}], [{"family": "x" * 78 + " …"}], "zu lang"),
        ([{}, 1], [], "weggelassen"),
        ([{"literal": "<img src=x>"}], [], "weggelassen"),
    ],
)
def test_nobody_is_invented(people, expected, note):
    notes = Notes()
    assert names_of({"author": people}, notes) == [{"role": "author", **name} for name in expected]
    assert note in " ".join(notes)
    assert bool(notes) == bool(note)
