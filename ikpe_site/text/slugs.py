"""Slugs the German way: Straßenmüll becomes strassenmuell, on the server as in the admin's slug field."""

from django.utils.text import slugify

from .folding import transliterated

MAX_LENGTH = 255


def german_slug(text: str) -> str:
    """Return `text` as an ASCII slug of at most 255 characters; empty if nothing of it is left."""
    return slugify(transliterated(text))[:MAX_LENGTH].strip("-")


def numbered(base: str, taken: set[str]) -> str:
    """Return `base`, with the lowest number from 2 behind it if it is among those `taken`."""
    slug, number = base, 1
    while slug in taken:
        number += 1
        suffix = f"-{number}"
        slug = base[: MAX_LENGTH - len(suffix)] + suffix
    return slug
