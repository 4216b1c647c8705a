"""Anchors of the headings of a story, and the table of contents of a long page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

HEADING, SUBHEADING = "heading", "subheading"
LONG = 4  # headings from which on a page shows its contents by itself


@dataclass
class Entry:
    text: str
    anchor: str
    entries: list["Entry"] = field(default_factory=list)


def anchor_of(block_id: str | None) -> str:
    """Where links lead to. It outlives a new wording and a new place, because others cite it."""
    return f"abschnitt-{block_id[:8]}" if block_id else ""


def headings(body: Iterable[Any]) -> list[Any]:
    return [block for block in body if block.block_type in (HEADING, SUBHEADING)]


def contents_of(body: Iterable[Any]) -> list[Entry]:
    """The headings of a story, subheadings below the heading that they follow."""
    entries: list[Entry] = []
    for block in headings(body):
        entry = Entry(block.value, anchor_of(block.id))
        has_heading = entries and block.block_type == SUBHEADING
        (entries[-1].entries if has_heading else entries).append(entry)
    return entries
