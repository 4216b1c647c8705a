"""The German catalogue is complete, and compiled from what stands in it."""

import re
from collections import Counter

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings

FOLDER = settings.BASE_DIR / "locale/de/LC_MESSAGES"


@pytest.fixture(scope="module")
def source():
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="de")


@pytest.fixture(scope="module")
def compiled():
    with (FOLDER / "django.mo").open("rb") as file:
        return read_mo(file)


def strings(message) -> list[str]:
    return list(message.string) if isinstance(message.string, (list, tuple)) else [message.string]


def key_of(message) -> tuple:
    """The context and the singular; Babel tells messages with a plural by a list."""
    return message.context, message.id[0] if isinstance(message.id, (list, tuple)) else message.id


def test_every_message_is_translated(source):
    assert [message.id for message in source if message.id and not all(strings(message))] == []


def test_no_translation_is_a_guess(source):
    assert [message.id for message in source if message.id and message.fuzzy] == []


def test_translations_keep_what_is_filled_in(source):
    assert [(message.id, str(error)) for message in source if message.id for error in message.check()] == []


def test_the_compiled_catalogue_holds_the_same(source, compiled):
    def table(catalogue):
        return {key_of(message): strings(message) for message in catalogue if message.id}

    assert table(compiled) == table(source)


def test_no_message_stands_twice(source):
    keys = Counter(key_of(message) for message in source)
    assert [key for key, number in keys.items() if number > 1] == []


SENTENCE_WORDS = 25  # what the admin's checks allow editors, too


def test_no_sentence_is_too_long(source):
    sentences = [
        sentence
        for message in source
        if message.id
        for string in strings(message)
        for sentence in re.split(r"(?<=[.!?])\s+|\n\n", re.sub(r"<[^>]+>", " ", string))
    ]
    assert [sentence for sentence in sentences if len(re.findall(r"[\w%]\S*", sentence)) > SENTENCE_WORDS] == []


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ("Bildschirmleser", "Screenreader"),
        ("Besucherinnen", "Gäste"),
        ("Leserinnen", "man, alle"),
        ("Webmaster", "denen, die die Website betreiben"),
        ("Veröffentlichungen", "Publikationen"),
        ("federführend", "verantwortet"),
        ("Universität", "Hochschule"),
        ("Guten Tag, %", "Guten Tag %"),
    ],
)
def test_one_thing_has_one_name(word, instead, source):
    assert [string for message in source if message.id for string in strings(message) if word in string] == [], instead
