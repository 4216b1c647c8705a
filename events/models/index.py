from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case, Q, When
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from ikpe_site.core.filters import Filter, Filters
from ikpe_site.core.models import BasePage, InstituteSettings
from ikpe_site.core.querysets import visible_to_visitors
from ikpe_site.editing.panels import INDEX_FORM
from topics.models import Region

from .. import calendar
from ..months import Month
from ..querysets import is_upcoming
from .events import EventPage


class EventIndexPage(RoutablePageMixin, BasePage):
    per_page = 25
    upcoming_per_page = 50
    schema_page_type = "CollectionPage"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage", "events.EventSeriesPage"]
    page_description = _("Upcoming events by month, and past ones by year.")
    edit_handler = INDEX_FORM

    # The filter in the address, and what it narrows the events by. All but the year hold for the calendar as well.
    lookups = {"thema": "topics__slug", "region": "regions__slug", "reihe": "series__slug", "art": "participation"}

    class Meta:
        verbose_name = _("list of events")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        events = EventPage.objects.child_of(self).visible()
        filters = self.filters(request, events)
        events = self.narrow(events, filters).for_listing()
        year, past = filters.chosen["jahr"], events.past()
        if year:
            past = past.filter(start__year=year)
        upcoming = events.none() if year else events.upcoming()
        context["filters"] = filters
        context["upcoming"] = Paginator(upcoming, self.upcoming_per_page).get_page(request.GET.get("kommende"))
        context["past"] = context["paging"] = Paginator(past, self.per_page).get_page(request.GET.get("seite"))
        context["month"] = self.month(request, context["upcoming"]).fill(events)
        context["total"] = context["upcoming"].paginator.count + context["past"].paginator.count
        chosen = [entry for entry in filters.active if entry.name in self.lookups]
        query = urlencode({entry.name: entry.value for entry in chosen})
        context["feed"] = calendar.Feed.of(self, request, query, [entry.value_label for entry in chosen])
        return context

    def filters(self, request, events) -> Filters:
        """Only what is in use is offered. Topics and series come in one query, kinds with years in another."""
        is_over = Case(When(is_upcoming(), then=False), default=True)
        rows = events.annotate(is_over=is_over).order_by().values_list("participation", "start__year", "is_over")
        in_use = set(rows.distinct())
        kinds = {kind for kind, _year, _is_over in in_use}
        years = {year for _kind, year, is_over in in_use if is_over}
        shown = events.order_by().values("pk")
        topic_ids = EventPage.topics.through.objects.filter(eventpage__in=shown).values("topicpage")
        named = Q(pk__in=topic_ids) | Q(pk__in=events.order_by().exclude(series=None).values("series"))
        pages = Page.objects.filter(visible_to_visitors(), named).order_by("path")
        rows = list(pages.values_list("slug", "title", "content_type__model"))
        series = [(slug, title) for slug, title, model in rows if model == "eventseriespage"]
        topics = [(slug, title) for slug, title, model in rows if model != "eventseriespage"]
        regions = Region.objects.filter(
            pk__in=EventPage.regions.through.objects.filter(eventpage__in=shown).values("region")
        )
        return Filters(
            request,
            Filter("thema", _("Topic"), topics),
            Filter("region", _("Region"), list(regions.values_list("slug", "name"))),
            Filter("reihe", _("Series"), series),
            Filter("art", _("Kind"), [choice for choice in EventPage.Participation.choices if choice[0] in kinds]),
            Filter("jahr", _("Year"), [(str(year),) * 2 for year in sorted(years, reverse=True)]),
        )

    def narrow(self, events, filters: Filters):
        for name, lookup in self.lookups.items():
            if value := filters.chosen[name]:
                events = events.filter(**{lookup: value})
        return events

    def month(self, request, upcoming) -> Month:
        """The month that the address names, or that of the next event."""
        given = Month.parse(request.GET.get("monat", ""))
        first = upcoming[0].month if upcoming else timezone.localdate().replace(day=1)
        return given or Month(first)

    @path("kalender.ics/", name="calendar")
    def calendar_route(self, request) -> HttpResponse:
        """All events, or those that the filters in the address choose, to subscribe to."""
        events = EventPage.objects.child_of(self).visible()
        filters = self.filters(request, events)
        if any(entry.is_unknown for entry in filters if entry.name in self.lookups):
            raise Http404  # better than a calendar that suddenly holds all events
        labels = [entry.value_label for entry in filters if entry.name in self.lookups and entry.value]
        institute = InstituteSettings.for_request(request)
        name = " · ".join([f"{institute.short_name} {self.title}".strip(), *map(str, labels)])
        return calendar.response(
            request, self.narrow(events, filters), list_url=self.get_url(request), name=name, file_name="kalender"
        )
