"""BibTeX comes back the same when another program reads it."""

import unicodedata

import pytest
from hypothesis import example, given
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from publications.exports.bibtex import to_bibtex
from tests.publications.items import ITEMS, TITLES, ids, minimal


def latex(text: str) -> str:
    text = text.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")  # unknown to pylatexenc
    return LatexNodes2Text(math_mode="verbatim").latex_to_text(text).replace("ˆ", "^")


def fields_of(**item) -> dict[str, str]:
    """The fields as they stand in the file, without the title."""
    item = minimal(**item)
    fields = dict(parse_string(to_bibtex([item]), "bibtex").entries[item["id"]].fields)
    return {name: value for name, value in fields.items() if name != "title"}


@pytest.mark.parametrize("item", ITEMS, ids=ids)
def test_bibtex_is_read_by_pybtex(item):
    entry = parse_string(to_bibtex([item]), "bibtex").entries[item["id"]]
    fields = {name: latex(value) for name, value in entry.fields.items()}
    assert fields["title"] == item["title"]
    expected = {
        "volume": item.get("volume"),
        "edition": item.get("edition"),
        "pages": item["page"].replace("-", "–") if "page" in item else None,
        "address": item.get("publisher-place"),
        "series": item.get("collection-title"),
        "number": item.get("issue") or item.get("collection-number"),
        "langid": {"de": "ngerman", "en": "english"}[item["language"]],
        "year": str(item["issued"]["date-parts"][0][0]) if "date-parts" in item["issued"] else None,
        "isbn": item.get("ISBN"),
        "issn": item.get("ISSN"),
        "doi": item.get("DOI"),
        "abstract": item.get("abstract"),
        "keywords": item.get("keyword"),
        "copyright": item.get("license"),
        "institution" if item["type"] == "report" else "publisher": item.get("publisher"),
    }
    assert {name: fields.get(name) for name in expected} == expected
    assert entry.fields.get("url") == item.get("URL")
    for role in ("author", "editor"):
        people = [
            {"literal": latex(str(person))}
            if str(person).startswith("{")
            else {
                "family": latex(" ".join([*person.prelast_names, *person.last_names])),
                "given": latex(" ".join([*person.first_names, *person.middle_names])),
            }
            for person in entry.persons.get(role, [])
        ]
        assert people == item.get(role, [])


def test_an_entry_is_written_in_the_words_of_bibtex():
    assert to_bibtex([ITEMS[2]]) == (
        "@article{muster2019arm,\n"
        "\tauthor = {Muster, Eva},\n"
        "\ttitle = {{Arm und Reich rücken auseinander}},\n"
        "\tentrysubtype = {newspaper},\n"
        "\tjournal = {Thüringer Landeszeitung},\n"
        "\tpages = {3},\n"
        "\tyear = {2019},\n"
        "\tmonth = {6},\n"
        "\tdate = {2019-06-14},\n"
        "\tlangid = {ngerman}\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        ({"type": "article-journal", "container-title": "Archiv"}, {"journal": "Archiv"}),
        ({"type": "chapter", "container-title": "Handbuch"}, {"booktitle": "Handbuch"}),
        ({"type": "report", "publisher": "IKPE"}, {"institution": "IKPE", "type": "Report"}),
        ({"type": "report", "language": "de"}, {"type": "Bericht", "langid": "ngerman"}),
        (
            {"type": "report", "collection-title": "Arbeitspapiere", "collection-number": "7"},
            {"type": "Arbeitspapiere", "series": "Arbeitspapiere", "number": "7"},
        ),
        ({"type": "webpage", "container-title": "Portal"}, {"booktitle": "Portal", "howpublished": "Portal"}),
        ({"type": "book", "publisher": "Beltz"}, {"publisher": "Beltz"}),
        ({"issue": "4", "collection-number": "7"}, {"number": "4", "seriesnumber": "7"}),
        ({"collection-number": "7"}, {"number": "7"}),
        ({"type": "speech"}, {"entrysubtype": "talk"}),
        ({"type": "broadcast"}, {"entrysubtype": "broadcast"}),
        (
            {"type": "speech", "event-title": "Tag", "event-place": "Gera"},
            {"entrysubtype": "talk", "eventtitle": "Tag", "venue": "Gera"},
        ),
        ({"issued": {"literal": "im Erscheinen"}}, {"pubstate": "forthcoming"}),
        ({"issued": {"date-parts": [[2019, 5]]}}, {"year": "2019", "month": "5"}),
        ({"issued": {"date-parts": [[2019, 5, 3]]}}, {"year": "2019", "month": "5", "date": "2019-05-03"}),
        ({"language": "en"}, {"langid": "english"}),
        ({"language": "eo"}, {"langid": "eo"}),
        ({"accessed": {"date-parts": [[2020, 3, 9]]}}, {"urldate": "2020-03-09"}),
        ({"contributor": [{"family": "A", "given": "B"}]}, {"editora": "A, B", "editoratype": "collaborator"}),
        ({"license": "CC-BY-4.0"}, {"copyright": "CC-BY-4.0"}),
        ({"URL": "https://e.org/a_b%20{c}\\d"}, {"url": "https://e.org/a_b%20%7Bc%7D%5Cd"}),
        ({"DOI": "10.1000/a_b"}, {"doi": "10.1000/a_b"}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else value,
)
def test_each_variable_has_its_field(item, fields):
    assert fields_of(**item) == fields


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ({"family": "Fischer"}, "Fischer"),
        ({"family": "van der Berg", "given": "Anna"}, "van der Berg, Anna"),
        ({"family": "King", "given": "Max", "suffix": "Jr."}, "King, Jr., Max"),
        ({"family": "Meyer, geb. Kunz", "given": "Eva"}, "{Meyer, geb. Kunz}, Eva"),
        ({"family": "Müller", "given": "Jo and Co"}, "Müller, {Jo and Co}"),
        ({"family": "And", "given": "Ute"}, "{And}, Ute"),
        ({"family": "Anderson", "given": "Brand"}, "Anderson, Brand"),
        ({"literal": "Stadt, Land & Co. e.V."}, r"{Stadt, Land \& Co. e.V.}"),
    ],
)
def test_a_name_stays_in_one_piece(name, written):
    assert f"\tauthor = {{{written} and Muster, Eva}},\n" in to_bibtex(
        [minimal(author=[name, {"family": "Muster", "given": "Eva"}])]
    )


def test_roles_have_fields_of_their_own():
    text = to_bibtex([minimal(translator=[{"family": "A"}], contributor=[{"family": "B"}])])
    assert "\ttranslator = {A},\n\teditora = {B},\n" in text


def test_umlauts_stay_and_what_tex_takes_for_commands_is_escaped():
    text = to_bibtex([minimal(title="Größe {1} & 5 % -- „so“")])
    assert r"title = {{Größe \textbraceleft{}1\textbraceright{} \& 5 \% -{}- „so“}}" in text


def test_a_key_that_is_given_twice_breaks_no_file():
    assert to_bibtex([minimal(), minimal()]).count("@book{x,") == 2


@example("\\ { } & % $ # _ ~ ^ \" '' `` -- --- << >> ,, !` ?`")
@example("{unbalanced")
@example("a } @book{x, b")
@given(TITLES)
def test_any_title_survives(title):
    """As far as Unicode tells it from others: composed letters are written as one (NFC)."""
    entry = parse_string(to_bibtex([minimal(title=title)]), "bibtex").entries["x"]
    assert latex(entry.fields["title"]).split() == unicodedata.normalize("NFC", title).split()
