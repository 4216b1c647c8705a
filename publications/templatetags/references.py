from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

from ..citation.metadata import coins as coins_of

register = template.Library()


@register.filter
def reference(publication, style: str):
    """The reference that is kept with a publication, in the style of the site."""
    return mark_safe(publication.references.get(style, escape(publication.title)))  # noqa: S308 made by references.py


@register.filter
def coins(publication) -> str:
    return coins_of(publication.csl)
