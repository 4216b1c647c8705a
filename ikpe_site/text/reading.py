"""The text of a story, and how long it takes to read."""

from collections.abc import Iterable
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail.rich_text import RichText

WORDS_A_MINUTE = 200  # of German non-fiction on a screen


def text_of(blocks: Iterable[Any]) -> str:
    """The words of some blocks of a story, in one line."""
    return " ".join(
        " ".join(str(part).split()) for block in blocks for part in block.block.get_searchable_content(block.value)
    ).strip()


def reading_minutes(body: Any) -> int:
    """How many minutes a story takes to read; 0 if it has no words."""
    words = len(text_of(body).split())
    return max(1, round(words / WORDS_A_MINUTE)) if words else 0


def has_text(value: Any) -> bool:
    """Whether the value of a block says something: an empty paragraph does not."""
    text = unescape(strip_tags(value.source)) if isinstance(value, RichText) else value
    return text is not None and bool(str(text).strip())
