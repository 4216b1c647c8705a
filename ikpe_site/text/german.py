"""German words as the index keeps them: the same for what is indexed and for what is asked, on every database.

A term is a whole word in ASCII (`praevention`), or its stem behind an equals sign (`=pravention`). Both are kept:
names and abbreviations are found as they are written, inflected words by their stem. What stands in the title of an
entry, or is what it is about, is in its index a second time, behind a circumflex (`^praevention`, `^=pravention`).
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from .folding import NOT_IN_WORDS, transliterated

HYPHENS = "-\u2010\u2011"
WORD = re.compile(rf"[^\W_]+(?:[{HYPHENS}][^\W_]+)*")
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
    parts = [fold(part) for part in re.split(f"[{HYPHENS}]", word)]
    return [part for part in ([fold(word), *parts] if len(parts) > 1 else parts) if part]


def terms_of(text: str) -> list[str]:
    """The terms of `text`, each once: its words in their order, then their stems."""
    words = dict.fromkeys(part for word in words_of(text) for part in parts_of(word))
    return [*words, *dict.fromkeys(STEM + stem(word) for word in words)]


def title_terms_of(title: str) -> str:
    """The terms of a title as the index keeps them, with a sign by itself before the stems: ` planung = =planung `."""
    terms = terms_of(title)
    words = [term for term in terms if not term.startswith(STEM)]
    return f" {' '.join([*words, STEM, *terms[len(words) :]])} "


def title_stems_of(title: str) -> str:
    """How the terms of a title end that is the same as this one but for the endings of its words."""
    return title_terms_of(title)[title_terms_of(title).index(f" {STEM} ") :]
