"""Which pages are examples or have parts that are."""

from django.db.models import Q
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from .models import BasePage


def whole_examples() -> Q:
    """The condition for pages that are examples as a whole, of the common table of pages."""
    return any_of(Q(is_example=True))


def example_pages() -> PageQuerySet:
    """Examples and pages with parts that are, drafts included, as rows of the common table, in one query."""
    return Page.objects.filter(any_of(Q(is_example=True) | Q(example_parts__gt=0)))


def any_of(condition: Q) -> Q:
    """`condition` holds for the fields that all types of pages share."""
    matches = Q(pk__in=[])
    for model in get_page_models():
        if issubclass(model, BasePage):
            matches |= Q(pk__in=model.objects.filter(condition).order_by().values("pk"))
    return matches
