"""How a question is read: which of its words count, and how many."""

import pytest

from ikpe_site.search.models import ResultKind, SearchEntry
from ikpe_site.search.query import FTS5, MAX_LENGTH, MAX_WORDS, STOP_WORDS, TSQUERY, Prominent, SearchQuery, Term, Word
from ikpe_site.text.german import terms_of, title_terms_of


def read(text):
    return [word.whole for word in SearchQuery(text).words]


def test_only_so_many_words_and_letters_are_searched():
    assert MAX_WORDS <= 8
    assert MAX_LENGTH <= 200
    many = [f"Wort{number}" for number in range(MAX_WORDS + 1)]
    assert read(" ".join(many)) == [word.lower() for word in many[:MAX_WORDS]]
    assert read("a" * (MAX_LENGTH - 2) + " bc") == ["a" * 60, "b"]
    assert str(SearchQuery("a" * (MAX_LENGTH + 1))) == "a" * MAX_LENGTH


def test_words_that_say_nothing_take_no_place_of_others():
    nothing = sorted(STOP_WORDS)[:MAX_WORDS]
    assert read(" ".join([*nothing, "Armut"])) == ["armut"]
    assert read(" ".join(nothing)) == nothing, "unless there are no others"


def test_a_word_that_is_written_twice_counts_once():
    assert read("Armut Alter Armut") == ["armut", "alter"]


def test_control_characters_separate_words():
    assert str(SearchQuery(" Armut\x00im\tAlter\x7f ")) == "Armut im Alter"


def test_a_question_without_a_word_is_none():
    assert not SearchQuery(" - ?")
    assert SearchQuery("-a")


def test_a_word_is_searched_as_it_is_by_its_stem_and_by_its_parts():
    assert Word("Ilm-Kreis", ("ilmkreis", "ilm", "kreis")).alternatives == [
        [Term("ilmkreis", prefix=True)],
        [Term("=ilmkreis", prefix=True)],
        [Term("ilm", prefix=True), Term("kreis", prefix=True)],
    ]


@pytest.mark.parametrize(
    ("folded", "alternatives"),
    [
        ("eu", [[Term("eu", prefix=False)], [Term("=eu", prefix=False)]]),
        ("arm", [[Term("arm", prefix=True)], [Term("=arm", prefix=False)]]),
        ("heim", [[Term("heim", prefix=True)], [Term("=heim", prefix=False)]]),
        ("armut", [[Term("armut", prefix=True)], [Term("=armut", prefix=True)]]),
        ("2020", [[Term("2020", prefix=False)]]),
    ],
)
def test_the_beginning_of_a_short_word_or_a_number_is_not_enough(folded, alternatives):
    assert Word(folded, (folded,)).alternatives == alternatives


@pytest.mark.parametrize(
    ("asked", "written", "is_named"),
    [
        ("Planung", "Planungen", True),
        ("Planung", "Sozialplanung", False),
        ("eu", "europa", False),
        ("eu", "EU", True),
        ("Ilm-Kreis", "Kreis", True),
        ("Ilm-Kreis", "Kreise", False),
        ("Ilm-Kreis", "Ilmkreis", True),
        ("2020", "20201", False),
    ],
)
def test_what_was_searched_is_known_again_in_a_text(asked, written, is_named):
    [word] = SearchQuery(asked).words
    assert word.names(written) is is_named


# --- against the index -----------------------------------------------------------------------------------------------


def entry(page, title, key="", text="", weight=100):
    prominent = [f"^{term}" for term in terms_of(f"{title} {key}")]
    SearchEntry.objects.create(
        page=page,
        subpath=f"{SearchEntry.objects.count()}/",
        kind=ResultKind.NEWS,
        weight=weight,
        title=title,
        title_terms=title_terms_of(title),
        key_terms=f" {' '.join(terms_of(key))} ",
        terms=" ".join([*terms_of(f"{title} {key} {text}"), *prominent]),
    )


