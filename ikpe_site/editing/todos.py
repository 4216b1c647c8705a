"""What is still to be done with the pages of a type: filters of its list, and cards on the dashboard.

The app that knows of it registers it, so that the dashboard and the lists need not know the app.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise

_registry: dict[str, list["Todo"]] = {}


@dataclass(frozen=True)
class Todo:
    """`find` narrows the pages of a type to those with which this is to be done, the most urgent first.

    `name` stands in addresses, `heading` above the pages; `field` is where it is done in their form, `detail` the
    attribute of a page that tells it from others.
    """

    model: str
    name: str
    heading: str | Promise
    field: str
    detail: str
    find: Callable[[QuerySet], QuerySet]


def register_todo(model: str, name: str, heading: str | Promise, field: str = "", detail: str = ""):
    """Register a function for a page type given as `app_label.ModelName`. It takes and returns a queryset.

    Types may share a `name`: their pages then stand on one card.
    """

    def decorator(function):
        _registry.setdefault(model.lower(), []).append(Todo(model, name, heading, field, detail, function))
        return function

    return decorator


def todos_of(model) -> list[Todo]:
    """What is registered for a page type."""
    return _registry.get(model._meta.label_lower, [])


def all_todos() -> list[Todo]:
    return [todo for todos in _registry.values() for todo in todos]
