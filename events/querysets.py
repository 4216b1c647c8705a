from django.db.models import Case, F, Q, When
from django.utils import timezone

from ikpe_site.core.querysets import BasePageQuerySet


def is_upcoming() -> Q:
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Q(end__gte=today) | Q(end=None, start__gte=today)


class EventQuerySet(BasePageQuerySet):
    """An event counts as upcoming until the day on which it ends is over."""

    def for_listing(self):
        return self.defer_streamfields()

    def upcoming(self):
        return self.filter(is_upcoming()).order_by("start", "pk")

    def upcoming_first(self):
        """What is next before what comes later, then the past, the latest first."""
        to_come = Case(When(is_upcoming(), then=F("start")))
        return self.order_by(to_come.asc(nulls_last=True), "-start", "-pk")

    def past(self):
        return self.exclude(is_upcoming()).order_by("-start", "-pk")

    def for_detail(self):
        return super().for_detail().select_related("contact_person")
