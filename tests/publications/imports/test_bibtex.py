"""BibTeX and BibLaTeX as CSL-JSON items."""

import pytest

from publications.imports.bibtex import TYPES, read


def item_of(fields: str, entry_type: str = "article") -> dict:
    (record,) = read(f"@{entry_type}{{x, {fields}}}")
    assert (record.line, record.error) == (1, "")
    return record.item


MUSTER, BEISPIEL = {"family": "Muster", "given": "E."}, {"family": "Beispiel", "given": "H."}


def value_of(fields: str, variable: str, entry_type: str = "article"):
    return item_of(fields, entry_type)[variable]


@pytest.mark.parametrize(("entry_type", "csl_type"), TYPES.items())
def test_every_type_of_entry_has_its_type(entry_type, csl_type):
    assert item_of("title = {A}", entry_type.upper())["type"] == csl_type


@pytest.mark.parametrize(
    ("entry_type", "fields", "csl_type"),
    [
        ("article", "entrysubtype = {newspaper}", "article-newspaper"),
        ("unpublished", "entrysubtype = {talk}", "speech"),
        ("misc", "entrysubtype = {broadcast}", "broadcast"),
        ("misc", "entrysubtype = {broadcast}, url = {https://e.org}", "broadcast"),
        ("misc", "url = {https://e.org}", "webpage"),
        ("misc", "title = {A}", "report"),
        ("techreport", "url = {https://e.org}", "report"),
        ("article", "entrysubtype = {unknown}", "article-journal"),
        ("unknown", "title = {A}", "report"),
    ],
)
def test_types_that_share_a_type_of_entry_are_told_apart(entry_type, fields, csl_type):
    assert item_of(fields, entry_type)["type"] == csl_type


@pytest.mark.parametrize(
    ("field", "variable"),
    [
        ("title", "title"),
        ("journal", "container-title"),
        ("journaltitle", "container-title"),
        ("booktitle", "container-title"),
        ("eventtitle", "container-title"),
        ("series", "collection-title"),
        ("seriesnumber", "collection-number"),
        ("volume", "volume"),
        ("edition", "edition"),
        ("publisher", "publisher"),
        ("institution", "publisher"),
        ("organization", "publisher"),
        ("address", "publisher-place"),
        ("location", "publisher-place"),
        ("venue", "publisher-place"),
        ("ISBN", "ISBN"),
        ("issn", "ISSN"),
        ("language", "language"),
        ("langid", "language"),
        ("abstract", "abstract"),
        ("keywords", "keyword"),
        ("copyright", "license"),
        ("doi", "DOI"),
        ("url", "URL"),
        ("number", "issue"),
        ("issue", "issue"),
    ],
)
def test_each_field_has_its_variable(field, variable):
    assert item_of(f"{field} = {{1 A}}") == {"type": "article-journal", variable: "1 A"}


@pytest.mark.parametrize(
    ("entry_type", "fields", "variable", "value"),
    [
        ("article", "journaltitle = {B}, journal = {A}", "container-title", "A"),
        ("article", "journal = {}, booktitle = {B}", "container-title", "B"),
        ("book", "number = {7}", "collection-number", "7"),
        ("article", "number = {4}, seriesnumber = {7}", "issue", "4"),
        ("article", "number = {4}, issue = {5}", "issue", "4"),
        ("article", "langid = {ngerman}", "language", "de"),
        ("article", "pages = {26--35}", "page", "26-35"),
        ("article", "pages = {26 – 35}", "page", "26-35"),
        ("article", r"doi = {10.1000/a\_b}", "DOI", "10.1000/a_b"),
        ("article", r"url = {https://e.org/?a=1\&b=50\%25\#c\$}", "URL", "https://e.org/?a=1&b=50%25#c$"),
    ],
)
def test_fields_mean_what_programs_mean_by_them(entry_type, fields, variable, value):
    assert value_of(fields, variable, entry_type) == value


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ("year = {2019}", [2019]),
        ("year = 2019, month = nov", [2019, 11]),
        ("year = 2019, month = {November}", [2019, 11]),
        ("year = 2019, month = {11}, day = {3}", [2019, 11, 3]),
        ("year = 2019, month = jan, day = {31}", [2019, 1, 31]),
        ("year = 2019, month = dec, day = {x}", [2019, 12]),
        ("year = 2019, month = {Herbst}, day = {3}", [2019]),
        ("year = 2019, day = {3}", [2019]),
        ("date = {2019-11-03}, year = {2018}", [2019, 11, 3]),
        ("date = {2019-11}", [2019, 11]),
        ("date = {2019}", [2019]),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(fields, parts):
    assert value_of(fields, "issued") == {"date-parts": [parts]}


