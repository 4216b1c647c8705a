"""One search: what is found, how much of it there is of each kind and year, and what is shown."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ikpe_site.core.filters import Filter, Filters
from topics.models import TopicPage

from .excerpts import excerpt
from .models import ResultKind, SearchEntry
from .query import Prominent, SearchQuery

PER_PAGE = 10
BY_DATE = "datum"
SUGGESTED = 6


class Ranked:
    """Entries in several querysets, the better ones first, as one list. Only what is shown is fetched as a whole."""

    def __init__(self, *tiers: Any) -> None:
        self.tiers = tiers

    def __getitem__(self, wanted: slice) -> list[SearchEntry]:
        start, stop = wanted.start, wanted.stop
        pks = []
        for tier in self.tiers:
            pks_of_tier = list(tier.values_list("pk", flat=True)[start:stop])
            pks += pks_of_tier
            if len(pks_of_tier) == stop - start:
                break
            passed = start + len(pks_of_tier) if pks_of_tier or not start else tier.count()
            start, stop = max(0, start - passed), stop - passed
        entries = SearchEntry.objects.for_results().in_bulk(pks)
        return [entries[pk] for pk in pks if pk in entries]  # one may be written anew just now


class CountedPaginator(Paginator[Any]):
    """For a list whose length is known already."""

    def __init__(self, object_list: Any, per_page: int, count: int) -> None:
        super().__init__(object_list, per_page)
        self.count = count


@dataclass
class Choice:
    """One value of a filter, where it is chosen, and the number of results behind it, if it is known."""

    value: str
    label: str
    url: str
    count: int | None = None


@dataclass
class Facet:
    """A filter with its choices; `without` is the address where nothing is chosen."""

    filter: Filter
    choices: list[Choice]
    without: str


class Search:
    """What a question finds: `q`, the filters `art`, `jahr` and `thema`, `sortierung` and `seite` of a request."""

    def __init__(self, parameters: QueryDict, before: "Search | None" = None) -> None:
        """A search `before` this one has asked already what visitors may see."""
        self.parameters = parameters
        self.query = SearchQuery(parameters.get("q", ""))
        self.by_date = parameters.get("sortierung") == BY_DATE
        self.topics: dict[str, TopicPage] = before.topics if before else topics_by_slug()
        topic = self.topics.get(parameters.get("thema", ""))
        self.visible: QuerySet[Any] = before.visible if before else SearchEntry.objects.visible()
        self.matching = self.query.all_words
        self.matches = self.visible.filter(self.matching())
        self.counts = self.count(self.matches, topic)
        # Whether there is anything for the words, be it with another topic.
        self.has_hits = bool(self.counts or (topic and self.count(self.matches)))
        # Nothing has all the words: then what has some of them, and the page says so.
        self.is_loose = len(self.query.words) > 1 and not self.has_hits
        if self.is_loose:
            self.matching = self.query.any_word
            self.matches = self.visible.filter(self.matching())
            self.counts = self.count(self.matches, topic)
            self.has_hits = bool(self.counts or (topic and self.count(self.matches)))
        kinds = {kind for kind, _year in self.counts}
        years = sorted({year for _kind, year in self.counts if year}, reverse=True)
        topics = [(slug, topic.title) for slug, topic in self.topics.items()]
        self.filters = Filters(
            parameters,
            Filter("art", _("Kind"), [choice for choice in ResultKind.choices if choice[0] in kinds], "kind"),
            Filter("thema", _("Topic"), topics, self.about),
            Filter("jahr", _("Year"), [(str(year),) * 2 for year in years], "year"),
        )

    def with_query(self, text: str) -> "Search":
        """The same search for something else."""
        parameters = self.parameters.copy()
        parameters["q"] = text
        return Search(parameters, self)

    def about(self, entries: QuerySet[Any], slug: str) -> QuerySet[Any]:
        return entries.filter(topics=self.topics[slug])

    @staticmethod
    def count(entries: QuerySet[Any], topic: Any = None) -> Counter[tuple[str, int | None]]:
        """How many entries there are of each kind and year."""
        if topic:
            entries = entries.filter(topics=topic)
        cells = entries.order_by().values_list("kind", "year").annotate(Count("pk"))
        return Counter({(kind, year): count for kind, year, count in cells})

    def counted(self, kind: str = "", year: str = "") -> int:
        return sum(n for (k, y), n in self.counts.items() if kind in ("", k) and year in ("", str(y)))

    @cached_property
    def total(self) -> int:
        return self.counted(self.filters.chosen["art"], self.filters.chosen["jahr"])

    @cached_property
    def facets(self) -> list[Facet]:
        """Each filter with its choices. Kinds and years are counted under what the others have chosen.

        Topics are not: to count them takes as long as all the rest.
        """
        chosen = self.filters.chosen
        counts = {
            "art": lambda value: self.counted(value, chosen["jahr"]),
            "jahr": lambda value: self.counted(chosen["art"], value),
            "thema": lambda value: None,
        }
        facets = []
        for entry in self.filters:
            choices = [
                Choice(value, label, self.address(entry.name, value), counts[entry.name](value))
                for value, label in entry.choices
            ]
            shown = [choice for choice in choices if choice.count != 0 or choice.value == entry.value]
            facets.append(Facet(entry, shown, self.address(entry.name)))
        return [facet for facet in facets if facet.choices]

    def address(self, name: str, value: str = "") -> str:
        """The address of this search with another value of a filter, from its first page on."""
        parameters = self.parameters.copy()
        parameters.pop("seite", None)
        parameters.pop(name, None)
        if value:
            parameters[name] = value
        return f"?{parameters.urlencode()}"

    @property
    def scored(self) -> list[Prominent]:
        """How many words may be prominent: nothing has all of them in a loose search, and one word is all or none."""
        if self.is_loose:
            return [Prominent.SOME]
        return [Prominent.ALL, Prominent.SOME] if len(self.query.words) > 1 else [Prominent.ALL]

    @cached_property
    def results(self) -> PageOfList[Any]:
        """The entries of the page that is asked for, each with its `excerpt`."""
        newest: list[Any] = [F("date").desc(nulls_last=True), "pk"]
        if self.by_date:
            ranked = Ranked(self.filters.narrow(self.matches).order_by(*newest))
        else:
            entries, by_score = self.filters.narrow(self.visible), [self.query.score().desc(), *newest]
            ranked = Ranked(
                *(entries.filter(self.matching(prominent)).order_by(*by_score) for prominent in self.scored),
                entries.filter(self.matching(Prominent.NONE)).order_by("-weight", *newest),
            )
        page = CountedPaginator(ranked, PER_PAGE, self.total).get_page(self.parameters.get("seite"))
        for entry in page:
            entry.excerpt = excerpt(entry.text, self.query)
        return page


def topics_by_slug() -> dict[str, TopicPage]:
    return {topic.slug: topic for topic in TopicPage.objects.visible().in_tree_order().for_links()}


def suggestions(text: str) -> list[str]:
    """The titles that have all words of `text`, of which each may be unfinished."""
    query = SearchQuery(text)
    if max((len(word.whole) for word in query.words), default=0) < 2:
        return []
    entries = SearchEntry.objects.visible().filter(query.all_words(Prominent.ALL), query.in_title())
    titles = entries.order_by(query.score().desc(), "title").values_list("title", flat=True)
    return list(dict.fromkeys(titles[: 2 * SUGGESTED]))[:SUGGESTED]
