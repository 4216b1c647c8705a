"""Filters of a list: values from the address, checked against what is in use."""

from dataclasses import dataclass


@dataclass
class Filter:
    """One filter, such as the topic of a list of news.

    `choices` are pairs of the value in the address and its label; `given` is what the address says.
    """

    name: str
    label: str
    choices: list[tuple[str, str]]
    given: str = ""

    @property
    def value(self) -> str:
        """The chosen value; empty if none was given or it is not among the choices."""
        return self.given if self.given in dict(self.choices) else ""

    @property
    def value_label(self) -> str:
        return dict(self.choices).get(self.given, "")

    @property
    def is_unknown(self) -> bool:
        return bool(self.given) and not self.value


class Filters:
    """The filters of a list, in the order in which its form shows them."""

    def __init__(self, request, *filters: Filter):
        self.filters = filters
        for entry in filters:
            entry.given = request.GET.get(entry.name, "")

    def __iter__(self):
        return iter(self.filters)

    @property
    def chosen(self) -> dict[str, str]:
        """The valid values by the name of their filter; empty strings where nothing is chosen."""
        return {entry.name: entry.value for entry in self.filters}

    @property
    def active(self) -> list[Filter]:
        return [entry for entry in self.filters if entry.value]

    @property
    def is_narrowed(self) -> bool:
        """Whether the address asks for a part of the list; a part has no place in search engines."""
        return any(entry.given for entry in self.filters)

    @property
    def unknown(self) -> list[Filter]:
        return [entry for entry in self.filters if entry.is_unknown]
