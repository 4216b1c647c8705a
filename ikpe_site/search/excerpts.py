"""The part of a text where what was searched stands, with the words marked."""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe

from ikpe_site.text.german import WORD, plain, stem

from .query import SearchQuery

LENGTH = 220
LEAD = 70  # characters before the first hit
# How a folded letter may be written. Stems have lost their umlauts, so that each vowel may have been one.
SPELLINGS = {"ae": "(?:ae|ä)", "oe": "(?:oe|ö)", "ue": "(?:ue|ü)", "ss": "(?:ss|ß)"}
VOWELS = {"a": "(?:ae|a|ä)", "o": "(?:oe|o|ö)", "u": "(?:ue|u|ü)", "ss": "(?:ss|ß)"}


def beginnings(query: SearchQuery) -> re.Pattern[str]:
    """Where a word of the text may begin that was searched: quick to find, to be looked at closely then."""
    patterns = set()
    for word in query.words:
        for part in word.parts:
            patterns.add(spelled(part, SPELLINGS))
            patterns.add(spelled(stem(part), VOWELS))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(patterns, key=len, reverse=True))})", re.IGNORECASE)


def spelled(folded: str, spellings: dict[str, str]) -> str:
    pattern = "|".join(sorted(spellings, key=len, reverse=True))
    # Signs may stand within the word: ilmkreis is written Ilm-Kreis, bewohnerinnen Bewohner*innen.
    return "[-*:·_/(]*".join(
        re.sub(pattern, lambda match: spellings[match[0]], piece) for piece in split_letters(folded)
    )


def split_letters(folded: str) -> list[str]:
    return re.findall(r"ae|oe|ue|ss|.", folded)


def excerpt(text: str, query: SearchQuery) -> str:
    """Return some 220 characters of `text` as safe HTML, from its first hit on if there is one."""
    text = plain(text)
    hit = first_hit(text, query)
    start = 0
    if hit > LEAD:
        start = text.find(" ", hit - LEAD) + 1
        start = start if 0 < start <= hit else hit
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start, end), min(hit + 1, end))
    shown = text[start:end].strip()
    return mark_safe(  # noqa: S308 marked() escapes the text
        ("… " if start else "") + marked(shown, query) + (" …" if end < len(text) else "")
    )


def first_hit(text: str, query: SearchQuery) -> int:
    """Where the first word stands that was searched; 0 if there is none."""
    for match in beginnings(query).finditer(text):
        word = WORD.match(text, match.start())
        if word and any(entry.names(word[0]) for entry in query.words):
            return match.start()
    return 0


def marked(text: str, query: SearchQuery) -> str:
    """Return `text` as HTML with the words in <mark> that were searched."""
    parts, end = [], 0
    for word in WORD.finditer(text):
        if any(entry.names(word[0]) for entry in query.words):
            parts += [escape(text[end : word.start()]), "<mark>", escape(word[0]), "</mark>"]
            end = word.end()
    return "".join([*parts, escape(text[end:])])
