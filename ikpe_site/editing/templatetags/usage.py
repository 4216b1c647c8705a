from django import template
from django.apps import apps
from django.urls import resolve
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from ..usage import uses_of

register = template.Library()


@register.simple_tag(takes_context=True)
def uses(context, model_opts, usage_url):
    """Where that is used whose page of uses has this address: a list of names and addresses in the admin.

    What the user may not see is named by its kind only.
    """
    match = resolve(usage_url.split("?")[0])
    model = apps.get_model(model_opts.app_label, model_opts.model_name)
    thing = model._default_manager.get(pk=next(iter([*match.args, *match.kwargs.values()])))
    if isinstance(thing, Page):
        thing = thing.specific
    find = AdminURLFinder(context["request"].user)
    uses = [(source, find.get_edit_url(source)) for source in uses_of(thing)]
    rows = [{"label": str(source) if url else "", "kind": kind_of(source), "url": url} for source, url in uses]
    return sorted(rows, key=lambda row: (row["kind"], row["label"]))


def kind_of(thing) -> str:
    return str(thing.page_type_display_name if isinstance(thing, Page) else thing._meta.verbose_name)
