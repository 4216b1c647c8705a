"""Calendar files as fields of events."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.ical.reading import read

from .calendars import OTHER, berlin, calendar_of, with_event

DAY = {"DTSTART": None, "DTSTART_VALUE_DATE": "20260701"}
MIDNIGHTS = {"DTSTART": "20260630T220000Z", "DTEND": "20260702T220000Z"}


@pytest.mark.parametrize(
    ("properties", "fields"),
    [
        ({"LOCATION": " Rathaus "}, {"place": "Rathaus"}),
        ({"LOCATION": "x" * 200}, {"place": "x" * 160}),
        ({"DESCRIPTION": " Worum\\nes geht. "}, {"teaser": "Worum\nes geht."}),
        ({"DESCRIPTION": "x" * 400}, {"teaser": "x" * 299 + "…"}),
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
        (MIDNIGHTS, {"start": berlin(2026, 7, 1), "end": berlin(2026, 7, 2), "all_day": True}),
        (MIDNIGHTS | {"DTEND": "20260701T220000Z"}, {"end": None, "all_day": True}),
        (MIDNIGHTS | {"DTEND": "20260701T160000Z"}, {"end": berlin(2026, 7, 1, 18), "all_day": False}),
        (MIDNIGHTS | {"DTEND": "20260630T220000Z"}, {"all_day": False}),
        (MIDNIGHTS | {"DTEND": None, "X-MICROSOFT-CDO-ALLDAYEVENT": "TRUE"}, {"end": None, "all_day": True}),
        (
            {"DTSTART": "20260630T230000Z", "DTEND": "20260701T230000Z", "X-MICROSOFT-CDO-ALLDAYEVENT": "TRUE"},
            {"start": berlin(2026, 7, 1), "end": None},
        ),
        ({"DTEND": "20260701T100000Z"}, {"end": None}),
        ({"DTSTART": " 20260701T100000Z"}, {"start": berlin(2026, 7, 1, 12)}),
        ({"DTSTART": "20260701T100000Z\nDTSTART:20260701T100000Z"}, {"start": berlin(2026, 7, 1, 12)}),
        ({"DTEND": "20260702", "X-MICROSOFT-CDO-ALLDAYEVENT": "FALSE"}, {"all_day": False}),
        ({"DTSTART": "2026-07-01T10:00:00Z"}, {"start": berlin(2026, 7, 1, 12)}),
        ({"DTSTART": "20260701T1000Z"}, {"start": berlin(2026, 7, 1, 12)}),
        ({"DTSTART": "20260701T100000+0500"}, {"start": berlin(2026, 7, 1, 7)}),
        ({"DTSTART": "20260701T100000.000Z"}, {"start": berlin(2026, 7, 1, 12)}),
        ({"DTSTART": "20260701T240000"}, {"start": berlin(2026, 7, 2)}),
        ({"DTSTART": None, "DTSTART_VALUE_DATE": "20260701T100000"}, {"all_day": True}),
        ({"DTSTART": None, "DTSTART_VALUE_DATE-TIME": "20260701T100000Z"}, {"start": berlin(2026, 7, 1, 12)}),
        ({"DTSTART": None, "dtstart": "20260701T100000Z"}, {"start": berlin(2026, 7, 1, 12)}),
        ({"STATUS": "CANCELLED", "SUMMARY": "Canceled: Fachtag"}, {"title": "Fachtag", "status": "cancelled"}),
        ({"SUMMARY": "Abgesagt: Fachtag"}, {"title": "Fachtag", "status": "cancelled"}),
        ({"SUMMARY": "Verschoben: Fachtag"}, {"title": "Verschoben: Fachtag", "status": "planned"}),
        ({"STATUS": "TENTATIVE", "SUMMARY": "Verschoben: Fachtag"}, {"title": "Fachtag", "status": "postponed"}),
        ({"X-EVENT-STATUS": "sold_out"}, {"status": "sold_out"}),
        ({"X-EVENT-STATUS": "unsinn"}, {"status": "planned"}),
        ({"LOCATION": "Rathaus\\nMarkt 1\\n99084 Erfurt"}, {"place": "Rathaus", "address": "Markt 1, 99084 Erfurt"}),
        ({"LOCATION": "Rathaus\\; Microsoft Teams"}, {"place": "Rathaus", "address": "", "is_online": True}),
        ({"LOCATION": "Rathaus / Microsoft Teams"}, {"place": "Rathaus", "is_online": True}),
        ({"LOCATION": "Rathaus und Microsoft Teams"}, {"place": "Rathaus und Microsoft Teams", "is_online": True}),
        ({"LOCATION": "Zoom Meeting-ID 123 4567 8901"}, {"place": "", "is_online": True}),
        ({"X-ALT-DESC_FMTTYPE_text/html": "<p>Worum es geht.</p>"}, {"teaser": "Worum es geht."}),
        ({"CONFERENCE_VALUE_URI": "https://zoom.us/j/123"}, {"joining_url": "https://zoom.us/j/123"}),
        ({"URL": "https://zoom.us/j/123"}, {"joining_url": "https://zoom.us/j/123", "registration": ""}),
        ({"URL": "javascript:alert(1)"}, {"registration": ""}),
        ({"LOCATION": f"https://zoom.us/j/{'1' * 500}"}, {"joining_url": "", "place": "", "is_online": True}),
        ({"CATEGORIES": "A,B\\, C\nCATEGORIES:D &amp\\; E"}, {"topics": ["A", "B, C", "D & E"]}),
        ({"SEQUENCE": "viel", "DTSTAMP": "heute", "PRIORITY": "x"}, {"title": "Fachtag"}),
        ({"SUMMARY": "Fachtag\nBEGIN:VALARM\nSUMMARY:Wecker\nDTSTART:kaputt\nEND:VALARM"}, {"title": "Fachtag"}),
        ({"SUMMARY": "Fachtag\nBEGIN:VALARM\nSUMMARY:Wecker"}, {"title": "Fachtag"}),
        ({"GEO_X": "überall", "ATTENDEE_TZID": "x", "SUMMARY": "A\nEND;X=1:Y\nBEGIN;X=1:Z\nEND:Z"}, {"title": "A"}),
    ],
)
def test_properties_become_fields(properties, fields):
    (record,) = read(calendar_of(**properties))
    assert (record.line, record.error) == (2, "")
    assert {name: record.fields[name] for name in fields} == fields


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ({"UID": None}, "The event has no UID."),
        ({"DTSTART": None}, "The event has no start."),
        ({"DTEND": "20260701T110000Z\nDTEND:20260701T120000Z"}, "%(property)s is given twice."),
        ({"DURATION": "P9999999D"}, "The entry cannot be read."),
        ({"DURATION": "P99999D"}, "The date lies too far back or ahead."),
        ({"DTSTART": "00010101T000000Z"}, "The date lies too far back or ahead."),
        ({"DTSTART": "99991231T235959Z"}, "The date lies too far back or ahead."),
        ({"DTSTART": None, "DTSTART_VALUE_DURATION": "PT1H"}, "The date lies too far back or ahead."),
        ({"DTEND_VALUE_PERIOD": "gestern"}, "%(property)s cannot be read."),
        ({"RECURRENCE-ID": "99991231T235959Z"}, "The date lies too far back or ahead."),
    ],
)
def test_an_event_that_cannot_be_read_is_named_with_its_line(properties, reason):
    broken, other = read(with_event(calendar_of(**properties), OTHER))
    assert (broken.line, broken.title, broken.fields, broken.error) == (
        2,
        "Fachtag",
        {},
        _(reason) % {"property": "DTEND"},
    )
    assert (other.title, other.error) == ("Fachtag Größe, Teil 1", "")


PRIVATE = "Is marked as private in the file."
JOINING = "The joining link is not shown on the website."


@pytest.mark.parametrize(
    ("properties", "notes"),
    [
        ({"CLASS": "PUBLIC"}, []),
        ({"CLASS": "private"}, [PRIVATE]),
        ({"CLASS": "CONFIDENTIAL", "LOCATION": "https://zoom.us/j/1"}, [PRIVATE, JOINING]),
    ],
)
def test_what_an_editor_must_know_of_an_event_is_said(properties, notes):
    (record,) = read(calendar_of(**properties))
    assert list(record.notes) == list(map(_, notes))


ZONES = {
    "Europe/London": 11,
    "GMT Standard Time": 11,
    '"(UTC+00:00) Dublin, Edinburgh, Lissabon, London"': 11,
    "/mozilla.org/20050126_1/Europe/London": 11,
    "UTC": 12,
    "tzone://Microsoft/Utc": 12,
    "tzone://Microsoft/Custom": 10,
    "E. Europe Standard Time": 9,
    "W. Europe Standard Time": 10,
    "W. Europe Standard Time 1": 10,
    "Erfurter Ortszeit": 10,
    "GMT+03:00": 9,
    "UTC-1": 13,
    '"(UTC-05:00) Eastern Time (US & Canada)"': 17,
    "UTC+99": 10,
    "Eigene": 16,
    "../../etc/passwd": 10,
    "": 10,
}
OWN_ZONE = """\
BEGIN:VTIMEZONE
TZID:Eigene
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:-0400
TZOFFSETTO:-0400
RRULE:FREQ=SECONDLY
END:STANDARD
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Kaputt
RRULE:FREQ=YEARLY
END:VTIMEZONE
"""


@pytest.mark.parametrize("zone", ZONES)
def test_time_zones_are_known_by_the_names_that_programs_give_them(zone):
    text = calendar_of(DTSTART=None).replace("UID:x", f"UID:x\nDTSTART;TZID={zone}:20260701T100000")
    (record,) = read(text.replace("END:VCALENDAR", f"{OWN_ZONE}END:VCALENDAR"))
    assert record.fields["start"] == berlin(2026, 7, 1, ZONES[zone])


@pytest.mark.parametrize(
    ("zone", "hour"), [("Europe/London", 11), ("GMT Standard Time", 11), ("Nirgendwo", 10), ("UTC", 12)]
)
def test_a_time_without_a_zone_holds_by_the_clock_of_its_calendar(zone, hour):
    for line in ("DTSTART:20260701T100000", "DTSTART;TZID=Nirgendwo:20260701T100000"):
        text = calendar_of(DTSTART=None).replace("BEGIN:VEVENT", f"X-WR-TIMEZONE:{zone}\nBEGIN:VEVENT\n{line}")
        (record,) = read(text)
        assert record.fields["start"] == berlin(2026, 7, 1, hour)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=B6=C3=9Fe, Teil 1; neu", "Größe, Teil 1; neu"),
        ("SUMMARY;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Gr=F6=DFe", "Größe"),
        ("SUMMARY;QUOTED-PRINTABLE:Gr=F6=DFe", "Größe"),
        ("SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=Klingon:Gr=C3=B6=C3=9Fe", "Größe"),
        ("SUMMARY;ENCODING=QUOTED-PRINTABLE:Fach=\ntag=\n=20am=0D=0AMontag", "Fachtag am Montag"),
        ("SUMMARY:Fach\n tag", "Fachtag"),
        ("SUMMARY:Fach\n\ttag", "Fachtag"),
        ("SUMMARY:Fachtag\n\nam Montag\nOrt: Erfurt", "Fachtag am Montag Ort: Erfurt"),
        ("SUMMARY;LANGUAGE=de:Fachtag", "Fachtag"),
        ("summary:Fachtag", "Fachtag"),
    ],
)
def test_lines_are_read_as_they_were_meant(line, value):
    (record,) = read(calendar_of(SUMMARY=None).replace("UID:x", f"{line}\nUID:x"))
    assert (record.error, record.title) == ("", value)


@pytest.mark.parametrize(
    ("text", "titles", "errors"),
    [
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260701T100000Z\nSUMMARY:Fach", ["Fach"], 1),
        (calendar_of().replace("END:VEVENT\n", ""), ["Fachtag"], 0),
        (calendar_of().replace("END:VCALENDAR\n", ""), ["Fachtag"], 0),
        (with_event(calendar_of().replace("END:VEVENT\n", ""), OTHER), ["Fachtag", "Fachtag Größe, Teil 1"], 0),
        (f"Von: Max\n\n{calendar_of()}", ["Fachtag"], 0),
        (calendar_of().lower(), ["fachtag"], 0),
        ("BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nEND:VTODO\nEND:VCALENDAR\n", [], 0),
    ],
)
def test_a_file_that_is_cut_off_or_lacks_an_end_is_read_as_far_as_it_goes(text, titles, errors):
    records = read(text)
    assert [record.title for record in records] == titles
    assert [record.error for record in records if record.error] == [_("The file breaks off in this event.")] * errors


def test_what_is_sent_to_cancel_cancels():
    text = calendar_of().replace("BEGIN:VEVENT", "METHOD:CANCEL\nBEGIN:VEVENT")
    assert [record.fields["status"] for record in read(text)] == ["cancelled"]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("SEQUENCE:1", "SEQUENCE:0", 0),
        ("SEQUENCE:9", "SEQUENCE:10", 1),
        ("DTSTAMP:20260102T000000Z", "DTSTAMP:20260101T000000Z", 0),
        ("DTSTAMP:20260101T000000Z", "DTSTAMP:20260102T000000Z", 1),
        ("SEQUENCE:kaputt", "SEQUENCE:1", 1),
    ],
)
def test_of_two_versions_of_an_event_the_later_one_counts(first, second, kept):
    text = calendar_of().replace("UID:x", f"UID:x\n{first}")
    records = read(with_event(text, calendar_of().replace("UID:x", f"UID:x\n{second}")))
    assert [not record.error for record in records] == [kept == 0, kept == 1]
    assert records[1 - kept].error == _("The file also holds a later version of this event.")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_lines_are_those_of_the_file(ending):
    text = f"{calendar_of(DESCRIPTION='A begin:vevent')}{calendar_of()}".replace("\nBEGIN:VEVENT", "\nBegin:VEvent", 1)
    assert [record.line for record in read(text.replace("\n", ending))] == [2, 10]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "This is not a calendar file: it holds no VCALENDAR."),
        ("BEGIN:VEVENT\nEND:VEVENT\n", "This is not a calendar file: it holds no VCALENDAR."),
        ("kein Kalender", "This is not a calendar file: it holds no VCALENDAR."),
    ],
)
def test_a_file_that_is_no_calendar_is_refused(text, reason):
    with pytest.raises(ValidationError) as refused:
        read(text)
    assert refused.value.messages == [_(reason)]


def test_a_calendar_without_events_has_none():
    assert read("BEGIN:VCALENDAR\nEND:VCALENDAR\n") == []