def test_what_is_no_date_is_none():
    item = item_of("year = {o. J.}, month = nov, urldate = {gestern}")
    assert item == {"type": "article-journal", "issued": {"raw": "o. J."}, "accessed": {"raw": "gestern"}}
    assert value_of("urldate = {2020-03-09}", "accessed") == {"date-parts": [[2020, 3, 9]]}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Fischer, Jörg", {"family": "Fischer", "given": "Jörg"}),
        ("Jörg Fischer", {"family": "Fischer", "given": "Jörg"}),
        (r"Fischer, J{\"o}rg", {"family": "Fischer", "given": "Jörg"}),
        ("Fischer", {"family": "Fischer"}),
        ("von der Heide, Ute", {"family": "von der Heide", "given": "Ute"}),
        ("Meyer, Jr., Max", {"family": "Meyer", "given": "Max", "suffix": "Jr."}),
        ("Meyer, Max, Jr.", {"family": "Meyer", "given": "Max", "suffix": "Jr."}),
        ("{Stadt, Land e.V.}", {"literal": "Stadt, Land e.V."}),
        ("{Stadt {und} Land}", {"literal": "Stadt und Land"}),
        ("{Ä} {B}", {"family": "B", "given": "Ä"}),
    ],
)
def test_names_are_of_people_or_in_braces_of_organisations(written, name):
    assert value_of(f"author = {{{written} and Geene, Raimund}}", "author") == [
        name,
        {"family": "Geene", "given": "Raimund"},
    ]


@pytest.mark.parametrize(
    ("field", "role"),
    [("author", "author"), ("editor", "editor"), ("translator", "translator"), ("editora", "contributor")],
)
def test_each_role_has_its_field(field, role):
    assert item_of(f"{field} = {{A, B}}") == {"type": "article-journal", role: [{"family": "A", "given": "B"}]}


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"{\"O}ffentlich \& 50\,\%", "Öffentlich & 50 %"),
        (r"A~B", "A B"),
        ("A -- B", "A – B"),
        ("``so''", "“so”"),
        ("50 % & mehr", "50 % & mehr"),
        (r"50 % & {mehr}", "50 % & mehr"),
        ("ein\n  Titel", "ein Titel"),
        ("$a_1$", "$a_1$"),
        (r"10\textasciicircum{}2", "10^2"),
    ],
)
def test_tex_is_read_as_text(tex, text):
    assert value_of(f"title = {{{tex}}}", "title") == text


def test_each_entry_has_its_line_and_a_broken_one_its_error():
    text = "% Kommentar\n@book{a, title = {A}}\n\n@book{b, title = {B\n@book{a, title = {C}}\n"
    entries = list(read(text))
    assert [(record.line, record.item.get("title"), bool(record.error)) for record in entries] == [
        (2, "A", False),
        (4, None, True),
        (5, "C", False),
    ]


def noted(fields: str, entry_type: str = "book", others: str = ""):
    """The item of an entry and the notes on it."""
    record = next(iter(read(f"@{entry_type}{{x, {fields}}}\n{others}")))
    return record.item, list(record.notes)


