"""German letters in ASCII. What for decides how:

- In addresses and in the index of the search, an umlaut is written out, as Germans do without the key for it: ä is ae.
- In lists, ä is sorted as a (DIN 5007-1, the order of dictionaries), the same on every database.
- Where entries of others are compared with those of the site, ä, ae and a are the same: Müller comes as Mueller from
  one catalogue, and as Muller from the next.
"""

import re
import unicodedata

from anyascii import anyascii

# Everything else is transliterated by anyascii on the server, and by Wagtail's own table in the browser.
GERMAN_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
TABLE = str.maketrans(GERMAN_LETTERS)
WRITTEN_OUT = re.compile(r"(?<=[aou])e")
NOT_IN_WORDS = re.compile(r"[^a-z0-9]+")


def transliterated(text: str) -> str:
    """Return `text` in ASCII, umlauts written out: ä becomes ae, ß becomes ss."""
    return anyascii(unicodedata.normalize("NFC", text).translate(TABLE))


def collation_key(text: str) -> str:
    """Return what `text` is sorted by: its words in lower-case ASCII, ä as a, with one blank between them."""
    letters = anyascii(unicodedata.normalize("NFD", text))  # which leaves out the dots by themselves
    return NOT_IN_WORDS.sub(" ", letters.lower()).strip()


def comparable(text: str) -> str:
    """Return the words of `text` as `collation_key` does, the same whether umlauts are written out or left out."""
    return WRITTEN_OUT.sub("", collation_key(text))
