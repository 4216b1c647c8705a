"""Where long German words break: compounds that the institute uses at their joints, all others between syllables.

The syllables are those of TeX's patterns for German; the patterns that pyphen brings along divide „Beda-rfsanalyse“.
"""

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pyphen

SOFT_HYPHEN = "\u00ad"
LONG_WORD = re.compile(r"[^\W\d_]{12,}")
PATTERNS = Path(__file__).with_name("hyph-de-1996.dic")
COMPOUNDS = Path(__file__).with_name("compounds.txt")
ENDINGS = ("", "e", "em", "en", "er", "ern", "es", "in", "innen", "n", "s")


@lru_cache(maxsize=1)
def german_dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(filename=PATTERNS, left=3, right=3)


@lru_cache(maxsize=1)
def joints_of_compounds() -> dict[str, list[int]]:
    """The compounds of the list in small letters, each with the places of its joints."""
    joints = {}
    for line in COMPOUNDS.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            *parts, last = line.lower().split("-")
            joints["".join([*parts, last])] = [len("".join(parts[:number])) for number in range(1, len(parts) + 1)]
    return joints


def breaks_of(word: str) -> list[int]:
    """The places where `word` may break, from left to right."""
    written = word.lower()
    for ending in ENDINGS:
        joints = joints_of_compounds().get(written.removesuffix(ending)) if written.endswith(ending) else None
        if joints:
            return joints
    return german_dictionary().positions(word)


@lru_cache(maxsize=2048)
def hyphenate(text: object) -> str:
    """Put soft hyphens into the long words of `text`, so that they break well, and only if they must."""

    def with_hyphens(match: re.Match[str]) -> str:
        places = [0, *breaks_of(match[0]), len(match[0])]
        return SOFT_HYPHEN.join(match[0][start:end] for start, end in pairwise(places))

    return LONG_WORD.sub(with_hyphens, str(text))
