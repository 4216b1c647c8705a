"""The days of a month with what takes place on them, for the table of the list of events."""

import datetime
from calendar import Calendar
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import timezone

MONDAY = 0
FORMAT = "%Y-%m"


@dataclass
class Day:
    date: datetime.date
    events: list = field(default_factory=list)
    in_month: bool = True
    is_today: bool = False


@dataclass
class Month:
    """`weeks` are lists of seven days from Monday on; days of the neighbours are there, without events."""

    first: datetime.date
    weeks: list[list[Day]] = field(default_factory=list)

    @classmethod
    def parse(cls, given: str) -> "Month | None":
        """The month of an address such as `2026-03`; None if there is no such month."""
        try:
            first = datetime.datetime.strptime(given, FORMAT).date()  # noqa: DTZ007 a date, not a moment
        except ValueError:
            return None
        return cls(first) if 1970 < first.year < 9999 else None

    @property
    def key(self) -> str:
        return f"{self.first:{FORMAT}}"

    @property
    def previous(self) -> str:
        return f"{self.first - datetime.timedelta(days=1):{FORMAT}}"

    @property
    def next(self) -> str:
        return f"{self.end:{FORMAT}}"

    @property
    def end(self) -> datetime.date:
        """The first day of the month after it."""
        return (self.first + datetime.timedelta(days=31)).replace(day=1)

    def fill(self, events) -> "Month":
        """Put the events of a queryset on each of their days; ask for those of this month only."""
        found = events.between(midnight(self.first), midnight(self.end))
        spans = [(event.first_day, event.last_day, event) for event in found]
        return self.arrange(lambda day: [event for first, last, event in spans if first <= day <= last])

    def arrange(self, entries_on: Callable[[datetime.date], list]) -> "Month":
        """Make the weeks, each day of the month with what `entries_on` returns for it."""
        today = timezone.localdate()
        self.weeks = [
            [Day(day, entries_on(day) if self.holds(day) else [], self.holds(day), day == today) for day in week]
            for week in Calendar(MONDAY).monthdatescalendar(self.first.year, self.first.month)
        ]
        return self

    def holds(self, day: datetime.date) -> bool:
        return (day.year, day.month) == (self.first.year, self.first.month)


def midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
