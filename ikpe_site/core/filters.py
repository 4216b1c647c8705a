"""Filters of a list: values from the address, checked against what is in use."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import Promise

MAX_TEXT = 200  # characters


@dataclass
class Filter:
    """One filter, such as the topic of a list of news.

    `choices` are pairs of the value in the address and its label; `given` is what the address says. `lookup` narrows
    a queryset by the value: the name of a field lookup, or a function of the queryset and the value. Feeds, calendars
    and exports follow the filters that are `lasting`: nobody subscribes to a month.
    """

    name: str
    label: "str | Promise"
    choices: "Sequence[tuple[str, str | Promise]]"
    lookup: str | Callable[[QuerySet, str], QuerySet]
    lasting: bool = True
    given: str = ""

    is_text = False

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

    def narrow(self, queryset: QuerySet) -> QuerySet:
        if not self.value:
            return queryset
        if callable(self.lookup):
            return self.lookup(queryset, self.value)
        return queryset.filter(**{self.lookup: self.value})


class TextFilter(Filter):
    """A filter without choices: visitors type what they look for."""

    is_text = True

    def __init__(self, name: str, label: str, lookup: Callable[[QuerySet, str], QuerySet]):
        super().__init__(name, label, [], lookup)

    @property
    def value(self) -> str:
        return " ".join(self.given.split())[:MAX_TEXT]

    @property
    def value_label(self) -> str:
        return self.value

    @property
    def is_unknown(self) -> bool:
        return False


class Filters:
    """The filters of a list, in the order in which its form shows them. `parameters` are those of the address."""

    def __init__(self, parameters: Mapping[str, str], *filters: Filter):
        self.parameters = parameters
        self.filters = filters
        for entry in filters:
            entry.given = parameters.get(entry.name, "")

    def __iter__(self):
        return iter(self.filters)

    def narrow(self, queryset: QuerySet) -> QuerySet:
        """Return the part of `queryset` that fits all that was chosen."""
        for entry in self.filters:
            queryset = entry.narrow(queryset)
        return queryset

    @property
    def lasting(self) -> "Filters":
        return Filters(self.parameters, *(entry for entry in self.filters if entry.lasting))

    @property
    def chosen(self) -> dict[str, str]:
        """The valid values by the name of their filter; empty strings where nothing is chosen."""
        return {entry.name: entry.value for entry in self.filters}

    @property
    def active(self) -> list[Filter]:
        return [entry for entry in self.filters if entry.value]

    @property
    def labels(self) -> list[str]:
        """What was chosen, in words."""
        return [str(entry.value_label) for entry in self.active]

    @property
    def query(self) -> str:
        """What was chosen, as the end of an address: „?art=presse&jahr=2019“."""
        return f"?{urlencode({entry.name: entry.value for entry in self.active})}" if self.active else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether the address asks for a part of the list; a part has no place in search engines."""
        return any(entry.value or entry.is_unknown for entry in self.filters)

    @property
    def unknown(self) -> list[Filter]:
        return [entry for entry in self.filters if entry.is_unknown]


class FilteredListMixin:
    """A page that lists other pages, as far as the filters in its address choose them."""

    per_page = 25
    filters_class: type[Filters]
    """Made of the parameters of the address and of `listed`."""

    @property
    def listed(self) -> QuerySet:
        """All pages of the list that visitors may see."""
        raise NotImplementedError

    def get_filters(self, request) -> Filters:
        return self.filters_class(request.GET, self.listed)

    def get_lasting_filters(self, request) -> Filters:
        """What a feed, calendar or export follows. Raises Http404 where a list says that a filter was not applied:
        better than a file that suddenly holds everything.
        """
        filters = self.get_filters(request).lasting
        if filters.unknown:
            raise Http404
        return filters

    def get_page_of_list(self, request, pages: QuerySet) -> Page:
        return Paginator(pages, self.per_page).get_page(request.GET.get("seite"))
