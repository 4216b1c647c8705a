"""German words are found however they are inflected and written, the same on every database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikpe_site.search.excerpts import excerpt
from ikpe_site.search.query import SearchQuery
from ikpe_site.text.german import fold, parts_of, stem, terms_of
from tests.factories import NewsPageFactory, PersonPageFactory

BOTH_GENDERS = [
    *("Bewohner*innen", "Bewohner:innen", "Bewohner_innen", "Bewohner·innen", "BewohnerInnen"),
    *("Bewohner/innen", "Bewohner/-innen", "Bewohner(innen)", "Bewohnerinnen und Bewohner"),
]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Planung", "Planungen"),
        ("Planungen", "Planung"),
        ("Bäder", "Baeder"),
        ("Bäder", "BÄDER"),
        ("Bäder", "Bad"),
        ("Baeder", "Bäder"),
        ("Thüringen", "Thueringen"),
        ("Thüringer", "thüringen"),
        ("Straße", "Strasse"),
        ("Strassen", "Straße"),
        ("Häuser", "Haus"),
        ("Sozialplanung", "Sozialplan"),
        ("Sozialplaner", "Sozialplan"),
        ("Sozialplanung", "Sozialpläne"),
        ("Präventionskette", "Praevention"),
        ("Müller", "Mueller"),
        ("Ilm-Kreis", "Ilmkreis"),
        ("Ilmkreis", "Ilm-Kreis"),
        ("Ilm-Kreis", "ilm kreis"),
        ("Planer*innen", "Planer"),
        ("ThILIK", "thilik"),
        ("Heft 4/2019", "2019"),
        ("Ba\u0308der", "Bäder"),  # ä of two characters, as some systems write file names
        ("Sozial\u00adplanung", "Sozialplanung"),  # with a soft hyphen
        ("Café Łódź", "cafe lodz"),
        *((written, asked) for written in BOTH_GENDERS for asked in BOTH_GENDERS),
        ("Bürger*innenrat", "Bürgerinnenrat"),
        ("eine Bewohner:in", "Bewohnerin"),
        ("Sozial- und Jugendhilfeplanung", "Jugendhilfeplanung"),
        ("Sozial- und Jugendhilfeplanung", "Sozialplanung"),
        ("Sozial- und Jugendhilfeplanung", "Sozialhilfeplanung"),
        ("Sozial- und Jugendhilfeplanung", "Sozial- und Jugendhilfeplanung"),
        ("Sozialplanung und Jugendhilfeplanung", "Sozial- und Jugendhilfeplanung"),
        ("Bildungs-, Sozial- bzw. Jugendhilfeplanung", "Bildungsplanung"),
        ("Kinder-/Jugendarbeit", "Kinderarbeit"),
        ("Jugendhilfeplanung und -steuerung", "Jugendhilfesteuerung"),
        ("SGB II", "SGBII"),
        ("SGB II", "sgbii"),
        ("SGBII", "SGB II"),
        ("SGB-VIII", "sgb viii"),
        ("SGB\u00a08", "SGB8"),
        ("Hauptstr. 5", "Hauptstraße"),
        ("Hauptstraße 5", "Hauptstr."),
        ("Altonaer Str. 25", "Altonaer Straße"),
        ("Bäder", "Ba\u0308der"),
    ],
)
def test_is_found(written, asked, results):
    NewsPageFactory(title="Ein Beitrag", body=[("text", f"<p>Hier steht {written} und mehr.</p>")])
    assert "Ein Beitrag" in results(asked)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Armut", "Armen"),  # the stem „arm“ is no beginning of „Armut“
        ("Hilsenbeck", "Hils-Peter"),
        ("20190", "2019"),  # numbers are what they are
        ("Planung", "Pl"),  # two letters are too few for a beginning
        ("Bände", "Bäder"),
        ("Sozial- und Jugendhilfe", "Sozialjugend"),
        ("XVI", "xv"),
    ],
)
def test_is_not_found(written, asked, results):
    NewsPageFactory(title="Ein Beitrag", body=[("text", f"<p>Hier steht {written} und mehr.</p>")])
    assert "Ein Beitrag" not in results(f"„{asked}“")  # and nothing that only looks alike


def test_a_surname_is_not_stemmed_away(results):
    """Huber and Hube have one stem, Bauer and Bauen are alike: who is named exactly comes first."""
    PersonPageFactory(first_name="Eva", last_name="Hube")
    PersonPageFactory(first_name="Eva", last_name="Huber")
    PersonPageFactory(first_name="Eva", last_name="Hubers")
    assert results("Huber")[0] == "Eva Huber"
    assert results("Hube")[0] == "Eva Hube"


def test_a_row_of_what_looks_like_an_ending_is_one_word():
    assert parts_of("Bewohner" + "InnenBewohner" * 5_000) == [("bewohner" + "innenbewohner" * 9)[:60], "bewohner"]


@given(st.text(max_size=80))
def test_terms_are_ascii_and_of_one_piece(text):
    """What the databases' own languages for queries could stumble on never gets there."""
    for term in terms_of(text):
        assert term.removeprefix("=").isascii()
        assert term.removeprefix("=").isalnum()


@given(st.text(max_size=80))
def test_a_text_has_all_words_of_a_question_with_the_same_words(text):
    terms = terms_of(text)
    for word in SearchQuery(text).words:
        assert any(all(term.found_in(terms) for term in group) for group in word.alternatives)


@given(st.text(alphabet="aäoöuüßesnr", min_size=1, max_size=12))
def test_umlauts_are_the_same_in_both_ways(word):
    other = word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    assert fold(word) == fold(other)
    assert stem(fold(word)) == stem(fold(other))


# --- excerpts --------------------------------------------------------------------------------------------------------


def shown(text, asked):
    return excerpt(text, SearchQuery(asked))


@pytest.mark.parametrize(
    ("text", "asked", "html"),
    [
        ("Neue Bäder im Ort", "Baeder", "Neue <mark>Bäder</mark> im Ort"),
        ("Planungen und Pläne", "Planung", "<mark>Planungen</mark> und Pläne"),
        ("Im Ilm-Kreis", "Ilmkreis", "Im <mark>Ilm-Kreis</mark>"),
        ("Im Ilm-Kreis und kreisfrei", "Ilm-Kreis", "Im <mark>Ilm-Kreis</mark> und kreisfrei"),
        (
            "Armut & <b>Arbeit</b>",
            "Armut b",
            "<mark>Armut</mark> &amp; &lt;<mark>b</mark>&gt;Arbeit&lt;/<mark>b</mark>&gt;",
        ),
        ("Nichts davon", "Planung", "Nichts davon"),
        ("", "Planung", ""),
    ],
)
def test_an_excerpt_marks_what_was_searched_as_it_is_written(text, asked, html):
    assert shown(text, asked) == html


def test_an_excerpt_of_a_long_text_begins_shortly_before_the_first_hit():
    text = "Anfang " * 500 + "und dann die Straße " + "Ende " * 500
    html = shown(text, "Strassen")
    assert html.startswith("… Anfang")
    assert html.endswith("Ende …")
    assert "<mark>Straße</mark>" in html
    assert len(html) < 300


@given(st.text(max_size=600), st.text(max_size=30))
def test_an_excerpt_is_safe_and_short(text, asked):
    html = shown(text, asked)
    without_marks = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in without_marks
    assert html.count("<mark>") == html.count("</mark>")
