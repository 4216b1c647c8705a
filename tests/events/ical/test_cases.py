"""Files as people's programs write them (cases/), each with what it holds."""

from pathlib import Path

import pytest
from django.utils.translation import gettext as _

from events.imports import CalendarPlan

CASES = Path(__file__).with_name("cases")
RULE = "The rule by which the event is repeated is empty or cannot be read."
EXPECTED = {
    "broken-rrule": [RULE, {"title": "Guter Termin daneben", "start": "2027-03-01T11:00:00+01:00"}],
    "cancel-method": [{"title": "Abgesagt laut METHOD", "status": "cancelled"}],
    "cp1252": [{"title": "Einführung für Bürgermeister"}],
    "mixed-date-types": [
        {"start": "2027-03-01T00:00:00+01:00", "end": "2027-03-02T00:00:00+01:00", "all_day": True},
        {"start": "2027-03-01T12:00:00+01:00", "end": "2027-03-02T00:00:00+01:00", "all_day": False},
        {"start": "2027-03-01T00:00:00+01:00", "end": None, "all_day": True},
        {"start": "2027-03-01T00:00:00+01:00", "end": None, "all_day": True},
        {"start": "2027-03-02T00:00:00+01:00", "end": None, "all_day": False},
        {"start": "2027-03-01T00:00:00+01:00", "end": None, "all_day": True},
        {"start": "2027-03-01T12:00:00+01:00", "end": "2027-03-01T11:00:00+01:00"},  # the comparison refuses it
        "%(property)s is given twice.",
        "The date lies too far back or ahead.",
        {"start": "2027-03-01T12:00:00+01:00", "end": "2027-03-01T11:00:00+01:00"},
        {"uid": "gemischt-11@example.org", "title": "Zwei UID"},
    ],
    "outlook-allday-as-midnight": [{"start": "2027-05-05T00:00:00+02:00", "end": None, "all_day": True}],
    "overrides-without-master": [
        {"uid": "serie-ohne-stamm@example.org/20270301T110000", "start": "2027-03-01T11:00:00+01:00"},
        {"uid": "serie-ohne-stamm@example.org/20270308T110000", "start": "2027-03-08T14:00:00+01:00"},
    ],
    "reimport-after-edit": [{"title": "Netzwerktreffen wieder", "teaser": "Text aus dem Kalender"}],
    "rrule-hourly-endless": ["The event is repeated more often than once a day."],
    "rrule-interval-zero": [
        "The rule by which the event is repeated is impossible: %(property)s is too small.",
    ],
    "rrule-until-date": [{"start": f"2027-03-{day}T10:00:00+01:00"} for day in ("01", "15")],
    "same-uid-twice": [
        "The file also holds a later version of this event.",
        {"title": "Doppelte Kennung (neue Zeit)", "start": "2027-03-01T13:00:00+01:00"},
    ],
    "teams-html-description": [
        {
            "teaser": "Wir tauschen uns aus.\n\nNäheres: hier",
            "is_online": True,
            "joining_url": "https://teams.example.org/l/meetup-join/abc",
            "place": "",
        },
        {
            "title": "Planung & Beratung, Teil 1 zweite Zeile",
            "place": "Rathaus, Saal 1",
            "address": "Musterstr. 1, 99084 Erfurt",
        },
    ],
    "truncated": ["The file breaks off in this event."],
    "unfolded-lines": [{"teaser": "Zeile eins\nunkodierte zweite Zeile ohne Einrückung"}],
    "windows-zone-no-vtimezone": [
        {"start": f"2027-07-05T{hour}:00:00+02:00"} for hour in (13, 14, 13, 13, 15, 13, 13)
    ],
}
PROPERTIES = {"mixed-date-types": "DTSTART", "rrule-interval-zero": "INTERVAL"}


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.iterdir()))
def test_each_file_is_read_as_people_mean_it(name):
    records = CalendarPlan.parse((CASES / f"{name}.ics").read_bytes())
    assert len(records) == len(EXPECTED[name])
    for record, expected in zip(records, EXPECTED[name], strict=True):
        if isinstance(expected, str):
            assert record.error == _(expected) % {"property": PROPERTIES.get(name)}
        else:
            assert record.error == ""
            assert {field: record.fields[field] for field in expected} == expected
