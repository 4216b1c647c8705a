"""What visitors can narrow the list of events by."""

from django.db.models import Case, Q, When
from django.utils.translation import gettext as _
from wagtail.models import Page

from ikpe_site.core.filters import Filter, Filters
from ikpe_site.core.querysets import visible_to_visitors
from topics.models import Region

from .querysets import is_upcoming

SERIES = "eventseriespage"


class CalendarFilters(Filters):
    """Topic, region, series and kind, whether there are events or not: who subscribes to a calendar keeps it."""

    def __init__(self, parameters, events):
        pages = Page.objects.filter(visible_to_visitors(), content_type__model__in=("topicpage", SERIES))
        topics, series = topics_and_series(pages)
        regions = list(Region.objects.values_list("slug", "name"))
        super().__init__(parameters, *lasting_filters(topics, regions, series, events.model.Participation.choices))


class EventFilters(Filters):
    """Topic, region, series, kind and the years of the archive, as far as `events` use them."""

    def __init__(self, parameters, events):
        used = events.order_by()
        is_over = Case(When(is_upcoming(), then=False), default=True)
        rows = list(used.annotate(is_over=is_over).values_list("participation", "start__year", "is_over").distinct())
        kinds, years = {kind for kind, _year, _is_over in rows}, {year for _kind, year, is_over in rows if is_over}
        # One query for the pages of both kinds.
        named = Q(pk__in=used.values("topics")) | Q(pk__in=used.values("series"))
        topics, series = topics_and_series(Page.objects.filter(visible_to_visitors(), named))
        regions = Region.objects.filter(pk__in=used.values("regions")).values_list("slug", "name")
        kinds = [choice for choice in events.model.Participation.choices if choice[0] in kinds]
        years = [(str(year),) * 2 for year in sorted(years, reverse=True)]
        super().__init__(
            parameters,
            *lasting_filters(topics, list(regions), series, kinds),
            Filter("jahr", _("Year"), years, "start__year", lasting=False),
        )


def topics_and_series(pages) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    topics, series = [], []
    for slug, title, model in pages.order_by("path").values_list("slug", "title", "content_type__model"):
        (series if model == SERIES else topics).append((slug, title))
    return topics, series


def lasting_filters(topics, regions, series, kinds) -> list[Filter]:
    return [
        Filter("thema", _("Topic"), topics, "topics__slug"),
        Filter("region", _("Region"), regions, "regions__slug"),
        Filter("reihe", _("Series"), series, "series__slug"),
        Filter("art", _("Kind"), kinds, "participation"),
    ]
