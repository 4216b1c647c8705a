"""What a page shows „from the other side“: the people of a topic, the news about a project.

The app that owns the relation registers a function here; the page that shows it does not know the app.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

_registry: dict[str, list[tuple[int, Callable]]] = {}


@dataclass(frozen=True)
class Section:
    """A titled part of a page: `template` is rendered with `context` as `items`.

    `aside` puts it beside the text of the page, where there is room for little: the people to turn to.
    """

    id: str
    heading: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    aside: bool = False


SHOWN = 5


@dataclass(frozen=True)
class MoreLink:
    """The way from the first entries of a section to all of them: „Alle 27 Veröffentlichungen“.

    `query` chooses them in the list that the template of the section knows.
    """

    label: str
    query: str


def first_entries(entries: QuerySet, query: str, label: str) -> dict[str, Any]:
    """Return the first few of `entries` and, if there are more, a link to all: the context of a section.

    `label` says „%(total)s“ where their number belongs; without a `query` there is no list to lead to.
    """
    first = list(entries.annotate(total=number_of(entries))[:SHOWN] if query else entries[:SHOWN])
    has_more = bool(query and first and first[0].total > SHOWN)
    return {"entries": first, "more": MoreLink(label % {"total": first[0].total}, query) if has_more else None}


def number_of(entries: QuerySet) -> Coalesce:
    """How many `entries` there are, to annotate rows with: one query for both.

    The number is that of a subquery, as a window would fetch and sort all rows.
    """
    return Coalesce(Subquery(entries.order_by().values(every=Value(1)).annotate(n=Count("*")).values("n")), 0)


def register_section(*labels: str, order: int):
    """Register a function for models given as `app_label.ModelName`.

    It takes an instance of the model and returns a Section, or None if there is nothing to show.
    Sections with a lower `order` come first.
    """

    def decorator(function):
        for label in labels:
            functions = _registry.setdefault(label.lower(), [])
            functions.append((order, function))
            functions.sort(key=lambda entry: entry[0])
        return function

    return decorator


def sections_for(instance) -> list[Section]:
    """Return the sections that the apps show for `instance`, in their order."""
    if not instance.pk:
        return []
    functions = _registry.get(instance._meta.label_lower, [])
    return [section for _order, function in functions if (section := function(instance))]
