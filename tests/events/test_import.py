"""Calendar files as drafts."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from events.imports import CalendarPlan
from events.models import EventPage
from tests.factories import EventPageFactory
from tests.helpers import berlin

pytestmark = pytest.mark.database

FILE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Andere//Kalender//DE
BEGIN:VEVENT
UID:eins@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20260701T100000
DTEND;TZID=Europe/Berlin:20260701T120000
SUMMARY:Fachtag Größe\\, Teil 1
LOCATION:Rathaus Gera
DESCRIPTION:Worum es geht.
END:VEVENT
BEGIN:VEVENT
UID:zwei@example.org
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260901
DTEND;VALUE=DATE:20260903
SUMMARY:Zwei Tage
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
UID:drei@example.org
DTSTAMP:20260101T000000Z
DTSTART:20261201T120000Z
DURATION:PT90M
SUMMARY:Mittags
END:VEVENT
END:VCALENDAR
"""
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


@pytest.fixture(autouse=True)
def list_of_events(site_tree):
    return site_tree.events


def plan(text: str):
    return CalendarPlan.read(text.encode())


def execute(text: str, user=None) -> int:
    return len(list(plan(text).execute(user)))


def statuses(text: str) -> list[str]:
    return [entry.status for entry in plan(text).entries]


def drafts():
    return {event.uid: event for event in EventPage.objects.all()}


def event_of(**properties) -> EventPage:
    """What becomes of an event with these properties; a value of None leaves one out."""
    properties = {"UID": "x", "DTSTART": "20260701T100000Z", "SUMMARY": "Fachtag"} | properties
    lines = [f"{name.replace('_', ';', 1).replace('_', '=')}:{value}" for name, value in properties.items() if value]
    text = "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])
    (entry,) = plan(text).entries
    assert entry.status == "new", entry.notes
    return entry.instance


def test_planning_shows_everything_and_saves_nothing():
    entries = plan(FILE).entries
    assert [(entry.line, entry.status) for entry in entries] == [(4, "new"), (13, "new"), (21, "new")]
    assert [entry.cells for entry in entries] == [
        ("Fachtag Größe, Teil 1", "Mittwoch, 1. Juli 2026 10:00 – 12:00 Uhr"),
        ("Zwei Tage", "1. – 2. September 2026 "),
        ("Mittags", "Dienstag, 1. Dezember 2026 13:00 – 14:30 Uhr"),
    ]
    assert not EventPage.objects.exists()


def test_events_are_saved_as_drafts_with_what_the_file_says(editor):
    assert execute(FILE, editor) == 3
    events = drafts()
    first, days, noon = (events[f"{name}@example.org"] for name in ("eins", "zwei", "drei"))
    assert not any(event.live for event in events.values())
    assert (first.title, first.place, first.teaser) == ("Fachtag Größe, Teil 1", "Rathaus Gera", "Worum es geht.")
    assert (first.start, first.end) == (berlin(2026, 7, 1, 10), berlin(2026, 7, 1, 12))
    assert (first.slug, first.status, first.all_day) == ("fachtag-groesse-teil-1", "planned", False)
    assert (days.start, days.end, days.all_day) == (berlin(2026, 9, 1), berlin(2026, 9, 2), True)
    assert days.status == "cancelled"
    assert (noon.start, noon.end) == (berlin(2026, 12, 1, 13), berlin(2026, 12, 1, 14, 30))
    assert all(Client().get(event.url).status_code == 404 for event in events.values())
    assert first.latest_revision.user == editor
    assert PageLogEntry.objects.filter(page=first, action="wagtail.edit", user=editor).exists()


def test_events_of_one_title_have_addresses_of_their_own():
    execute(FILE.replace("Zwei Tage", "Mittags").replace("Fachtag Größe\\, Teil 1", "!"))
    assert {event.slug for event in drafts().values()} == {"termin", "mittags", "mittags-2"}


