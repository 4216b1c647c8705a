from collections.abc import Callable

from django.core.paginator import Paginator
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
    motif = "calendar"
    upcoming_per_page = 50
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
        context["filters"] = filters = self.get_filters(request)
        events = filters.narrow(self.listed).for_listing()
        upcoming = events.none() if filters.chosen["jahr"] else events.upcoming()
        context["upcoming"] = Paginator(upcoming, self.upcoming_per_page).get_page(request.GET.get("kommende"))
        context["past"] = context["paging"] = self.get_page_of_list(request, events.past())
        context["month"] = month = self.get_month(request, context["upcoming"])
        context["weeks"] = month.weeks(self.events_on_days_of(month, events))
        context["total"] = context["upcoming"].paginator.count + context["past"].paginator.count
        lasting = filters.lasting
        context["calendar"] = CalendarSubscription.to(self, request, lasting.query, lasting.labels)
        return context

    def get_month(self, request, upcoming) -> Month:
        """The month that the URL names, or that of the next event."""
        following = Month(upcoming[0].month) if upcoming else Month.of(timezone.localdate())
        return Month.parse(request.GET.get("monat", "")) or following

    def events_on_days_of(self, month: Month, events) -> Callable:
        """A function that returns the events on a day of the month; they are fetched once."""
        events = events.between(midnight(month.first), midnight(month.end))
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
