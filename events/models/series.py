from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager

from ikpe_site.core.models import BasePage

from .. import structured_data
from ..ical.serving import CalendarSubscription, calendar_response
from ..querysets import SeriesQuerySet
from .events import EventPage


class EventSeriesPage(RoutablePageMixin, BasePage):
    """Events that belong together, such as „Werkstattgespräch“. Each date is an event of its own.

    So each may differ, move or be cancelled without touching the others, and every calendar understands it.
    """

    motif = "meeting"
    past_shown = 20

    objects = PageManager.from_queryset(SeriesQuerySet)()

    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []
    page_description = _("Events that belong together, with a page and a calendar of their own.")

    class Meta:
        verbose_name = _("series of events")
        verbose_name_plural = _("series of events")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        # The preview of a new series has no dates yet.
        events = EventPage.objects.filter(series__isnull=False, series=self.pk).visible().for_listing()
        context["upcoming"] = events.upcoming()
        context["past"] = events.past()[: self.past_shown]
        context["calendar"] = CalendarSubscription.to(self, request)
        return context

    def schema_nodes(self, graph) -> list[dict]:
        return [structured_data.series(self, graph)]

    @path("kalender.ics/", name="calendar")
    def calendar_route(self, request) -> HttpResponse:
        """The dates of the series, to subscribe to."""
        events = EventPage.objects.filter(series=self.pk).visible().for_subscription()
        list_url = self.get_url(request).removesuffix(f"{self.slug}/")
        return calendar_response(request, events, list_url=list_url, name=self.title, file_name=self.slug)