def test_running_it_again_changes_only_what_has_changed():
    execute(FILE)
    assert statuses(FILE) == ["present"] * 3
    later = FILE.replace("Rathaus Gera", "Stadthalle")
    assert statuses(later) == ["changed", "present", "present"]
    assert execute(later) == 1
    assert EventPage.objects.count() == 3
    assert drafts()["eins@example.org"].get_latest_revision_as_object().place == "Stadthalle"
    assert statuses(later) == ["present"] * 3


def test_an_event_that_is_published_changes_only_when_an_editor_publishes_it():
    event = EventPageFactory(title="Fachtag", uid="eins@example.org", place="Rathaus", start=berlin(2026, 7, 1, 9))
    execute(FILE)
    event.refresh_from_db()
    assert event.live
    assert event.place == "Rathaus"
    assert event.has_unpublished_changes


def test_nothing_is_saved_if_one_cannot_be(monkeypatch):
    save, saved = EventPage.save_revision, []

    def fail_at_the_second(self, **options):
        saved.append(self)
        if len(saved) == 2:
            raise RuntimeError("Der Strom ist ausgefallen.")
        return save(self, **options)

    monkeypatch.setattr(EventPage, "save_revision", fail_at_the_second)
    with pytest.raises(RuntimeError):
        execute(FILE)
    assert not EventPage.objects.exists()


# --- repeated events -------------------------------------------------------------------------------------------------


def test_a_repeated_event_becomes_single_ones_with_local_times(freeze):
    freeze(berlin(2026, 3, 1, 12))
    execute(REPEATED)
    events = EventPage.objects.order_by("start")
    assert [(event.uid, event.start) for event in events] == [
        (f"reihe@example.org/2026{month:02}{day}T100000", berlin(2026, month, day, 10))
        for month, day in ((3, 10), (4, 14), (5, 12))
    ]
    assert statuses(REPEATED) == ["present"] * 3
    assert {entry.line for entry in plan(REPEATED).entries} == {4}


@pytest.mark.parametrize(
    ("today", "number"), [((2028, 3, 8), 3), ((2028, 4, 10), 2), ((2024, 3, 12), 1), ((2023, 1, 1), 0)]
)
def test_dates_by_rule_are_followed_for_two_years_back_and_ahead(today, number, freeze):
    freeze(berlin(*today, 12))
    other = FILE.partition("BEGIN:VEVENT")[2].partition("END:VEVENT")[0]
    entries = plan(REPEATED.replace("END:VCALENDAR", f"BEGIN:VEVENT{other}END:VEVENT\nEND:VCALENDAR")).entries
    assert [entry.cells[0] for entry in entries] == ["Fachtag Größe, Teil 1", *["Arbeitskreis"] * number]


def test_a_date_by_rule_that_was_moved_stays_the_same_event(freeze):
    freeze(berlin(2026, 3, 1, 12))
    execute(REPEATED)
    moved = """BEGIN:VEVENT
UID:reihe@example.org
DTSTAMP:20260101T000000Z
RECURRENCE-ID;TZID=Europe/Berlin:20260414T100000
DTSTART;TZID=Europe/Berlin:20260415T110000
SUMMARY:Arbeitskreis
END:VEVENT
END:VCALENDAR"""
    entries = plan(REPEATED.replace("END:VCALENDAR", moved)).entries
    changed = [entry for entry in entries if entry.status == "changed"]
    assert len(entries) == 3
    assert [(entry.instance.uid, entry.instance.start) for entry in changed] == [
        ("reihe@example.org/20260414T100000", berlin(2026, 4, 15, 11))
    ]


@pytest.mark.parametrize("rule", ["RRULE:FREQ=FOO", "RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2TU\nDTSTART:99990101T000000Z"])
def test_a_rule_that_cannot_be_followed_is_named_and_the_others_are(rule):
    other = FILE.partition("BEGIN:VEVENT")[2].partition("END:VEVENT")[0]
    text = REPEATED.replace("RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2TU", rule)
    entries = plan(text.replace("END:VCALENDAR", f"BEGIN:VEVENT{other}END:VEVENT\nEND:VCALENDAR")).entries
    assert [(entry.line, entry.status) for entry in entries] == [(11 + rule.count("\n"), "new"), (4, "error")]
    assert entries[1].notes == [_("The entry cannot be read.")]


