"""„Meinten Sie …?“: for words that nothing visible has, the closest one that something visible has."""

import re

from django.contrib.postgres.lookups import TrigramSimilar
from django.db import connection
from django.db.models import F, Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from .models import SearchEntry, SearchWord
from .query import SearchQuery

CANDIDATES = 3  # how many are looked up, at most, for each unknown word
SHORTEST = 4  # letters: shorter words are close to too many others


def corrected(query: SearchQuery) -> str:
    """Return the question with its unknown words replaced; empty if there is nothing to propose."""
    text = query.text
    for word in query.words:
        if not is_known(word.written) and (other := closest(word.whole)):
            text = re.sub(rf"(?<!\w){re.escape(word.written)}(?!\w)", other, text)
    return text if text != query.text else ""


def is_known(text: str) -> bool:
    return SearchEntry.objects.visible().filter(SearchQuery(text).all_words()).exists()


def closest(folded: str) -> str:
    """The word of the pages with the fewest letters changed, as it is written there; empty if none is close."""
    if len(folded) < SHORTEST or not folded.isalpha():
        return ""
    allowed = 1 if len(folded) < 6 else 2 if len(folded) < 11 else 3
    near = Q(length__range=(len(folded) - allowed, len(folded) + allowed))
    if connection.vendor == "postgresql":  # with many words, fetch only those that look alike
        near &= Q(folded__startswith=folded[0]) | Q(TrigramSimilar(F("folded"), folded))
    words = dict(SearchWord.objects.filter(near).order_by("folded").values_list("folded", "word"))
    found = process.extract(folded, words.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=CANDIDATES)
    return next((words[other] for other, _distance, _position in found if is_known(words[other])), "")
