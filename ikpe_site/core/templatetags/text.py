"""Words on pages: soft hyphens, non-breaking spaces, mail addresses, phone numbers, levels of headings."""

from urllib.parse import urlsplit

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from ikpe_site.core.contents import HEADING, SUBHEADING
from ikpe_site.text import phones
from ikpe_site.text.hyphens import hyphenate
from ikpe_site.text.spaces import non_breaking

register = template.Library()

register.filter("hyphenate", hyphenate)
register.filter("non_breaking", non_breaking, is_safe=True)


@register.filter
def spell_at(address: str) -> str:
    """`vorname.nachname[ät]ikpe-erfurt.de`, as the institute prints its addresses, with places to break the line."""
    return mark_safe(  # noqa: S308 escaped in the line below
        conditional_escape(address).replace("@", "<wbr>[ät]").replace(".", ".<wbr>")
    )


register.filter("tel", phones.dialled)
register.filter("phone", phones.shown)


@register.filter
def sentence(text: str) -> str:
    """`Elternzeit` becomes `Elternzeit.`, before another sentence follows."""
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


@register.filter
def with_levels(body, top: int = 2):
    """Pair each block of a story with the level of its headings: those of heading blocks are at `top`."""
    within = subheading = top
    for block in body:
        if block.block_type == HEADING:
            yield block, f"h{top}"
            within = subheading = top + 1
        elif block.block_type == SUBHEADING:
            yield block, f"h{subheading}"
            within = subheading + 1
        else:
            yield block, f"h{within}"


@register.filter
def hostname(url: str) -> str:
    """`https://www.youtube.com/watch` becomes `www.youtube.com`."""
    return urlsplit(url).hostname or url
