"""CSL-JSON items as the fields of a publication and the names of its contributors."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from publications.imports.items import NEAREST_TYPES, fields_of, names_of
from publications.models import CSLType


def fields(**item) -> dict:
    """The fields that are not empty, without the title."""
    given = fields_of({"type": "book", "title": "Planung"} | item)
    assert given.pop("title") == "Planung"
    if given["csl_type"] == "book":
        del given["csl_type"]
    if given["language"] == "de":
        del given["language"]
    return {name: value for name, value in given.items() if value}


@pytest.mark.parametrize(
    ("kind", "csl_type"), [*zip(CSLType.values, CSLType.values, strict=True), *NEAREST_TYPES.items()]
)
def test_every_type_becomes_one_that_the_institute_has(kind, csl_type):
    assert fields_of({"type": kind, "title": "A"})["csl_type"] == csl_type


@pytest.mark.parametrize("kind", [{"type": "patent"}, {}, {"type": None}])
def test_any_other_type_is_a_report(kind):
    assert fields_of({"title": "A"} | kind)["csl_type"] == "report"


@pytest.mark.parametrize("title", ["", None, {}, " ", "<i></i>"])
def test_without_a_title_it_is_no_publication(title):
    with pytest.raises(ValidationError, match="Titel"):
        fields_of({"type": "book", "title": title})


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


@pytest.mark.parametrize("text", ["A <script>", "A </p>", "<!-- A", "<?xml", "<IMG src=x>"])
def test_other_markup_is_refused_and_quoted(text):
    with pytest.raises(ValidationError, match="HTML"):
        fields(publisher=text)


def test_of_long_markup_only_the_beginning_is_quoted():
    with pytest.raises(ValidationError) as refused:
        fields(publisher="<script>" + "x" * 100)
    assert "„<script>" + "x" * 52 + "“" in refused.value.messages[0]


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
        ("français", "de"),
        ("", "de"),
    ],
)
def test_a_language_is_one_of_two_letters(given, language):
    assert fields_of({"title": "A", "language": given})["language"] == language


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
        ({"date-parts": "2019"}, {}),
        ({"raw": "2019-05-03"}, {"issued_year": 2019}),
        ({"literal": "2019 [2018]"}, {"issued_year": 2019}),
        ({"literal": "im Erscheinen"}, {}),
        ({}, {}),
        ("2019", {}),
        (None, {}),
    ],
)
def test_a_date_is_read_as_far_as_it_goes(issued, expected):
    assert fields(issued=issued) == expected


def test_a_day_that_does_not_exist_is_refused():
    for variable in ("issued", "accessed"):
        with pytest.raises(ValidationError, match="Datum"):
            fields(**{variable: {"date-parts": [[2019, 2, 31]]}})
    assert fields(accessed={"date-parts": [[2020, 3, 9]]}) == {"accessed": datetime.date(2020, 3, 9)}
    assert fields(accessed={"date-parts": [[2020, 3]]}) == {}


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ({"family": "Fischer", "given": "Jörg"}, {"family": "Fischer", "given": "Jörg"}),
        ({"family": "Fischer"}, {"family": "Fischer", "given": ""}),
        (
            {"family": "Heide", "given": "Ute", "non-dropping-particle": "von der"},
            {"family": "von der Heide", "given": "Ute"},
        ),
        ({"family": "Heide", "dropping-particle": "von"}, {"family": "von Heide", "given": ""}),
        ({"literal": "IKPE"}, {"literal": "IKPE"}),
        ({"name": "IKPE"}, {"literal": "IKPE"}),
        ({"family": "Fischer", "literal": "IKPE"}, {"family": "Fischer", "given": ""}),
    ],
)
def test_a_name_is_of_a_person_or_an_organisation(person, name):
    assert names_of({"editor": [person]}) == [{"role": "editor", **name}]


def test_names_come_in_the_order_of_the_roles_and_of_the_entry():
    one, two = {"literal": "A"}, {"literal": "B"}
    names = names_of(
        {"contributor": [one], "translator": [one], "editor": [one], "author": [two, one], "reviewer": [one]}
    )
    assert [(name["role"], name["literal"]) for name in names] == [
        ("author", "B"),
        ("author", "A"),
        ("editor", "A"),
        ("translator", "A"),
        ("contributor", "A"),
    ]


def test_names_of_nobody_are_none():
    assert names_of({"author": None, "editor": [{"given": "Jörg"}, {}]}) == []


def test_a_name_that_is_only_a_text_is_refused():
    with pytest.raises(ValidationError, match="CSL-JSON"):
        names_of({"author": ["Fischer"]})
