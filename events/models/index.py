from collections.abc import Callable

from django.db import models
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from ikpe_site.core.filters import FilteredListMixin
from ikpe_site.core.models import BasePage, InstituteSettings
from ikpe_site.core.months import Month, midnight
from ikpe_site.editing.panels import INDEX_FORM

from ..filters import CalendarFilters, EventFilters
from ..ical.serving import CalendarSubscription, calendar_response
from .events import EventPage


class EventIndexPage(FilteredListMixin, RoutablePageMixin, BasePage):
    """The upcoming events as a list, a month as a table, and the archive: three views of the same page."""

    class View(models.TextChoices):
        LIST = "liste", _("List")
        MONTH = "monat", _("Month")
        ARCHIVE = "archiv", _("Archive")

    motif = "calendar"
    filters_class = EventFilters
    schema_page_type = "CollectionPage"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage", "events.EventSeriesPage"]
    page_description = _("Upcoming events by month, and past ones by year.")
    edit_handler = INDEX_FORM

    class Meta:
        verbose_name = _("list of events")

    @property
    def listed(self):
        return EventPage.objects.child_of(self).visible()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        view, filters = self.get_view(request), self.get_filters(request)
        lasting = filters.lasting
        if view != self.View.ARCHIVE:
            filters = lasting
        context["filters"] = filters
        context["view"] = view
        further = lasting.query.replace("?", "&")
        context["views"] = [
            (value, label, f"{request.path}?ansicht={value}{further}") for value, label in self.View.choices
        ]
        context["unknown_view"] = given if (given := request.GET.get("ansicht", "")) not in ("", *self.View) else ""
        events = filters.narrow(self.listed).for_listing()
        if view == self.View.MONTH:
            context |= self.get_month_context(request, events)
            context["noindex"] = True  # there is a month after each
        else:
            chosen = events.past() if view == self.View.ARCHIVE else events.upcoming()
            context["events"] = context["paging"] = self.get_page_of_list(request, chosen)
            context["total"] = context["events"].paginator.count
            context["canonical_query"] = {"ansicht": view} if view == self.View.ARCHIVE else {}
        context["calendar"] = CalendarSubscription.to(self, request, lasting.query, lasting.labels)
        return context

    def get_view(self, request) -> str:
        """The view that the URL names. Only the archive has years, and only the month has months."""
        if request.GET.get("jahr"):
            return self.View.ARCHIVE
        named = request.GET.get("ansicht") or (self.View.MONTH if request.GET.get("monat") else self.View.LIST)
        return named if named in self.View else self.View.LIST

    def get_month_context(self, request, events) -> dict:
        """The month that the URL names, or that of the next event."""
        month = Month.parse(request.GET.get("monat", ""))
        if month is None:
            following = events.upcoming().first()
            month = Month(following.month) if following else Month.of(timezone.localdate())
        in_month = list(events.between(midnight(month.first), midnight(month.end)))
        return {"month": month, "weeks": month.weeks(self.events_on_days(in_month)), "total": len(in_month)}

    def events_on_days(self, events: list[EventPage]) -> Callable:
        """A function that returns those of `events` that take place on a day."""
        spans = [(event.first_day, event.last_day, event) for event in events]
        return lambda day: [event for first, last, event in spans if first <= day <= last]

    @path("kalender.ics/", name="calendar")
    def calendar_route(self, request) -> HttpResponse:
        """All events, or those that the filters in the address choose, to subscribe to."""
        filters = CalendarFilters(request.GET, self.listed)
        if filters.unknown:
            raise Http404
        institute = InstituteSettings.for_request(request)
        name = " · ".join([f"{institute.short_name} {self.title}".strip(), *filters.labels])
        events = filters.narrow(self.listed).for_subscription()
        return calendar_response(request, events, list_url=self.get_url(request), name=name, file_name="kalender")
