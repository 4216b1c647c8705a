"""Words on pages: soft hyphens, mail addresses, phone numbers, levels of headings."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

import pyphen
from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from .. import phones

register = template.Library()

SOFT_HYPHEN = "\u00ad"
LONG_WORD = re.compile(r"[^\W\d_]{12,}")


@lru_cache(maxsize=1)
def german_dictionary():
    return pyphen.Pyphen(lang="de_DE", left=3, right=3)


@register.filter
@lru_cache(maxsize=2048)
def hyphenate(text):
    """Put soft hyphens into long words, so that compounds break where German breaks them, and only if they must."""
    return LONG_WORD.sub(lambda match: german_dictionary().inserted(match[0], SOFT_HYPHEN), str(text))


@register.filter
def spell_at(address: str) -> str:
    """`vorname.nachname[ät]ikpe-erfurt.de`, as the institute prints its addresses, with places to break the line."""
    return mark_safe(  # noqa: S308 escaped in the line below
        conditional_escape(address).replace("@", "<wbr>[ät]").replace(".", ".<wbr>")
    )


register.filter("tel", phones.dialled)
register.filter("phone", phones.shown)


@register.filter
def with_levels(body):
    """Pair each block of a story with the level of the headings within it: h3 below a heading block."""
    level = "h2"
    for block in body:
        if block.block_type == "heading":
            level = "h3"
        yield block, level


@register.filter
def hostname(url: str) -> str:
    """`https://www.youtube.com/watch` becomes `www.youtube.com`."""
    return urlsplit(url).hostname or url
