"""A teaser from the beginning of the text, for posts whose editors wrote none."""

import re

from wagtail.rich_text import RichText

from ikpe_site.core.footnotes import without_footnotes

MAX_LENGTH = 300
SHORTEST = 80  # a first sentence that is shorter is joined by the next
# The end of a sentence, and not that of „Prof.“, „z. B.“ or „2.“: a word of four letters or more, or a bracket.
SENTENCE_END = re.compile(r"(?:[^\W\d_]{4,}|\))[.!?][“”\"»«]?(?=\s|$)")


def propose_teaser(body) -> str:
    """One or two whole sentences from the first text of a story; a part of one, with dots, if it is very long."""
    text = next((text for block in body if block.block_type == "text" and (text := plain_text(block))), "")
    ends = [match.end() for match in SENTENCE_END.finditer(text[:MAX_LENGTH])]
    if ends:
        return text[: next((end for end in ends if end >= SHORTEST), ends[-1])]
    if len(text) <= MAX_LENGTH:
        return text
    return text[: MAX_LENGTH - 2].rpartition(" ")[0].rstrip(",;:–- ") + " …"


def plain_text(block) -> str:
    """The words of a text block in one line, without its footnotes."""
    text = RichText(without_footnotes(block.value.source))
    return " ".join(" ".join(block.block.get_searchable_content(text)).split())
