"""For templates that stand in the place of Wagtail's own."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()

# What is written in English into templates of Wagtail, in no block, heard by those who have a page read aloud.
ATTRIBUTES = {"value": "Search", "aria-label": "Actions"}


@register.simple_tag(takes_context=True)
def original_in_german(context):
    """What the template of Wagtail shows that this one stands before, without English in its attributes."""
    here = context.render_context.template
    original, _origin = context.template.engine.find_template(here.name, skip=[here.origin])
    html = original.render(context)
    for name, word in ATTRIBUTES.items():
        html = html.replace(f'{name}="{word}"', f'{name}="{escape(_(word))}"')
    return mark_safe(html)  # noqa: S308 as Wagtail made it
