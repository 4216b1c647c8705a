"""What a page shows „from the other side“: the people of a topic, the news about a project.

The app that owns the relation registers a function here; the page that shows it does not know the app.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

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
