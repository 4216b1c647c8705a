"""Calendar files as drafts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

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


@pytest.fixture
def send(site_tree, editor_client):
    """Choose a file, look at what it holds, and, with `apply`, save it."""

    def send_file(content, apply=False):
        url = reverse("event_import", args=[site_tree.events.pk])
        shown = editor_client.post(url, {"file": SimpleUploadedFile("k.ics", content.encode())})
        if not apply:
            return shown
        return editor_client.post(url, {"content": shown.context["form"].cleaned_data["content"], "apply": "1"})

    return send_file


def actions(response):
    return [found.action for found in response.context["result"].found]


def drafts():
    return {event.uid: event for event in EventPage.objects.all()}


def test_a_dry_run_shows_everything_and_saves_nothing(send):
    response = send(FILE)
    assert actions(response) == ["new"] * 3
    assert "Fachtag Größe, Teil 1" in response.content.decode()
    assert not EventPage.objects.exists()


def test_events_are_saved_as_drafts_with_what_the_file_says(send):
    send(FILE, apply=True)
    found = drafts()
    first, days, noon = (found[f"{name}@example.org"] for name in ("eins", "zwei", "drei"))
    assert not any(event.live for event in found.values())
    assert (first.title, first.place, first.teaser) == ("Fachtag Größe, Teil 1", "Rathaus Gera", "Worum es geht.")
    assert (first.start, first.end) == (berlin(2026, 7, 1, 10), berlin(2026, 7, 1, 12))
    assert days.all_day
    assert days.status == "cancelled"
    assert days.date_display == "1. – 2. September 2026"
    assert noon.time_display == "13:00 – 14:30 Uhr"
    assert all(Client().get(event.url).status_code == 404 for event in found.values())


def test_running_it_again_changes_only_what_has_changed(send):
    send(FILE, apply=True)
    assert actions(send(FILE)) == ["same"] * 3
    later = FILE.replace("Rathaus Gera", "Stadthalle")
    assert actions(send(later)) == ["changed", "same", "same"]
    send(later, apply=True)
    assert EventPage.objects.count() == 3
    assert drafts()["eins@example.org"].get_latest_revision_as_object().place == "Stadthalle"
    assert actions(send(later)) == ["same"] * 3


def test_an_event_that_is_published_changes_only_when_an_editor_publishes_it(send):
    event = EventPageFactory(title="Fachtag", uid="eins@example.org", place="Rathaus", start=berlin(2026, 7, 1, 9))
    send(FILE, apply=True)
    event.refresh_from_db()
    assert event.live
    assert event.place == "Rathaus"
    assert event.has_unpublished_changes


def test_a_repeated_event_becomes_single_ones_with_local_times(send, freeze):
    freeze(berlin(2026, 3, 1, 12))
    send(REPEATED, apply=True)
    found = EventPage.objects.order_by("start")
    assert [event.start for event in found] == [
        berlin(2026, month, day, 10) for month, day in ((3, 10), (4, 14), (5, 12))
    ]
    assert len({event.uid for event in found}) == 3
    assert actions(send(REPEATED)) == ["same"] * 3


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (FILE.replace("UID:eins@example.org\n", ""), "UID"),
        (FILE.replace("DTSTART;TZID=Europe/Berlin:20260701T100000\n", ""), "Beginn"),
        (FILE.replace("20260701T120000", "20260701T080000"), "Ende"),
        (FILE.replace("SUMMARY:Fachtag Größe\\, Teil 1\n", ""), ""),
    ],
)
def test_an_event_that_cannot_be_read_is_named_and_the_others_are_saved(broken, problem, send):
    response = send(broken)
    assert actions(response) == ["error", "new", "new"]
    assert problem in " ".join(response.context["result"].found[0].problems)
    send(broken, apply=True)
    assert EventPage.objects.count() == 2


@pytest.mark.parametrize(
    "content", ["", "kein Kalender", "BEGIN:VCALENDAR\n", "BEGIN:VEVENT\nEND:VEVENT\n", "\x00\x01"]
)
def test_a_file_that_is_no_calendar_is_refused(content, send):
    response = send(content)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not EventPage.objects.exists()


def test_who_may_not_add_events_may_not_import_them(site_tree, django_user_model):
    user = django_user_model.objects.create_user("niemand", password="ein-langes-passwort")
    client = Client()
    client.force_login(user)
    url = reverse("event_import", args=[site_tree.events.pk])
    assert client.get(url).status_code == 302
    assert Client().get(url).status_code == 302
