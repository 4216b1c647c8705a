"""What visitors can narrow the list of events by."""

from django.db.models import Case, Q, When
from django.utils.translation import gettext as _
from wagtail.models import Page

from ikpe_site.core.filters import Filter, Filters
from ikpe_site.core.querysets import visible_to_visitors
from topics.models import Region

from .querysets import is_upcoming


class EventFilters(Filters):
    """Topic, region, series, kind and the years of the archive, as far as `events` use them."""

    def __init__(self, parameters, events):
        used = events.order_by()
        is_over = Case(When(is_upcoming(), then=False), default=True)
        rows = list(used.annotate(is_over=is_over).values_list("participation", "start__year", "is_over").distinct())
        kinds, years = {kind for kind, _year, _is_over in rows}, {year for _kind, year, is_over in rows if is_over}
        # One query for the pages of both kinds.
        named = Q(pk__in=used.values("topics")) | Q(pk__in=used.values("series"))
        pages = Page.objects.filter(visible_to_visitors(), named).order_by("path")
        topics, series = [], []
        for slug, title, model in pages.values_list("slug", "title", "content_type__model"):
            (series if model == "eventseriespage" else topics).append((slug, title))
        regions = Region.objects.filter(pk__in=used.values("regions"))
        kinds = [choice for choice in events.model.Participation.choices if choice[0] in kinds]
        years = [(str(year),) * 2 for year in sorted(years, reverse=True)]
        super().__init__(
            parameters,
            Filter("thema", _("Topic"), topics, "topics__slug"),
            Filter("region", _("Region"), list(regions.values_list("slug", "name")), "regions__slug"),
            Filter("reihe", _("Series"), series, "series__slug"),
            Filter("art", _("Kind"), kinds, "participation"),
            Filter("jahr", _("Year"), years, "start__year", lasting=False),
        )
