"""Characters that nobody means to write: they come along from Word, PDF and chat programs, or are meant to do harm.

- What Word and PDF take for a line or page break becomes a blank; all other control characters but tab and line break
  go, and what is no character at all, such as half of a surrogate pair. XML knows none of them, and so no XLSX file.
- Characters without width go: two words that look the same must be the same, for the search, for URLs, for lists.
  Joiners stay between letters of scripts that need them, and within emoji.
- The soft hyphen stays: authors put it where a word may break, and search and slugs know it.
"""

import re
from typing import Any

BREAKS = re.compile("[\v\f\x85\u2028\u2029]+")
NO_CHARACTERS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff"  # surrogates, no characters, marks of annotations and of objects
    "\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # without width, or turning the direction
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
JOINED = "[\u0590-\u1cff\u2190-\u2bff\u3000-\ud7ff\ufb1d-\ufe0f\ufe70-\ufefc\U0001f000-\U0001faff]"
NEEDLESS_JOINERS = re.compile(f"(?<!{JOINED})[\u200c\u200d]+|[\u200c\u200d]+(?!{JOINED})")


def clean(text: str) -> str:
    text = BREAKS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return NEEDLESS_JOINERS.sub("", NO_CHARACTERS.sub("", text))


def clean_all(value: Any) -> Any:
    """`value` with every text in its lists, tuples and dictionaries clean."""
    match value:
        case str():
            return clean(value)
        case list() | tuple():
            make = type(value)._make if hasattr(value, "_make") else type(value)
            return make(clean_all(part) for part in value)
        case dict():
            return {clean_all(key): clean_all(part) for key, part in value.items()}
    return value
