"""What `make text` takes for a German word. The dictionary itself needs hunspell and is asked in `.ci/run`."""

import pytest

from tools.check_spelling import DEMO, WORDS, texts_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Die Sozialplaner*innen beraten.", ["Die", "Sozialplanerinnen", "beraten"]),
        ("<p class=\"lead\">Ein <a href='/themen/'>Thema</a></p>", ["Ein", "Thema"]),
        ("Sozial- und Bildungsplanung", ["Sozial", "und", "Bildungsplanung"]),
        ("%(count)s Termine, {name} und %d", ["Termine", "und"]),
        ("Siehe https://www.example.org/seite oder name@example.org", ["Siehe", "oder"]),
        ("Setzen Sie `DEBUG=true` in [betrieb.md](betrieb.md)", ["Setzen", "Sie", "in"]),
        ("Das IKPE nutzt ThILIK und WebAuthn", ["Das", "nutzt", "und"]),
        ("mit --overwrite", ["mit"]),
        ("Armuts\u00adprävention", ["Armutsprävention"]),
    ],
)
def test_words_are_told_from_code_and_addresses(text, words):
    assert words_of(text) == words


def test_slugs_and_keys_of_the_demo_are_no_texts():
    content = [{"slug": "armutspraevention", "title": "Ein Titel", "body": [{"text": "Ein Absatz", "level": 3}]}]
    assert list(texts_of(content)) == ["Ein Titel", "Ein Absatz"]


def test_there_is_something_to_check():
    assert len(DEMO) > 5
    assert WORDS.exists()
