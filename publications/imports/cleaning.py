"""Text without the mark-up that services and programs leave in it; in „a<b“ there is none."""

import html
import re
import unicodedata

from ikpe_site.text.characters import clean

# Formatting that CSL-JSON allows or that says nothing here …
FORMATTING = "i|b|u|em|strong|sup|sub|sc|span|scp|tt|small|font|italic|bold"
# … and what else is known to come along, of HTML and MathML; of JATS by its prefix.
ELEMENTS = (
    r"p|br|hr|div|a|ul|ol|li|dl|dt|dd|h[1-6]|table|tbody|thead|tr|td|th|blockquote|section|article|abstract|title|sec|img"
    r"|html|body|head|meta|link|input|form|iframe|svg|center|code|pre|cite|q|label|list|list-item|inline-formula"
    r"|math|mrow|mi|mo|mn|msup|msub|mtext|mfrac|msqrt|semantics|annotation|xref|ext-link|email"
)
ATTRIBUTES = r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))*\s*/?"
INLINE_TAG = re.compile(rf"</?(?:{FORMATTING}){ATTRIBUTES}>", re.IGNORECASE)
# Behind one that ends before a full stop there is no blank.
TAG = re.compile(rf"</?(?:\w+:[\w-]+|{ELEMENTS}){ATTRIBUTES}>(?P<stop>[.,;:)])?", re.IGNORECASE)
NOT_TEXT = re.compile(
    r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)|<[!?]\w[^<>]*>", re.IGNORECASE | re.DOTALL
)
# No more than entities, also those escaped twice: „R&D;“ is none, and „&copy“ may be a part of an address.
ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,31});", re.IGNORECASE)


def without_markup(text: str) -> tuple[str, bool]:
    """Return `text` in one line without tags and entities, and whether there was more in it than formatting."""
    bare = TAG.sub(lambda match: match["stop"] or " ", NOT_TEXT.sub(" ", text))
    has_markup = bare != text
    bare = ENTITY.sub(lambda match: html.unescape(f"&{match[1]};"), INLINE_TAG.sub("", bare))
    return in_one_line(bare), has_markup


def in_one_line(text: str) -> str:
    """Return `text` as it is kept: in one line, its letters composed (NFC)."""
    return " ".join(unicodedata.normalize("NFC", clean(text)).split())


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 2].rsplit(" ", 1)[0] + " …"
