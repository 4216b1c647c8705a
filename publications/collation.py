"""German order and German search, the same on every database."""

import re
import unicodedata

UNSEEN = re.compile(r"[^a-z0-9]+")


def folded(text: str) -> str:
    """Return `text` as DIN 5007-1 compares it: ä as a, ß as ss, no case, no accents; words parted by one blank."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return UNSEEN.sub(" ", "".join(letter for letter in letters if not unicodedata.combining(letter))).strip()
