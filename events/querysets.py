from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page

from ikpe_site.core.querysets import BasePageQuerySet, visible_to_visitors


def is_upcoming() -> Q:
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Q(end__gte=today) | Q(end=None, start__gte=today)


class EventQuerySet(BasePageQuerySet):
    """An event counts as upcoming until the day on which it ends is over."""

    def for_listing(self):
        return self.defer_streamfields().with_places_taken()

    def for_feed(self):
        return super().for_feed().with_places_taken()

    def for_detail(self):
        return super().for_detail().select_related("contact_person", "programme").with_places_taken()

    def for_calendar(self):
        """The events as rows for a calendar (CalendarEvent), the next first, in two queries.

        Two thousand pages take a second to build, and a calendar needs a third of their fields.
        """
        from .rows import CalendarEvent

        rows = list(self.with_places_taken().order_by("start", "pk").values(*CalendarEvent.columns))
        topics = {}
        shown = self.model.topics.through.objects.filter(eventpage__in=self.order_by().values("pk"))
        of_event = shown.filter(topicpage__in=Page.objects.filter(visible_to_visitors()).values("pk"))
        for event_id, title in of_event.order_by("pk").values_list("eventpage_id", "topicpage__title"):
            topics.setdefault(event_id, []).append(title)
        return [CalendarEvent(row, topics.get(row["pk"], [])) for row in rows]

    def with_places_taken(self):
        """With `taken`, the number of confirmed registrations."""
        from .models import Registration

        confirmed = Registration.objects.confirmed().filter(event=OuterRef("pk")).order_by()
        count = confirmed.values("event").annotate(count=Count("pk")).values("count")
        return self.annotate(taken=Coalesce(Subquery(count), 0))

    def upcoming(self):
        return self.filter(is_upcoming()).order_by("start", "pk")

    def upcoming_first(self):
        """What is next before what comes later, then the past, the latest first."""
        to_come = Case(When(is_upcoming(), then=F("start")))
        return self.order_by(to_come.asc(nulls_last=True), F("start").desc(nulls_last=True), "-pk")

    def past(self):
        return self.exclude(is_upcoming()).exclude(start=None).order_by("-start", "-pk")

    def between(self, start, end):
        """Those that take place at any time from `start` up to, not including, `end` (aware datetimes)."""
        return self.filter(Q(end__gte=start) | Q(end=None, start__gte=start), start__lt=end).order_by("start", "pk")


class SeriesQuerySet(BasePageQuerySet):
    def by_title(self):
        return self.order_by("title", "pk")


class RegistrationQuerySet(QuerySet):
    def confirmed(self):
        """Those that have a place."""
        return self.filter(status=self.model.Status.CONFIRMED)

    def waiting(self):
        """Those on the waiting list, in the order in which they move up."""
        return self.filter(status=self.model.Status.WAITING).order_by("position")

    def active(self):
        return self.exclude(status=self.model.Status.CANCELLED)
