"""A month: of an archive, or as a table of its days with what is on them."""

import datetime
from calendar import Calendar
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

MONDAY = 0
FORMAT = "%Y-%m"


@dataclass(frozen=True)
class Day:
    date: datetime.date
    entries: list
    in_month: bool
    is_today: bool


@dataclass(frozen=True)
class Month:
    """`first` is its first day."""

    first: datetime.date

    @classmethod
    def of(cls, day: datetime.date) -> "Month":
        return cls(day.replace(day=1))

    @classmethod
    def parse(cls, given: str) -> "Month | None":
        """The month of a parameter such as `2026-03`; None if there is no such month."""
        try:
            first = datetime.datetime.strptime(given, FORMAT).date()  # noqa: DTZ007 a date, not a moment
        except ValueError:
            return None
        return cls(first) if 1970 < first.year < 9999 else None

    @property
    def number(self) -> int:
        return self.first.month

    @property
    def name(self) -> str:
        return date_format(self.first, "F")

    @property
    def end(self) -> datetime.date:
        """The first day of the month after it."""
        return (self.first + datetime.timedelta(days=31)).replace(day=1)

    @property
    def previous(self) -> str:
        return f"{self.first - datetime.timedelta(days=1):{FORMAT}}"

    @property
    def next(self) -> str:
        return f"{self.end:{FORMAT}}"

    def weeks(self, entries_on: Callable[[datetime.date], list]) -> list[list[Day]]:
        """Its weeks from Monday on, each of its days with what `entries_on` returns; other days are empty."""
        today = timezone.localdate()
        return [
            [Day(day, entries_on(day) if day in self else [], day in self, day == today) for day in week]
            for week in Calendar(MONDAY).monthdatescalendar(self.first.year, self.first.month)
        ]

    def __contains__(self, day: datetime.date) -> bool:
        return self.first <= day < self.end


def midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
