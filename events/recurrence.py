"""Dates by rule, as in „every second Tuesday“: each becomes an event of its own."""

import datetime

from dateutil.rrule import MONTHLY, WEEKLY, rrule
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ikpe_site.editing.slugs import available_slug
from ikpe_site.text.slugs import german_slug

from .models import EventPage

LIMIT = 60  # dates at once


class Rule(models.TextChoices):
    """How often. Monthly ones keep the weekday and its place in the month: the second Tuesday stays the second."""

    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every second week")
    MONTHLY = "monthly", _("every month, on the same weekday")
    QUARTERLY = "quarterly", _("every three months, on the same weekday")


def dates(rule: str, first: datetime.date, until: datetime.date) -> list[datetime.date]:
    """The dates from `first` to `until`, both included, at most LIMIT.

    A fifth weekday of a month, which not every month has, counts as the last one.
    """
    if rule in (Rule.WEEKLY, Rule.FORTNIGHTLY):
        steps = {"freq": WEEKLY, "interval": 1 if rule == Rule.WEEKLY else 2}
    else:
        place = (first.day - 1) // 7 + 1
        steps = {
            "freq": MONTHLY,
            "interval": 1 if rule == Rule.MONTHLY else 3,
            "byweekday": first.weekday(),
            "bysetpos": place if place < 5 else -1,
        }
    moments = rrule(dtstart=midnight(first), until=midnight(until), count=None, **steps)
    return [moment.date() for moment, _number in zip(moments, range(LIMIT), strict=False)]


def midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time())


def add_dates(series, days, starts_at: datetime.time, ends_at: datetime.time | None, user=None) -> list[EventPage]:
    """Add an event to `series` for each of `days`, as a draft; a day that has one already is passed over.

    What the latest event of the series says, place and organiser for example, holds for the new ones.
    """
    taken = {event.first_day for event in series.events.all()}
    model = series.events.exclude(start=None).order_by("start").last()
    made = []
    for day in days:
        if day in taken:
            continue
        event = copied(model, series) if model else EventPage(title=series.title, teaser=series.teaser)
        event.series, event.live = series, False
        event.start = timezone.make_aware(datetime.datetime.combine(day, starts_at))
        event.end = timezone.make_aware(datetime.datetime.combine(day, ends_at)) if ends_at else None
        parent = series.get_parent()
        event.slug = available_slug(german_slug(f"{series.title} {day.isoformat()}"), parent, event)
        parent.add_child(instance=event)
        event.save_revision(user=user, log_action=True)
        made.append(event)
    return made


KEPT = (
    *("title", "teaser", "image", "place", "room", "address", "accessibility", "latitude", "longitude", "is_online"),
    *("joining_url", "participation", "organiser", "partners", "contact_person", "target_group", "costs"),
    *("programme", "registration", "takes_registrations", "places", "has_waiting_list", "asks_diet"),
    *("shares_addresses", "asks_access_needs", "consent_text"),
)


def copied(model: EventPage, series) -> EventPage:
    event = EventPage(**{name: getattr(model, name) for name in KEPT})
    event.topics, event.regions = list(model.topics.all()), list(model.regions.all())
    return event