@pytest.fixture
def entries(site_tree):
    for title, key, text in [
        ("Armut im Alter", "", ""),
        ("Armut", "", "Alter"),
        ("Heft", "Alter", "Armut"),
        ("Bericht", "", "Armut und Alter"),
        ("Alte Häuser", "", ""),
        ("Kinder", "Armut", ""),
        ("Notiz", "", "Armut"),
    ]:
        entry(site_tree.home, title, key, text)


@pytest.mark.database
@pytest.mark.parametrize(
    ("prominent", "with_all", "with_any"),
    [
        (
            None,
            {"Armut im Alter", "Armut", "Heft", "Bericht"},
            {"Armut im Alter", "Armut", "Heft", "Bericht", "Alte Häuser", "Kinder", "Notiz"},
        ),
        (Prominent.ALL, {"Armut im Alter"}, {"Armut im Alter"}),
        (Prominent.SOME, {"Armut", "Heft"}, {"Armut", "Heft", "Kinder", "Alte Häuser"}),
        (Prominent.NONE, {"Bericht"}, {"Bericht", "Notiz"}),
    ],
)
def test_entries_are_told_apart_by_how_many_words_are_prominent(prominent, with_all, with_any, entries):
    query = SearchQuery("Armut Alter")
    titles = SearchEntry.objects.values_list("title", flat=True)
    assert set(titles.filter(query.all_words(prominent))) == with_all
    assert set(titles.filter(query.any_word(prominent))) == with_any


@pytest.mark.parametrize(
    ("notation", "both", "some"),
    [
        (
            TSQUERY,
            "((('ilmkreis':*) | ('=ilmkreis':*) | ('ilm':* & 'kreis':*)) & (('eu') | ('=eu')))",
            "((('^eu') | ('^=eu'))) & !((('^eu') | ('^=eu')))",
        ),
        (
            FTS5,
            '((("ilmkreis" *) OR ("=ilmkreis" *) OR ("ilm" * AND "kreis" *)) AND (("eu") OR ("=eu")))',
            '((("^eu") OR ("^=eu"))) NOT ((("^eu") OR ("^=eu")))',
        ),
    ],
    ids=["PostgreSQL", "SQLite"],
)
def test_each_database_is_asked_in_its_own_language(notation, both, some):
    assert SearchQuery("Ilm-Kreis EU").all_words().written(notation) == both
    assert SearchQuery("EU").any_word(Prominent.SOME).written(notation) == some


@pytest.mark.database
@pytest.mark.parametrize(
    ("asked", "title", "key", "score"),
    [
        ("Planung", "Planung", "", 20),  # the whole title, and each word as it is written
        ("Planungen", "Planung", "", 18),  # the whole title by its stem
        ("Planung", "Planung in Jena", "Planung", 10),
        ("Planungen", "Planung in Jena", "", 8),
        ("Plan", "Planwerk in Jena", "", 5),
        ("EU", "Europa in Jena", "", 1),
        ("Planung", "Heft", "Planung", 4),
        ("Planungen", "Heft", "Planung", 3),
        ("Plan", "Heft", "Planwerk", 2),
        ("EU", "Heft", "Europa", 1),
        ("Planung", "Heft", "", 1),
        ("Planung Jena", "Planung in Jena", "", 20),
        ("Planung Jena", "Planung", "Jena", 14),
        ("Planung Jena", "Planung", "", 11),
    ],
)
def test_a_word_counts_most_in_a_title_and_most_as_it_is_written(asked, title, key, score, site_tree):
    for weight in (1, 150):
        entry(site_tree.home, title, key, weight=weight)
    scores = dict(SearchEntry.objects.values_list("weight", SearchQuery(asked).score()))
    assert scores == {1: score, 150: 150 * score}


@pytest.mark.database
@pytest.mark.parametrize(
    ("asked", "is_in_title"), [("Armut Alter", True), ("Armu", True), ("rmut", False), ("Armut Jena", False)]
)
def test_each_word_stands_in_the_title_at_least_as_a_beginning(asked, is_in_title, site_tree):
    entry(site_tree.home, "Armut im Alter", "Jena")
    assert SearchEntry.objects.filter(SearchQuery(asked).in_title()).exists() is is_in_title
