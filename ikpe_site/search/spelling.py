"""„Meinten Sie …?“: for words that nothing visible has, the closest one that something visible has."""

import re
from bisect import bisect
from typing import Any

from django.contrib.postgres.lookups import TrigramSimilar
from django.db import connection
from django.db.models import Exists, F, Q, QuerySet
from rapidfuzz import process
from rapidfuzz.distance import OSA
from wagtail.models import Page

from .models import SearchWord
from .query import SearchQuery

CANDIDATES = 3  # how many are looked up, at most, for each unknown word
SHORTEST = 4  # letters: shorter words are close to too many others
SHORTEST_PART = 6
MAX_WORDS = 4  # each costs some queries: no mistakes are looked for in a whole sentence
CHANGES_FROM = (0, 6, 11, 16)  # letters: from each of these on, one more of them may be changed


def corrected(query: SearchQuery, visible: QuerySet[Any]) -> str:
    """Return the question with words of the `visible` entries for its unknown ones; empty if there are none."""
    text = query.text
    words = query.words if len(query.words) <= MAX_WORDS else []
    for word, is_known in zip(words, known([word.written for word in words], visible), strict=True):
        if not is_known and (other := closest(word.whole, visible)):
            text = re.sub(rf"(?<!\w){re.escape(word.written)}(?!\w)", other, text)
    return text if text != query.text else ""


def known(words: list[str], visible: QuerySet[Any]) -> list[bool]:
    """Whether the `visible` entries have each of the words, in one query."""
    answers = [Exists(visible.filter(SearchQuery(word).all_words())) for word in words]
    # They need a row to stand beside: the root of all pages is always there.
    return list(Page.objects.filter(depth=1).values_list(*answers)[0]) if words else []


def closest(folded: str, visible: QuerySet[Any]) -> str:
    """The word of the `visible` entries that is meant, as it is written there; empty if there is none.

    The one with the fewest letters changed; or else a part of the word: Beteiligung for Bürgerbeteiligung.
    """
    if len(folded) < SHORTEST or not folded.isalpha():
        return ""
    allowed = bisect(CHANGES_FROM, len(folded))
    near = Q(length__range=(len(folded) - allowed, len(folded) + allowed))
    if connection.vendor == "postgresql":  # with many words, fetch only those that look alike
        near &= Q(folded__startswith=folded[0]) | Q(TrigramSimilar(F("folded"), folded))
    words = dict(SearchWord.objects.filter(near).order_by("folded").values_list("folded", "word"))
    similar = process.extract(folded, words.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=CANDIDATES)
    parts = {folded[:end] for end in range(SHORTEST_PART, len(folded))}
    parts |= {folded[start:] for start in range(1, len(folded) - SHORTEST_PART + 1)}
    contained = (
        SearchWord.objects.filter(folded__in=parts).order_by("-length", "folded").values_list("word", flat=True)
    )
    candidates = [words[other] for other, _distance, _position in similar] or contained[:CANDIDATES]
    checked = zip(candidates, known(list(candidates), visible), strict=True)
    return next((word for word, is_known in checked if is_known), "")
