"""Registering for an event, from the form to a place or the waiting list."""

import icalendar
import pytest
from django.core import mail
from django.test import Client

from events.models import Registration
from tests.helpers import get_soup, main_of, soup_of, words

from .conftest import PERSON, Status, link_in, statuses

pytestmark = pytest.mark.database


def test_from_the_form_to_a_place(event, send, django_capture_on_commit_callbacks):
    response = send(event)
    assert response.status_code == 302
    assert not response.cookies
    assert get_soup(response["Location"]).h1
    entry = event.registrations.get()
    assert entry.status == Status.PENDING
    (link,) = mail.outbox
    assert link.to == [PERSON["email"]]
    assert event.title in link.subject

    url = link_in(link)
    assert soup_of(Client().get(url)).select_one("button[value=confirm]")
    entry.refresh_from_db()
    assert entry.status == Status.PENDING, "opening the link alone, as mail filters do, confirms nothing"
    with django_capture_on_commit_callbacks(execute=True):
        assert Client(enforce_csrf_checks=True).post(url, {"action": "confirm"}).status_code == 302
    entry.refresh_from_db()
    assert entry.status == Status.CONFIRMED

    confirmation = mail.outbox[1]
    name, content, kind = confirmation.attachments[0]
    assert (name, kind) == (f"{event.slug}.ics", "text/calendar")
    assert icalendar.Calendar.from_ical(content).walk("VEVENT")[0]["UID"] == event.uid
    assert link_in(confirmation) == url


def test_mails_name_no_place_before_the_address_is_confirmed(event, send):
    event.is_online, event.joining_url = True, "https://konferenz.example.org/geheim"
    event.save()
    send(event)
    assert "geheim" not in mail.outbox[0].body


def test_only_who_has_a_place_gets_the_joining_link(event, join):
    event.is_online, event.joining_url, event.places = True, "https://konferenz.example.org/geheim", 1
    event.save()
    first, second = join(event), join(event)
    placed, waiting = mail.outbox
    assert "geheim" in placed.body
    assert "geheim" in placed.attachments[0][1].replace("\r\n ", "")
    assert "geheim" not in waiting.body
    assert not waiting.attachments
    assert "geheim" in words(main_of(first.path))
    assert "geheim" not in words(main_of(second.path))
    assert b"geheim" in Client().get(f"{first.path}termin.ics").content.replace(b"\r\n ", b"")
    assert Client().get(f"{second.path}termin.ics").status_code == 404


def test_who_is_too_late_waits_and_moves_up_when_a_place_becomes_free(event, join, press):
    entries = [join(event) for _ in range(4)]
    assert statuses(event) == [Status.CONFIRMED, Status.CONFIRMED, Status.WAITING, Status.WAITING]
    mail.outbox.clear()
    press(entries[0], "cancel")
    assert [(message.to, bool(message.attachments)) for message in mail.outbox] == [
        ([entries[2].email], True),
        ([entries[0].email], False),
    ]
    assert statuses(event) == [Status.CONFIRMED, Status.CONFIRMED, Status.WAITING]
    press(entries[1], "delete")
    assert not Registration.objects.filter(pk=entries[1].pk).exists()
    assert statuses(event) == [Status.CONFIRMED, Status.CONFIRMED]


def test_following_the_link_twice_does_nothing_more(event, join, press):
    entry = join(event)
    mail.outbox.clear()
    press(entry, "confirm")
    assert not mail.outbox
    assert statuses(event) == [Status.CONFIRMED]


def test_an_address_registers_once_and_nobody_learns_that_it_has(event, send, join):
    join(event, email="joerg@example.org", name="Jörg")
    mail.outbox.clear()
    response = send(event, email="Joerg@Example.org", name="Jemand anderes")
    assert response.status_code == 302
    assert event.registrations.get().name == "Jörg"
    assert mail.outbox[0].to == ["joerg@example.org"]
