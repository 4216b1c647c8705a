"""The list of events in the admin."""

import datetime
from collections.abc import Callable

from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFromToRangeFilter, MultipleChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import Column

from ikpe_site.editing.listings import ContentListing, DateColumn, NamesColumn, RelatedFilter, light
from topics.models import TopicPage

from .models import EventIndexPage, EventPage, EventSeriesPage


class TimeFilter(ChoiceFilter):
    def __init__(self):
        choices = [("upcoming", _("upcoming")), ("past", _("past"))]
        super().__init__(label=_("Time"), choices=choices, empty_label=_("All"), widget=RadioSelect)

    def filter(self, events, value):
        # As a condition: the list keeps its own order.
        if value in ("upcoming", "past"):
            return events.filter(pk__in=getattr(EventPage.objects, value)().order_by().values("pk"))
        return events


def places(event) -> str:
    """How many places are taken: „12 / 30“, „12“ without a limit, and nothing without a registration here."""
    if not event.takes_registrations:
        return ""
    return str(event.taken) if event.places is None else f"{event.taken} / {event.places}"


def day_or_moment(name: str) -> Callable[[EventPage], datetime.date | None]:
    """What returns the field `name` of an event: without a time if it lasts all day."""

    def value(event: EventPage) -> datetime.date | None:
        moment = getattr(event, name)
        return timezone.localdate(moment) if moment and event.all_day else moment

    return value


class EventListing(ContentListing):
    name = "events"
    url_prefix = "event-list"  # below „events/“ are the tools for series and imports
    model = EventPage
    index_model = EventIndexPage
    icon = "date"
    menu_label = _("Events")
    menu_order = 160
    add_label = _("New event")
    ordering = "-start"
    search_fields = ("title", "place", "organiser", "series__title")
    own_columns = (
        DateColumn(
            "start", accessor=day_or_moment("start"), label=_("Date"), sort_key="start", with_time=True, width="9%"
        ),
        Column("place", label=_("Place"), sort_key="place", width="13%"),
        Column("event_status", accessor="get_status_display", label=_("Takes place"), sort_key="status", width="8%"),
        Column("places", accessor=places, label=_("Registrations"), width="8%"),
    )
    export_columns = (
        DateColumn("end", accessor=day_or_moment("end"), label=_("End")),
        Column("series", label=_("Series")),
        Column("contact_person", label=_("Contact person")),
        NamesColumn("topics", label=_("Topics")),
    )

    def get_filters(self):
        return {
            "time": TimeFilter(),
            "start": DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget),
            "event_status": MultipleChoiceFilter(
                field_name="status", label=_("Takes place"), choices=EventPage.Status, widget=CheckboxSelectMultiple
            ),
            "participation": MultipleChoiceFilter(
                label=_("Kind"), choices=EventPage.Participation, widget=CheckboxSelectMultiple
            ),
            "series": RelatedFilter(EventSeriesPage.objects.by_title, label=_("Series")),
            "topics": RelatedFilter(TopicPage.objects.in_tree_order, label=_("Topics")),
        }

    def for_listing(self, pages):
        related = (
            light("topics", TopicPage.objects.all()),
            light("series", EventSeriesPage.objects.all()),
            light("contact_person", EventPage.contact_person.field.related_model.objects.all()),
        )
        return super().for_listing(pages).with_places_taken().prefetch_related(*related)
