"""Keys of publications for BibTeX and its kin, such as `fischer2019familienpolitische`."""

from collections.abc import Callable
from itertools import count
from string import ascii_lowercase

from ikpe_site.text.slugs import german_slug


def citation_key(item: dict, keys_like: Callable[[str], set[str]]) -> str:
    """Return first author (or editor), year and first word of a CSL-JSON `item`, and a letter if that is taken.

    `keys_like` is asked once, for the keys of other publications that begin like this one.
    """
    names = next((item[role] for role in ("author", "editor") if item.get(role)), [{}])
    name = names[0].get("family") or names[0].get("literal", "")
    year = item.get("issued", {}).get("date-parts", [[""]])[0][0]
    base = f"{letters(name)}{year}{letters(first_word(item['title']))}" or "publikation"
    taken = keys_like(base)
    return next(key for number in count() if (key := base + suffix(number)) not in taken)


def first_word(text: str) -> str:
    return next((word for word in text.split() if letters(word)), "")


def letters(text: str) -> str:
    return german_slug(text).replace("-", "").replace("_", "")[:40]


def suffix(number: int) -> str:
    """Nothing, a, b … z, aa, ab …, as spreadsheets count their columns."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = ascii_lowercase[rest] + text
    return text
