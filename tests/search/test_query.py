"""How a question is read: which of its words count, and how many."""

import pytest

from ikpe_site.search.query import MAX_LENGTH, MAX_WORDS, STOP_WORDS, SearchQuery, Term, Word


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
