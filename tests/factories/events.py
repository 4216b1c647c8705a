"""Events, and who registers for them."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from events.models import EventIndexPage, EventPage, EventSeriesPage, Registration

from .pages import BasePageFactory, IndexPageFactory


def days_from_now(days: int, hour: int = 10) -> datetime.datetime:
    """A time of day in Erfurt, some days before (negative) or after today."""
    day = timezone.localdate() + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


class EventIndexPageFactory(IndexPageFactory):
    class Meta:
        model = EventIndexPage

    title = "Termine"


class EventPageFactory(BasePageFactory):
    class Meta:
        model = EventPage

    title = factory.Sequence(lambda n: f"Fachtag {n}")
    start = factory.LazyFunction(lambda: days_from_now(14))
    place = "IKPE, Seminarraum"


class EventSeriesPageFactory(BasePageFactory):
    class Meta:
        model = EventSeriesPage

    title = factory.Sequence(lambda n: f"Werkstattreihe {n}")
    teaser = "Worum es in der Reihe geht."


class RegistrationFactory(DjangoModelFactory):
    """Somebody who registered for an event and has not confirmed the address yet. Give `event`."""

    class Meta:
        model = Registration

    name = factory.Sequence(lambda n: f"Petra Mustermann-{n}")
    email = factory.Sequence(lambda n: f"petra-{n}@example.org")
