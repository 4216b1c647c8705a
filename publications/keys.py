"""Keys of publications for BibTeX and its kin, such as `fischer2019familienpolitische`."""

from itertools import count
from string import ascii_lowercase

from ikpe_site.core.slugs import german_slug


def citation_key(item: dict, is_taken) -> str:
    """Return first author (or editor), year and first word of a CSL-JSON `item`, and a letter if the key `is_taken`.

    `is_taken` is asked for one key after the other and answers whether another publication has it.
    """
    names = next((item[role] for role in ("author", "editor") if item.get(role)), [{}])
    name = names[0].get("family") or names[0].get("literal", "")
    year = item["issued"].get("date-parts", [[""]])[0][0]
    base = f"{letters(name)}{year}{letters(first_word(item['title']))}" or "publikation"
    candidates = (base + suffix(number) for number in count())
    return next(key for key in candidates if not is_taken(key))


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
