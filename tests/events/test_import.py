"""Calendar files as drafts."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from events.imports import CalendarPlan
from events.models import EventPage
from ikpe_site.trash.actions import delete_for_good, move_to_trash
from tests.factories import EventPageFactory, TopicPageFactory, days_from_now
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
        ("Fachtag Größe, Teil 1", "Mittwoch, 1. Juli 2026 10–12 Uhr"),
        ("Zwei Tage", "1.–2. September 2026 "),
        ("Mittags", "Dienstag, 1. Dezember 2026 13–14:30 Uhr"),
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


# --- the same file again ---------------------------------------------------------------------------------------------


def latest(uid: str) -> EventPage:
    return EventPage.objects.get(uid=uid).get_latest_revision_as_object()


def test_what_editors_have_improved_stays_until_the_file_changes_it(editor):
    execute(FILE)
    draft = latest("eins@example.org")
    draft.title, draft.teaser, draft.place = "Fachtag: Größe", "Besser gesagt.", "Rathaus Gera, Saal"
    draft.save_revision(user=editor).publish()
    assert statuses(FILE) == ["present"] * 3
    later = FILE.replace("Worum es geht.", "Neues vom Veranstalter.").replace("20260701T100000", "20260701T090000")
    (entry, *_others) = plan(later).entries
    assert (entry.status, entry.notes) == (
        "changed",
        [_("Will be changed: %(fields)s.") % {"fields": "Teaser, Beginn"}],
    )
    assert execute(later) == 1
    draft = latest("eins@example.org")
    assert (draft.title, draft.teaser, draft.place) == (
        "Fachtag: Größe",
        "Neues vom Veranstalter.",
        "Rathaus Gera, Saal",
    )
    assert draft.start == berlin(2026, 7, 1, 9)
    assert statuses(later) == ["present"] * 3


def test_what_an_editor_has_changed_as_the_file_does_is_only_noted():
    execute(FILE)
    draft = latest("eins@example.org")
    draft.place = "Stadthalle"
    draft.save_revision()
    later = FILE.replace("Rathaus Gera", "Stadthalle")
    (entry, *_others) = plan(later).entries
    note = _("The page says the same already. The next import will know that the file does.")
    assert (entry.status, entry.notes) == ("changed", [note])
    revisions = Revision.objects.count()
    assert execute(later) == 1
    assert Revision.objects.count() == revisions

    draft = latest("eins@example.org")
    draft.place = "Stadthalle, Saal"
    draft.save_revision()
    assert statuses(later) == ["present"] * 3, "what was improved since then stays"
    assert latest("eins@example.org").place == "Stadthalle, Saal"


def test_a_deleted_event_is_said_to_lie_in_the_trash(editor):
    execute(FILE)
    event = EventPage.objects.get(uid="eins@example.org")
    entry = move_to_trash(event, editor)
    for text in (FILE, FILE.replace("Rathaus Gera", "Stadthalle")):
        first, *_others = plan(text).entries
        assert (first.status, first.notes) == ("present", [_("Lies in the trash and stays there unchanged.")])
        assert execute(text) == 0
    delete_for_good(entry)
    assert statuses(FILE) == ["new", "present", "present"]


OWN = {
    "planned": {},
    "cancelled": {"status": "cancelled"},
    "postponed": {"status": "postponed"},
    "sold out": {"status": "sold_out"},
    "changed": {"status": "changed"},
    "with all that calendars show": {
        "place": "Rathaus",
        "room": "Saal 1",
        "address": "Markt 1, 99084 Erfurt",
        "teaser": "Worum es geht; mit <Zeichen> & Punkten.",
        "accessibility": "Stufenlos.",
        "registration": "<p>Bis zum <b>1. Juli</b>.</p>",
        "start": days_from_now(5, hour=10),
        "end": days_from_now(5, hour=12),
    },
    "online": {"place": "", "is_online": True, "joining_url": "https://konferenz.example.org/raum"},
    "all day": {"all_day": True, "start": days_from_now(5, hour=0), "end": days_from_now(6, hour=0)},
}


@pytest.fixture(params=OWN)
def own(request, institute):
    """An event of this site and its calendar."""
    event = EventPageFactory(**{"title": "Fachtag", "topics": [TopicPageFactory(slug="thema")]} | OWN[request.param])
    return event, Client().get(f"{event.get_parent().url}kalender.ics").content.decode()


def test_the_calendar_of_this_site_changes_nothing_here(own):
    _event, calendar = own
    assert statuses(calendar) == ["present"]


def test_the_calendar_of_this_site_brings_an_event_back_that_is_gone(own):
    event, calendar = own
    event.delete()
    assert execute(calendar) == 1
    back = latest(event.uid)
    for name in ("title", "status", "start", "end", "all_day", "is_online"):
        assert getattr(back, name) == getattr(event, name)
    assert [topic.slug for topic in back.topics.all()] == ["thema"]
    assert back.registration == back.joining_url == ""
    assert statuses(calendar) == ["present"]


def test_what_another_program_changes_in_that_calendar_is_a_change():
    event = EventPageFactory(title="Fachtag", teaser="Worum es geht.")
    calendar = Client().get(f"{event.get_parent().url}kalender.ics").content.decode()
    assert execute(calendar.replace("SUMMARY:Fachtag", "SUMMARY:Fachtagung")) == 1
    assert latest(event.uid).title == "Fachtagung"
    assert latest(event.uid).teaser == "Worum es geht."


CANCEL = """\
BEGIN:VCALENDAR
METHOD:CANCEL
BEGIN:VEVENT
UID:eins@example.org
DTSTART;TZID=Europe/Berlin:20260701T100000
SUMMARY:Fachtag Größe\\, Teil 1
END:VEVENT
END:VCALENDAR
"""


def test_what_is_sent_to_cancel_an_event_takes_nothing_else_away():
    execute(FILE)
    assert execute(CANCEL) == 1
    event = latest("eins@example.org")
    assert (event.status, event.place, event.teaser) == ("cancelled", "Rathaus Gera", "Worum es geht.")
    assert event.end == berlin(2026, 7, 1, 12)
    assert statuses(CANCEL) == ["present"]
    first, *_others = plan(FILE).entries
    assert first.notes == [_("Will be changed: %(fields)s.") % {"fields": "Status"}]


def test_what_is_sent_to_cancel_an_event_that_is_not_known_is_a_cancelled_event():
    assert execute(CANCEL) == 1
    assert latest("eins@example.org").status == "cancelled"
    (entry,) = plan(CANCEL.replace("SUMMARY:Fachtag Größe\\, Teil 1\n", "").replace("eins", "vier")).entries
    assert entry.status == "error"


# --- what else a file says -------------------------------------------------------------------------------------------


def test_categories_are_the_topics_of_that_name_and_the_address_stands_at_the_registration():
    topic = TopicPageFactory(title="Frühe Hilfen")
    execute(FILE.replace("LOCATION", "CATEGORIES:Sonstiges,frühe hilfen\nURL:https://example.org/a?b=1&c=<\nLOCATION"))
    event = latest("eins@example.org")
    assert list(event.topics.all()) == [topic]
    assert BeautifulSoup(event.registration, "html.parser").a["href"] == "https://example.org/a?b=1&c=<"


def test_the_joining_link_is_kept_for_participants_and_shown_nowhere(editor):
    text = FILE.replace(
        "DESCRIPTION:Worum es geht.",
        "DESCRIPTION:Worum es geht.\\n\\nZoom-Meeting beitreten\\nhttps://us02web.zoom.us/j/1234567?pwd=geheim\\n"
        "Meeting-ID: 123 4567\\nKenncode: geheim",
    ).replace("Rathaus Gera", "Rathaus Gera; https://us02web.zoom.us/j/1234567?pwd=geheim")
    execute(text.replace("Teil 1", "Teil 1 https://us02web.zoom.us/j/1234567?pwd=geheim"), editor)
    event = latest("eins@example.org")
    event.save_revision(user=editor).publish()
    event.refresh_from_db()
    assert (event.joining_url, event.is_online) == ("https://us02web.zoom.us/j/1234567?pwd=geheim", True)
    assert (event.title, event.place, event.teaser) == ("Fachtag Größe, Teil 1", "Rathaus Gera", "Worum es geht.")
    for url in (event.url, f"{event.url}termin.ics"):
        page = Client().get(url).content.decode()
        assert "geheim" not in page
        assert "4567" not in page


def test_a_file_in_utf_16_or_with_a_divided_letter_is_read():
    for content in (
        FILE.encode("utf-16"),
        FILE.encode("utf-16-le"),
        FILE.encode().replace(b"\xc3\xb6", b"\xc3\r\n \xb6"),
    ):
        assert CalendarPlan.read(content).entries[0].cells[0] == "Fachtag Größe, Teil 1"


def test_comparing_costs_the_same_however_many_events_are_new():
    _head, events = FILE.removesuffix("END:VCALENDAR\n").split("//DE\n")
    many = "".join(events.replace("@", f"{number}@") for number in range(9))
    plan(FILE)
    counts = []
    for text in (events, many):
        with CaptureQueriesContext(connection) as queries:
            plan(f"BEGIN:VCALENDAR\n{text}END:VCALENDAR\n")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_event_that_stands_twice_in_a_file_is_saved_once():
    twice = FILE.replace("zwei@", "eins@")
    assert statuses(twice) == ["new", "error", "new"]
    assert plan(twice).entries[1].notes == [_("Is a duplicate of an earlier entry in this file.")]
    assert execute(twice) == 2


def test_a_calendar_without_events_is_refused():
    with pytest.raises(ValidationError) as refused:
        plan("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    assert refused.value.messages == [_("The file holds no events.")]
