"""Calendar files as fields of events."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.ical.reading import read
from tests import helpers


def berlin(*moment) -> str:
    """As a record says it."""
    return helpers.berlin(*moment).isoformat()


REPEATED = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Andere//Kalender//DE
BEGIN:VEVENT
UID:reihe@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20260310T100000
RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2TU
SUMMARY:Arbeitskreis
END:VEVENT
END:VCALENDAR
"""

OTHER = """\
BEGIN:VEVENT
UID:eins@example.org
DTSTART;TZID=Europe/Berlin:20260701T100000
SUMMARY:Fachtag Größe\\, Teil 1
END:VEVENT
"""
RULE = "RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2TU"
DAY = {"DTSTART": None, "DTSTART_VALUE_DATE": "20260701"}


def with_event(text: str, event: str) -> str:
    return text.replace("END:VCALENDAR", f"{event}END:VCALENDAR")


def calendar_of(**properties) -> str:
    """A file with an event of these properties; a value of None leaves one out."""
    properties = {"UID": "x", "DTSTART": "20260701T100000Z", "SUMMARY": "Fachtag"} | properties
    lines = [f"{name.replace('_', ';', 1).replace('_', '=')}:{value}" for name, value in properties.items() if value]
    return "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])


@pytest.mark.parametrize(
    ("properties", "fields"),
    [
        ({"LOCATION": " Rathaus "}, {"place": "Rathaus"}),
        ({"LOCATION": "x" * 200}, {"place": "x" * 160}),
        ({"DESCRIPTION": " Worum\\nes geht. "}, {"teaser": "Worum\nes geht."}),
        ({"DESCRIPTION": "x" * 400}, {"teaser": "x" * 300}),
        ({"SUMMARY": " Fachtag "}, {"title": "Fachtag"}),
        ({"SUMMARY": "x" * 300}, {"title": "x" * 255}),
        ({"SUMMARY": None}, {"title": ""}),
        ({"UID": "x" * 300}, {"uid": "x" * 255}),
        ({"STATUS": "cancelled"}, {"status": "cancelled"}),
        ({"STATUS": "TENTATIVE"}, {"status": "planned"}),
        ({}, {"end": None, "all_day": False, "place": "", "teaser": "", "status": "planned", "uid": "x"}),
        ({}, {"start": berlin(2026, 7, 1, 12)}),
        ({"DTSTART": "20260701T100000"}, {"start": berlin(2026, 7, 1, 10)}),
        ({"DTSTART": None, "DTSTART_TZID_Europe/London": "20260701T100000"}, {"start": berlin(2026, 7, 1, 11)}),
        ({"DTEND": "20260701T110000Z", "DURATION": "PT90M"}, {"end": berlin(2026, 7, 1, 13)}),
        ({"DURATION": "PT90M"}, {"end": berlin(2026, 7, 1, 13, 30)}),
        (DAY, {"start": berlin(2026, 7, 1), "end": None, "all_day": True}),
        (DAY | {"DTEND_VALUE_DATE": "20260702"}, {"end": None}),
        (DAY | {"DTEND_VALUE_DATE": "20260703"}, {"end": berlin(2026, 7, 2)}),
        (DAY | {"DURATION": "P3D"}, {"end": berlin(2026, 7, 3), "all_day": True}),
    ],
)
def test_properties_become_fields(properties, fields):
    (record,) = read(calendar_of(**properties))
    assert (record.line, record.error) == (2, "")
    assert record.fields.items() >= fields.items()


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ({"UID": None}, "The event has no UID."),
        ({"DTSTART": None}, "The event has no start."),
        ({"DTEND": "20260701T110000Z\nDTEND:20260701T120000Z"}, "The entry cannot be read."),
        ({"DURATION": "P9999999D"}, "The entry cannot be read."),
    ],
)
def test_an_event_that_cannot_be_read_is_named_with_its_line(properties, reason):
    broken, other = read(with_event(calendar_of(**properties), OTHER))
    assert (broken.line, broken.title, broken.fields, broken.error) == (2, "Fachtag", {}, _(reason))
    assert (other.title, other.error) == ("Fachtag Größe, Teil 1", "")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_lines_are_those_of_the_file(ending):
    text = f"{calendar_of(DESCRIPTION='A begin:vevent')}{calendar_of()}".replace("\nBEGIN:VEVENT", "\nBegin:VEvent", 1)
    assert [record.line for record in read(text.replace("\n", ending))] == [2, 10]


# --- repeated events -------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("today", "number"), [((2028, 3, 8), 3), ((2028, 4, 10), 2), ((2024, 3, 12), 1), ((2023, 1, 1), 0)]
)
def test_dates_by_rule_are_followed_for_two_years_back_and_ahead(today, number, freeze):
    freeze(helpers.berlin(*today, 12))
    records = read(with_event(REPEATED, OTHER))
    assert [record.title for record in records] == ["Fachtag Größe, Teil 1", *["Arbeitskreis"] * number]


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


@pytest.mark.parametrize("rule", ["RRULE:FREQ=FOO", "RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2TU\nDTSTART:99990101T000000Z"])
def test_a_rule_that_cannot_be_followed_is_named_and_the_others_are(rule):
    text = REPEATED.replace(RULE, rule)
    other, broken = read(with_event(text, OTHER))
    assert (broken.line, broken.title, broken.error) == (4, "Arbeitskreis", _("The entry cannot be read."))
    assert (other.line, other.error) == (11 + rule.count("\n"), "")


def test_a_rule_without_a_uid_is_an_error_of_its_event():
    (record,) = read(calendar_of(UID=None, RRULE="FREQ=DAILY;COUNT=2"))
    assert record.error == _("The event has no UID.")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "This is not a calendar file: it holds no VCALENDAR."),
        ("BEGIN:VEVENT\nEND:VEVENT\n", "This is not a calendar file: it holds no VCALENDAR."),
        ("kein Kalender", None),
        ("BEGIN:VCALENDAR\n", None),
    ],
)
def test_a_file_that_is_no_calendar_is_refused(text, reason):
    with pytest.raises(ValidationError) as refused:
        read(text)
    (message,) = refused.value.messages
    assert message.startswith(_("This is not a calendar file: %(error)s") % {"error": ""})
    assert reason is None or message == _(reason)


def test_a_calendar_without_events_has_none():
    assert read("BEGIN:VCALENDAR\nEND:VCALENDAR\n") == []
