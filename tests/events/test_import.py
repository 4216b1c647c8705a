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


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (FILE.replace("UID:eins@example.org\n", ""), "UID"),
        (FILE.replace("20260701T120000", "20260701T080000"), "Ende"),
        (FILE.replace("SUMMARY:Fachtag Größe\\, Teil 1\n", ""), "leer"),
    ],
)
def test_an_event_that_is_not_possible_is_named_and_the_others_are_saved(broken, problem):
    entries = plan(broken).entries
    assert [entry.status for entry in entries] == ["error", "new", "new"]
    assert entries[0].line == 4
    assert entries[0].cells[0] in ("Fachtag Größe, Teil 1", _("without a title"))
    assert problem in " ".join(entries[0].notes)
    assert execute(broken) == 2


def test_an_event_that_stands_twice_in_a_file_is_saved_once():
    twice = FILE.replace("zwei@", "eins@")
    assert statuses(twice) == ["new", "error", "new"]
    assert plan(twice).entries[1].notes == [_("Is a duplicate of an earlier entry in this file.")]
    assert execute(twice) == 2


def test_a_calendar_without_events_is_refused():
    with pytest.raises(ValidationError) as refused:
        plan("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    assert refused.value.messages == [_("The file holds no events.")]
