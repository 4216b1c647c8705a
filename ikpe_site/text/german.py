"""German words as the index keeps them: the same for what is indexed and for what is asked, on every database.

A term is a whole word in ASCII (`praevention`), or its stem behind an equals sign (`=pravention`). Both are kept:
names and abbreviations are found as they are written, inflected words by their stem. What stands in the title of an
entry, or is what it is about, is in its index a second time, behind a circumflex (`^praevention`, `^=pravention`).

Some words say more than they are written: „Bewohner*innen“ are Bewohnerinnen and Bewohner, however the two are joined,
„Sozial- und Jugendhilfeplanung“ is Sozialplanung as well, „SGB II“ is SGBII, „Hauptstr.“ is Hauptstraße. What such a
word implies is in the index beside it.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from .folding import NOT_IN_WORDS, transliterated
from .hyphens import german_dictionary

HYPHENS = "-\u2010\u2011"
LETTERS = r"[^\W_]+"
START = r"(?<![^\W_])"  # of a word; without it, a long row of letters is gone through from each of them on
# Bewohner*innen, Bewohner:in, Bewohner_innen, Bewohner/-innen, Bewohner(innen): one word each.
BOTH_GENDERS = rf"(?i:[*:·_/][{HYPHENS}]?innen[^\W_]*|\(innen\)|[*:·]in(?![^\W_]))"
WORD = re.compile(rf"{LETTERS}(?:[{HYPHENS}]{LETTERS})*(?:{BOTH_GENDERS})?")
BEFORE_GENDER = re.compile(rf"(.*?[^\W_])(?:{BOTH_GENDERS}|(?<=[a-zäöüß])Innen[^\W_]*)")
AND = r"(?:und|oder|sowie|bzw\.|u\.)"
# „Kinder- und Jugendhilfe“, „Sozial-, Bildungs- und Jugendhilfeplanung“; „Jugendhilfeplanung und -steuerung“.
LAST_PART_LATER = re.compile(rf"{START}((?:{LETTERS}[{HYPHENS}](?:,\s+|\s+{AND}\s+|/))+)({LETTERS})")
FIRST_PART_BEFORE = re.compile(rf"{START}({LETTERS})(?:\s+{AND}\s+|,\s+|/)[{HYPHENS}]({LETTERS})")
SHORTEST_PART = 4  # letters of what a compound shares with another
NUMBER = r"[IVX]{1,5}|\d{1,2}"
NUMBER_APART = re.compile(rf"\b([A-ZÄÖÜ]{{2,}})\s+({NUMBER})\b")
NUMBER_JOINED = re.compile(rf"\b(?![IVX]+\b)([A-ZÄÖÜ]{{2,}}?)({NUMBER})\b")
STREET = re.compile(rf"{START}((?:{LETTERS})?[Ss]tr)\.")
STEM = "="
PROMINENT = "^"
MAX_WORD = 60  # longer ones are no words

_stemmer = snowballstemmer.stemmer("german")


def plain(text: str) -> str:
    """Return `text` without soft hyphens, and with each letter as one character."""
    return unicodedata.normalize("NFC", text.replace("\u00ad", ""))


def words_of(text: str) -> list[str]:
    """The words as they are written; those joined by a hyphen count as one."""
    return WORD.findall(plain(text))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return `word` in lower-case ASCII: ä becomes ae, ß becomes ss, hyphens go."""
    return NOT_IN_WORDS.sub("", transliterated(word).lower())[:MAX_WORD]


@lru_cache(maxsize=50_000)
def stem(folded: str) -> str:
    """Return the stem of a folded word: the same for Planung and Planungen, Bad and Bäder."""
    return folded if any(letter.isdigit() for letter in folded) else _stemmer.stemWord(folded)


def parts_of(word: str) -> list[str]:
    """`word` folded as a whole, then its parts if it has any: Ilm-Kreis is ilmkreis, ilm and kreis."""
    gendered = BEFORE_GENDER.fullmatch(word)
    parts = [fold(part) for part in re.split(f"[{HYPHENS}]", gendered[1] if gendered else word)]
    return [part for part in ([fold(word), *parts] if gendered or len(parts) > 1 else parts) if part]


def joints_of(word: str) -> list[int]:
    """Where a compound may be put together: at some of the places where it may be hyphenated."""
    return german_dictionary().positions(word) if len(word) <= MAX_WORD else []


def implied_by(text: str) -> list[str]:
    """The words that `text` says without writing them, folded."""
    text = plain(text)
    words = []
    for firsts, last in LAST_PART_LATER.findall(text):
        ends = [last[place:] for place in joints_of(last)]
        words += [first + end for first in re.findall(f"({LETTERS})[{HYPHENS}]", firsts) for end in ends
                  if len(end) >= SHORTEST_PART]  # fmt: skip
    for first, end in FIRST_PART_BEFORE.findall(text):
        words += [first[:place] + end for place in joints_of(first) if place >= SHORTEST_PART]
    words += [name + number for name, number in NUMBER_APART.findall(text)]
    words += [part for parts in NUMBER_JOINED.findall(text) for part in parts]
    words += [f"{street}aße" for street in STREET.findall(text)]
    return [folded for word in words if (folded := fold(word))]


def stems_of(words: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(STEM + stem(word) for word in words)


def written_in(text: str) -> dict[str, None]:
    return dict.fromkeys(part for word in words_of(text) for part in parts_of(word))


def terms_of(text: str) -> list[str]:
    """The terms of `text`, each once: its words in their order, what they imply, then the stems of all."""
    words = written_in(text) | dict.fromkeys(implied_by(text))
    return [*words, *stems_of(words)]


def title_terms_of(title: str) -> str:
    """The terms of a title as the index keeps them: ` planung = =planung `.

    A sign by itself stands before the stems of the words that are written there.
    """
    written, implied = written_in(title), dict.fromkeys(implied_by(title))
    return f" {' '.join([*written, *implied, *stems_of(implied), STEM, *stems_of(written)])} "


def title_stems_of(title: str) -> str:
    """How the terms of a title end that is the same as this one but for the endings of its words."""
    return title_terms_of(title)[title_terms_of(title).index(f" {STEM} ") :]
