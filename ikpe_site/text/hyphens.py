import re
from functools import lru_cache

import pyphen

SOFT_HYPHEN = "\u00ad"
LONG_WORD = re.compile(r"[^\W\d_]{12,}")


@lru_cache(maxsize=1)
def german_dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="de_DE", left=3, right=3)


@lru_cache(maxsize=2048)
def hyphenate(text: object) -> str:
    """Put soft hyphens into long words, so that compounds break where German breaks them, and only if they must."""
    return LONG_WORD.sub(lambda match: german_dictionary().inserted(match[0], SOFT_HYPHEN), str(text))
