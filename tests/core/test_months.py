"""A month and its days."""

import datetime

import pytest

from ikpe_site.core.months import Month, midnight
from tests.helpers import berlin


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("given", "expected"), [("2026-03", "2026-03-01"), ("1971-01", "1971-01-01"), ("9998-12", "9998-12-01")]
)
def test_a_month_is_named_by_year_and_number(given, expected):
    assert Month.parse(given) == Month(day(expected)) == Month.of(day(expected).replace(day=28))


@pytest.mark.parametrize("given", ["", "abc", "2026-13", "0000-01", "99999-01", "2026", "<b>", "9999-12", "1970-01"])
def test_there_is_no_such_month(given):
    assert Month.parse(given) is None


@pytest.mark.parametrize(
    ("given", "previous", "following", "end"),
    [
        ("2026-03", "2026-02", "2026-04", "2026-04-01"),
        ("2026-02", "2026-01", "2026-03", "2026-03-01"),
        ("2026-12", "2026-11", "2027-01", "2027-01-01"),
        ("2026-01", "2025-12", "2026-02", "2026-02-01"),
    ],
)
def test_its_neighbours(given, previous, following, end):
    month = Month.parse(given)
    assert (month.previous, month.next, month.end) == (previous, following, day(end))


def test_its_number_and_its_name_in_german():
    month = Month.parse("2026-03")
    assert (month.number, month.name) == (3, "März")


def test_its_weeks_begin_on_monday_and_days_of_its_neighbours_are_empty(freeze):
    freeze(berlin(2026, 3, 10, 12))
    weeks = Month.parse("2026-03").weeks(lambda date: [date.day])
    days = [entry for week in weeks for entry in week]
    assert [len(week) for week in weeks] == [7] * 6
    assert (days[0].date, days[-1].date) == (day("2026-02-23"), day("2026-04-05"))
    assert [entry.entries for entry in days] == [[]] * 6 + [[number] for number in range(1, 32)] + [[]] * 5
    assert [entry.in_month for entry in days] == [bool(entry.entries) for entry in days]
    assert [entry.date for entry in days if entry.is_today] == [day("2026-03-10")]


def test_midnight_is_that_of_erfurt():
    assert midnight(day("2026-03-30")) == berlin(2026, 3, 30)