@pytest.mark.parametrize(
    ("fields", "expected", "note"),
    [
        ("author = {Muster, E. and others}", {"author": [{"family": "Muster", "given": "E."}]}, "et al."),
        ("author = {{others}}", {}, "et al."),
        ("author = {Muster, E.; Beispiel, H.}", {"author": [MUSTER, BEISPIEL]}, ""),
        ("author = {Muster, E., Beispiel, H.}", {"author": [MUSTER, BEISPIEL]}, ""),
        ("author = {Muster, E. and and Beispiel, H.}", {"author": [MUSTER, BEISPIEL]}, ""),
        ("author = {Muster, E. (Hg.)}", {"editor": [MUSTER]}, ""),
        (
            "author = {family=Berg, given=Hans, prefix=von, suffix=Jr.}",
            {"author": [{"family": "von Berg", "given": "Hans", "suffix": "Jr."}]},
            "",
        ),
        ("author = {Stadt Jena, Jugendamt}", {"author": [{"literal": "Stadt Jena, Jugendamt"}]}, "Organisation"),
        ("author = {Kreis, Guido}", {"author": [{"family": "Kreis", "given": "Guido"}]}, ""),
        ("title = {Wozu?}, subtitle = {Eine Studie}", {"title": "Wozu? Eine Studie"}, ""),
        ("title = {A}, subtitle = {B}, titleaddon = {C}", {"title": "A: B. C"}, ""),
        ("booktitle = {A}, booksubtitle = {B}", {"container-title": "A: B"}, ""),
        ("publisher = {Verlag} year = {2019}", {"publisher": "Verlag", "issued": {"date-parts": [[2019]]}}, "Komma"),
        ("publisher = {A}, publisher = {B}", {"publisher": "A"}, "zweimal"),
        ('publisher = unbekannt # " Verlag"', {"publisher": "unbekannt Verlag"}, "nicht erklärt"),
        ('publisher = "A" # { B}', {"publisher": "A B"}, ""),
        ("howpublished = {\\url{https://e.org/a_b}}", {"URL": "https://e.org/a_b"}, ""),
        ("howpublished = {Selbstverlag}", {"publisher": "Selbstverlag"}, ""),
        ("school = {Universität}", {"publisher": "Universität"}, ""),
        ("type = {Dissertation}", {"genre": "Dissertation"}, ""),
        ("keywords = {Planung; Alter}", {"keyword": "Planung, Alter"}, ""),
        ("year = 2019, month = oct # {~15}", {"issued": {"date-parts": [[2019, 10, 15]]}}, ""),
        ("year = {2019}, month = {März}", {"issued": {"date-parts": [[2019, 3]]}}, ""),
        ("year = {im Druck}", {"issued": {"raw": "im Druck"}}, ""),
        ("doi = {10.1000/a{\\_}b}", {"DOI": "10.1000/a_b"}, ""),
        ("url = {http://e.org/{\\~{}}x{\\&}y{\\%}20}", {"URL": "http://e.org/~x&y%20"}, ""),
        ("crossref = {fehlt}", {}, "fehlt"),
    ],
)
def test_what_programs_write_loosely_is_understood(fields, expected, note):
    item, notes = noted(fields)
    assert item == {"type": "book"} | expected
    assert note in " ".join(notes)
    assert bool(notes) == bool(note)


def test_an_entry_inherits_from_those_that_it_refers_to():
    others = (
        "@book{band, title = {Der Band}, subtitle = {Teil 1}, editor = {Muster, E.}, year = 2018, doi = {10.1000/1}}\n"
        "@xdata{verlag, publisher = {Verlag}, location = {Erfurt}}\n"
    )
    item, notes = noted("title = {A}, crossref = {BAND}, xdata = {verlag}, pages = {1--2}", "incollection", others)
    assert notes == []
    assert item == {
        "type": "chapter",
        "title": "A",
        "editor": [MUSTER],
        "container-title": "Der Band: Teil 1",
        "publisher": "Verlag",
        "publisher-place": "Erfurt",
        "page": "1-2",
        "issued": {"date-parts": [[2018]]},
    }
    assert len(list(read(f"@incollection{{x, title = {{A}}}}\n{others}"))) == 2  # xdata is no publication


def test_entries_that_refer_to_each_other_in_a_circle_are_read():
    records = list(read("@book{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, crossref = {a}}"))
    assert [record.item["title"] for record in records] == ["A", "B"]


def test_what_a_brace_shuts_out_is_told():
    (record,) = read("@book{a, title = {A} }, year = {2019}}")
    assert record.item == {"type": "book", "title": "A"}
    assert "Klammer" in record.notes[0]


@pytest.mark.parametrize(
    ("entry_type", "fields", "csl_type"),
    [
        ("conference", "title = {A}", "paper-conference"),
        ("suppperiodical", "title = {A}", "article-journal"),
        ("www", "title = {A}", "webpage"),
        ("unpublished", "eventtitle = {Tag}", "speech"),
        ("unpublished", "title = {A}", "manuscript"),
        ("software", "journal = {A}", "article-journal"),
        ("artwork", "booktitle = {A}", "chapter"),
    ],
)
def test_types_nobody_has_become_what_comes_nearest(entry_type, fields, csl_type):
    assert item_of(fields, entry_type)["type"] == csl_type
