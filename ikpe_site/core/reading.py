"""The text of a story, and how long it takes to read."""

WORDS_A_MINUTE = 200  # of German non-fiction on a screen


def text_of(blocks) -> str:
    """The words of some blocks of a story, in one line."""
    return " ".join(
        " ".join(str(part).split()) for block in blocks for part in block.block.get_searchable_content(block.value)
    ).strip()


def reading_minutes(body) -> int:
    """How many minutes a story takes to read; 0 if it has no words."""
    words = len(text_of(body).split())
    return max(1, round(words / WORDS_A_MINUTE)) if words else 0
