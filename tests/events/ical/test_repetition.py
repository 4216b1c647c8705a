"""Repeated events become single ones, within limits."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.ical import reading, repetition
from events.ical.reading import read
from tests import helpers

from .calendars import OTHER, REPEATED, RULE, berlin, calendar_of, with_event


def test_a_repeated_event_becomes_single_ones_with_local_times(freeze):
    freeze(helpers.berlin(2026, 3, 1, 12))
    records = read(REPEATED)
    assert [(record.fields["uid"], record.fields["start"]) for record in records] == [
        (f"reihe@example.org/2026{month:02}{day}T100000", berlin(2026, month, day, 10))
        for month, day in ((3, 10), (4, 14), (5, 12))
    ]
    assert {record.line for record in records} == {4}


def test_dates_that_are_listed_are_repeated_as_well(freeze):
    freeze(helpers.berlin(2026, 3, 1, 12))
    records = read(
        REPEATED.replace("RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2TU", "RDATE;TZID=Europe/Berlin:20260601T090000")
    )
    assert [record.fields["start"] for record in records] == [berlin(2026, 3, 10, 10), berlin(2026, 6, 1, 9)]


@pytest.mark.parametrize(("today", "number"), [((2028, 3, 8), 3), ((2028, 4, 10), 2), ((2024, 3, 12), 1)])
def test_dates_by_rule_are_followed_for_two_years_back_and_ahead(today, number, freeze):
    freeze(helpers.berlin(*today, 12))
    records = read(with_event(REPEATED, OTHER))
    assert [record.title for record in records] == [*["Arbeitskreis"] * number, "Fachtag Größe, Teil 1"]


def test_a_date_by_rule_that_was_moved_stays_the_same_event(freeze):
    freeze(helpers.berlin(2026, 3, 1, 12))
    moved = """\
