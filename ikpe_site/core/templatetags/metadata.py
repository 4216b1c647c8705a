from django import template

from ..metadata import Metadata

register = template.Library()


@register.inclusion_tag("components/metadata.html", takes_context=True)
def metadata(context):
    """What search engines and messengers read in the head of a page, made from the context of its template."""
    flat = context.flatten()
    names = ("request", "institute", "navigation", "subscription")
    return {"metadata": Metadata(flat)} | {name: flat.get(name) for name in names}