# --- what an event says ----------------------------------------------------------------------------------------------


DAY = {"DTSTART": None, "DTSTART_VALUE_DATE": "20260701"}


@pytest.mark.parametrize(
    ("properties", "fields"),
    [
        ({"LOCATION": " Rathaus "}, {"place": "Rathaus"}),
        ({"LOCATION": "x" * 200}, {"place": "x" * 160}),
        ({"DESCRIPTION": "x" * 400}, {"teaser": "x" * 300}),
        ({"SUMMARY": "x" * 300}, {"title": "x" * 255}),
        ({"UID": "x" * 300}, {"uid": "x" * 255}),
        ({"STATUS": "cancelled"}, {"status": "cancelled"}),
        ({"STATUS": "TENTATIVE"}, {"status": "planned"}),
        ({}, {"end": None, "all_day": False, "place": "", "teaser": ""}),
        ({"DTSTART": "20260701T100000"}, {"start": berlin(2026, 7, 1, 10)}),
        ({"DTEND": "20260701T110000Z", "DURATION": "PT90M"}, {"end": berlin(2026, 7, 1, 13)}),
        (
            {"DTSTART_VALUE_DATE": "20260701", "DTSTART": None},
            {"start": berlin(2026, 7, 1), "end": None, "all_day": True},
        ),
        ({"DTSTART_VALUE_DATE": "20260701", "DTSTART": None, "DTEND_VALUE_DATE": "20260702"}, {"end": None}),
        (
            {"DTSTART_VALUE_DATE": "20260701", "DTSTART": None, "DURATION": "P3D"},
            {"end": berlin(2026, 7, 3), "all_day": True},
        ),
    ],
)
def test_properties_become_fields(properties, fields):
    event = event_of(**properties)
    assert {name: getattr(event, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (FILE.replace("UID:eins@example.org\n", ""), "UID"),
        (FILE.replace("DTSTART;TZID=Europe/Berlin:20260701T100000\n", ""), "Beginn"),
        (FILE.replace("20260701T120000", "20260701T080000"), "Ende"),
        (FILE.replace("SUMMARY:Fachtag Größe\\, Teil 1\n", ""), "leer"),
        (FILE.replace("UID:eins@", "DTEND:20260701T110000Z\nUID:eins@"), "nicht lesbar"),
        (FILE.replace("DTEND;TZID=Europe/Berlin:20260701T120000", "DURATION:P9999999D"), "nicht lesbar"),
    ],
)
def test_an_event_that_cannot_be_read_is_named_and_the_others_are_saved(broken, problem):
    entries = plan(broken).entries
    assert [entry.status for entry in entries] == ["error", "new", "new"]
    assert entries[0].line == 4
    assert problem in " ".join(entries[0].notes)
    assert execute(broken) == 2


def test_an_event_that_stands_twice_in_a_file_is_saved_once():
    twice = FILE.replace("zwei@", "eins@")
    assert statuses(twice) == ["new", "error", "new"]
    assert plan(twice).entries[1].notes == [_("Is a duplicate of an earlier entry in this file.")]
    assert execute(twice) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "This is not a calendar file: it holds no VCALENDAR."),
        ("kein Kalender", None),
        ("BEGIN:VCALENDAR\n", None),
        ("BEGIN:VEVENT\nEND:VEVENT\n", "This is not a calendar file: it holds no VCALENDAR."),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "The file holds no events."),
        ("\x00\x01", "This is no text file."),
    ],
)
def test_a_file_that_is_no_calendar_is_refused(content, reason):
    with pytest.raises(ValidationError) as refused:
        plan(content)
    assert reason is None or refused.value.messages == [_(reason)]