BEGIN:VEVENT
UID:reihe@example.org
RECURRENCE-ID;TZID=Europe/Berlin:20260414T100000
DTSTART;TZID=Europe/Berlin:20260415T110000
SUMMARY:Arbeitskreis
END:VEVENT
"""
    starts = {record.fields["uid"]: record.fields["start"] for record in read(with_event(REPEATED, moved))}
    assert len(starts) == 3
    assert starts["reihe@example.org/20260414T100000"] == berlin(2026, 4, 15, 11)


def test_the_time_zone_of_the_calendar_holds_for_its_rules(freeze):
    freeze(helpers.berlin(2026, 3, 1, 12))
    text = REPEATED.replace(";TZID=Europe/Berlin:20260310T100000", ":20260310T090000Z")
    starts = [record.fields["start"] for record in read(text.replace("PRODID", "X-WR-TIMEZONE:Europe/Berlin\nPRODID"))]
    assert starts == [berlin(2026, 3, 10, 10), berlin(2026, 4, 14, 10), berlin(2026, 5, 12, 10)]


FINER = "The event is repeated more often than once a day."
UNREADABLE = "The rule by which the event is repeated is empty or cannot be read."
MANY = "The event has more than %(number)d dates."
TOO_SMALL = "The rule by which the event is repeated is impossible: %(property)s is too small."
LONG_LIST = ",".join(f"{20260310 + number % 20}T{number // 60 % 24:02}{number % 60:02}00" for number in range(400))


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("RRULE:FREQ=FOO", UNREADABLE),
        ("RRULE:", UNREADABLE),
        ("RRULE:COUNT=3", UNREADABLE),
        ("RRULE:W1 MO #3", UNREADABLE),
        ("RRULE:FREQ=WEEKLY;UNTIL=20271301", UNREADABLE),
        ("RRULE:FREQ=SECONDLY", FINER),
        ("RRULE:FREQ=MINUTELY;INTERVAL=1440", FINER),
        ("RRULE:FREQ=HOURLY;COUNT=2", FINER),
        ("RRULE:FREQ=DAILY;BYHOUR=8,9,10", FINER),
        ("RRULE:FREQ=YEARLY;BYMINUTE=1,2;BYSECOND=1,2", FINER),
        ("RRULE:FREQ=WEEKLY;INTERVAL=0", TOO_SMALL),
        ("RRULE:FREQ=WEEKLY;INTERVAL=-1", TOO_SMALL),
        ("RRULE:FREQ=WEEKLY\n" * 4 + "RRULE:FREQ=DAILY", MANY),
        (f"RDATE:{LONG_LIST}", MANY),
        ("RRULE;VALUE=DATE:P9D", UNREADABLE),
        ("RDATE:gestern", "%(property)s cannot be read."),
        ("RRULE:FREQ=WEEKLY\nEXRULE:FREQ=MONTHLY", "The rule by which the event is repeated cannot be followed."),
        ("RRULE:FREQ=WEEKLY\nEXDATE:nie", "%(property)s cannot be read."),
        ("RRULE:FREQ=DAILY\nDTSTART:99990101T000000Z", "%(property)s is given twice."),
        ("RRULE:FREQ=MONTHLY;BYDAY=0MO", "The rule by which the event is repeated cannot be followed."),
        ("RRULE:FREQ=DAILY;UNTIL=20260201", "None of its dates lies within two years from today."),
        ("RRULE:FREQ=WEEKLY;WKST=XX", UNREADABLE),
    ],
)
def test_an_event_with_a_rule_that_is_not_followed_is_named_and_the_others_are_read(rule, reason):
    broken, other = read(with_event(REPEATED.replace(RULE, rule), OTHER))
    name = next((name for name in ("EXDATE", "RDATE", "INTERVAL", "DTSTART") if name in rule), "")
    assert (broken.line, broken.title) == (4, "Arbeitskreis")
    assert broken.error == _(reason) % {"property": name, "number": 300}
    assert (other.line, other.error) == (11 + rule.count("\n"), "")


@pytest.mark.parametrize(
    ("rule", "number", "first", "last"),
    [
        ("FREQ=DAILY", 300, (2026, 3, 10), (2027, 1, 3)),
        ("FREQ=WEEKLY;COUNT=1000000000", 103, (2026, 3, 10), (2028, 2, 22)),
        ("FREQ=MONTHLY;UNTIL=99991231T235959Z", 24, (2026, 3, 10), (2028, 2, 10)),
        ("FREQ=YEARLY;COUNT=1;UNTIL=20300101T000000Z", 1, (2026, 3, 10), (2026, 3, 10)),
        ("freq=weekly; count=2;", 2, (2026, 3, 10), (2026, 3, 17)),
        ("RSCALE=GREGORIAN;FREQ=WEEKLY;COUNT=2;SKIP=OMIT;X-WIE=oft", 2, (2026, 3, 10), (2026, 3, 17)),
        ("FREQ=WEEKLY;UNTIL=20260317T235959", 2, (2026, 3, 10), (2026, 3, 17)),
        ("FREQ=WEEKLY;COUNT=3\nEXDATE:20260317T090000Z", 2, (2026, 3, 10), (2026, 3, 24)),
        ("FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20260317", 2, (2026, 3, 10), (2026, 3, 24)),
        ("FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=W. Europe Standard Time:20260317T100000", 2, (2026, 3, 10), (2026, 3, 24)),
    ],
)
def test_endless_rules_are_followed_up_to_a_limit(rule, number, first, last, freeze):
    freeze(helpers.berlin(2026, 3, 1, 12))
    records = read(REPEATED.replace(RULE, f"RRULE:{rule}"))
    starts = sorted(record.fields["start"][:10] for record in records)
    assert (len(records), starts[0], starts[-1]) == (number, f"{date(*first)}", f"{date(*last)}")
    assert all(bool(record.notes) == (number == 300) for record in records)


def test_of_too_many_dates_those_that_come_next_are_read(freeze):
    freeze(helpers.berlin(2027, 3, 1, 12))
    starts = sorted(record.fields["start"][:10] for record in read(REPEATED.replace(RULE, "RRULE:FREQ=DAILY")))
    assert (starts[0], starts[-1]) == ("2027-03-01", "2027-12-25")


def test_the_search_for_a_date_that_a_rule_does_not_have_ends(monkeypatch):
    monkeypatch.setattr(repetition, "SECONDS", 0.01)
    text = REPEATED.replace(RULE, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30").replace(":20260310T", ":19500310T")
    (record,) = read(text)
    assert record.error == _("It takes too long to follow the rule by which the event is repeated.")
    monkeypatch.setattr(reading, "SECONDS_IN_ALL", 0)
    (record,) = read(REPEATED)
    assert record.error == _("It takes too long to follow the rule by which the event is repeated.")


def test_a_file_of_too_many_events_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_RECORDS", 2)
    daily = REPEATED.replace(RULE, "RRULE:FREQ=DAILY;COUNT=3")
    events = "".join(OTHER.replace("eins", f"{number}") for number in range(3))
    for text in (daily, with_event(REPEATED, events), with_event(REPEATED, events * 4)):
        with pytest.raises(ValidationError) as refused:
            read(text)
        message = _("The file holds more than %(number)d events. Divide it into several files.") % {"number": 2}
        assert refused.value.messages == [message]


def test_a_date_that_differs_may_be_named_by_its_day(freeze):
    freeze(helpers.berlin(2026, 3, 1, 12))
    moved = OTHER.replace("UID:eins", "RECURRENCE-ID;VALUE=DATE:20260414\nUID:reihe")
    assert [record.fields["start"] for record in read(with_event(REPEATED, moved))] == [
        berlin(2026, 3, 10, 10),
        berlin(2026, 5, 12, 10),
        berlin(2026, 7, 1, 10),
    ]


def test_a_change_of_this_and_all_later_dates_holds_for_those(freeze):
    freeze(helpers.berlin(2026, 3, 1, 12))
    later = """\
BEGIN:VEVENT
UID:reihe@example.org
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260414T100000
DTSTART;TZID=Europe/Berlin:20260414T140000
SUMMARY:Arbeitskreis am Nachmittag
END:VEVENT
"""
    assert [(record.title, record.fields["start"]) for record in read(with_event(REPEATED, later))] == [
        ("Arbeitskreis", berlin(2026, 3, 10, 10)),
        ("Arbeitskreis am Nachmittag", berlin(2026, 4, 14, 14)),
        ("Arbeitskreis am Nachmittag", berlin(2026, 5, 12, 14)),
    ]


def test_a_date_has_the_same_uid_with_its_series_and_without_it(freeze):
    freeze(helpers.berlin(2026, 3, 1, 12))
    date = OTHER.replace("UID:eins", "RECURRENCE-ID:20260414T080000Z\nUID:reihe")
    of_series = [record.fields["uid"] for record in read(REPEATED)]
    (alone,) = read(f"BEGIN:VCALENDAR\n{date}END:VCALENDAR\n")
    assert alone.fields["uid"] == of_series[1]


def test_a_rule_without_a_uid_is_an_error_of_its_event():
    (record,) = read(calendar_of(UID=None, RRULE="FREQ=DAILY;COUNT=2"))
    assert record.error == _("The event has no UID.")
