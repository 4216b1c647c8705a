import datetime

from django.db.models import Case, Count, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from ikpe_site.core.querysets import BasePageQuerySet
from topics.models import TopicPage

CALENDARS_LOOK_BACK = datetime.timedelta(days=2 * 365)


def start_of_today() -> datetime.datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def ends_after(moment: datetime.datetime) -> Q:
    return Q(end__gte=moment) | Q(end=None, start__gte=moment)


def is_upcoming() -> Q:
    return ends_after(start_of_today())


class EventQuerySet(BasePageQuerySet):
    """An event counts as upcoming until the day on which it ends is over."""

    def for_listing(self):
        return self.defer_streamfields().with_places_taken()

    def for_feed(self):
        return super().for_feed().with_places_taken()

    def for_detail(self):
        return super().for_detail().select_related("contact_person", "programme").with_places_taken()

    def for_calendar(self):
        """With all that a calendar says of an event, `visible_topics` (those that visitors may see), by date."""
        topics = TopicPage.objects.visible().for_links().order_by("path")
        return (
            self.defer_streamfields()
            .with_places_taken()
            .prefetch_related(Prefetch("topics", topics, to_attr="visible_topics"))
            .order_by("start", "pk")
        )

    def for_subscription(self):
        """What a calendar that people subscribe to holds: what is to come, and what was in the last two years."""
        return self.filter(ends_after(start_of_today() - CALENDARS_LOOK_BACK))

    def with_places_taken(self):
        """With `taken`, the number of confirmed registrations."""
        registrations = self.model.registrations.rel.related_model.objects
        confirmed = registrations.confirmed().filter(event=OuterRef("pk")).order_by()
        count = confirmed.values("event").annotate(count=Count("pk")).values("count")
        return self.annotate(taken=Coalesce(Subquery(count), 0))

    def upcoming(self):
        return self.filter(is_upcoming()).order_by("start", "pk")

    def upcoming_first(self):
        """What is next before what comes later, then the past, the latest first."""
        to_come = Case(When(is_upcoming(), then=F("start")))
        return self.order_by(to_come.asc(nulls_last=True), F("start").desc(nulls_last=True), "-pk")

    def taking_place(self):
        """Those that are neither cancelled nor postponed without a new date."""
        status = self.model.Status
        return self.exclude(status=status.CANCELLED).exclude(status=status.POSTPONED, earlier_start=None)

    def with_untold_news(self):
        """Those of which the participants do not know yet that something has changed."""
        return self.exclude(last_told={})

    def past(self):
        return self.exclude(is_upcoming()).exclude(start=None).order_by("-start", "-pk")

    def between(self, start, end):
        """Those that take place at any time from `start` up to, not including, `end` (aware datetimes)."""
        return self.filter(ends_after(start), start__lt=end).order_by("start", "pk")


class SeriesQuerySet(BasePageQuerySet):
    def by_title(self):
        return self.order_by("title", "pk")
