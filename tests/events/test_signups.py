"""Registering for an event, from the form to the certificate."""

import datetime
import io
import json
import os
import re
import subprocess
import sys

import icalendar
import psycopg2
import pytest
from django.conf import settings as site_settings
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from events import signups
from events.models import EventPage, EventQuestion, Registration
from ikpe_site.core.spam import MIN_AGE
from tests.events import signups_at_once
from tests.factories import HIDING, EventPageFactory, RegistrationFactory, days_from_now
from tests.helpers import get_soup, graph_of, main_of, soup_of, titles, words

Status = Registration.Status
PERSON = {"name": "Jörg Müßig", "email": "joerg@example.org", "organisation": "Stadt Gera"}


@pytest.fixture(autouse=True)
def _institute(institute):
    """Mails are signed by the institute."""


@pytest.fixture
def event(site_tree):
    return EventPageFactory(title="Fachtag Beteiligung", takes_registrations=True, places=2)


@pytest.fixture
def send(freeze):
    """Open the form of an event, fill it in, send it some seconds later."""

    def send_form(event, **data):
        url = f"/anmeldung/{event.slug}/"
        form = get_soup(url).select_one("form.form")
        token = form.select_one("[name=token]")["value"]
        freeze(timezone.now() + MIN_AGE)
        return Client().post(url, {"homepage": "", "token": token, **PERSON, **data})

    return send_form


@pytest.fixture
def join(django_capture_on_commit_callbacks):
    """Register and confirm: returns the registration as it then is."""

    def join_event(event, **fields):
        entry = RegistrationFactory(event=event, **fields)
        with django_capture_on_commit_callbacks(execute=True):
            return signups.confirm(entry)

    return join_event


@pytest.fixture
def press(django_capture_on_commit_callbacks):
    """Press a button on the participant's own page, as a browser without cookies does."""

    def press_button(entry, action):
        with django_capture_on_commit_callbacks(execute=True):
            return Client(enforce_csrf_checks=True).post(entry.path, {"action": action})

    return press_button


def link_in(message) -> str:
    return re.search(r"https?://[^/\s]+(/anmeldung/meine/\S+)", message.body)[1]


def statuses(event):
    """Of those who are still registered, by rank."""
    return list(event.registrations.active().order_by("position").values_list("status", flat=True))


# --- the whole way ---------------------------------------------------------------------------------------------------


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


def test_more_places_let_people_move_up(event, join, django_capture_on_commit_callbacks):
    for _ in range(4):
        join(event)
    mail.outbox.clear()
    event.places = 3
    with django_capture_on_commit_callbacks(execute=True):
        event.save_revision().publish()
    assert statuses(event).count(Status.CONFIRMED) == 3
    assert len(mail.outbox) == 1


def test_nobody_overtakes_those_who_wait(event, join):
    for _ in range(3):
        join(event)
    EventPage.objects.filter(pk=event.pk).update(places=10)
    assert join(event).status == Status.WAITING


def test_without_a_waiting_list_the_last_are_told_so(event, join):
    EventPage.objects.filter(pk=event.pk).update(has_waiting_list=False)
    assert [join(event).status for _ in range(3)] == [Status.CONFIRMED, Status.CONFIRMED, Status.CANCELLED]


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


def test_who_lost_the_first_mail_gets_another_with_the_newer_entries(event, send):
    send(event)
    send(event, organisation="Landkreis Greiz")
    assert event.registrations.get().organisation == "Landkreis Greiz"
    assert len(mail.outbox) == 2


# --- the form --------------------------------------------------------------------------------------------------------


def test_the_form_asks_only_for_what_is_wanted(event):
    names = {field["name"] for field in main_of(f"/anmeldung/{event.slug}/").select("[name]")}
    assert names == {"name", "email", "organisation", "homepage", "token"}
    event.asks_diet = event.asks_access_needs = True
    event.consent_text = "Fotos sind in Ordnung."
    event.questions = [EventQuestion(label="Was möchten Sie wissen?", field_type="multiline", required=False)]
    event.save()
    page = main_of(f"/anmeldung/{event.slug}/")
    names = {field["name"] for field in page.select("[name]")} - names
    assert names == {"diet", "access_needs", "consent", f"frage_{event.questions.get().pk}"}
    assert "Fotos sind in Ordnung." in words(page)


def test_answers_and_consent_are_kept_in_words(event, send):
    event.consent_text = "Fotos sind in Ordnung."
    event.questions = [
        EventQuestion(label="Erfahrung", field_type="radio", choices="keine\nviel", sort_order=1),
        EventQuestion(label="Tage", field_type="checkboxes", choices="Mo\nDi\nMi", required=False, sort_order=2),
        EventQuestion(label="Newsletter", field_type="checkbox", required=False, sort_order=3),
    ]
    event.save()
    radio, boxes, _tick = (f"frage_{question.pk}" for question in event.questions.order_by("sort_order"))
    send(event, **{radio: "viel", boxes: ["Mo", "Mi"], "consent": "on"})
    entry = event.registrations.get()
    assert entry.answers == {"Erfahrung": "viel", "Tage": "Mo, Mi"}
    assert entry.consented_to == "Fotos sind in Ordnung."
    page = words(main_of(entry.path))
    assert "Mo, Mi" in page
    assert "Fotos sind in Ordnung." in page


def test_mistakes_are_named_and_nothing_typed_is_lost(event, send):
    page = soup_of(send(event, email="joerg(at)example.org", name=""))
    assert page.select_one("#id_email")["value"] == "joerg(at)example.org"
    assert page.select_one("#id_organisation")["value"] == PERSON["organisation"]
    for name in ("email", "name"):
        field = page.select_one(f"#id_{name}")
        assert field["aria-invalid"] == "true"
        assert f"id_{name}_error" in field["aria-describedby"]
        assert page.select_one(f"#id_{name}_error li")
        assert page.select_one(f".notice a[href='#id_{name}']")
    assert not Registration.objects.exists()
    assert not mail.outbox


def test_a_machine_that_fills_in_everything_is_answered_and_forgotten(event, send):
    assert send(event, homepage="https://spam.example.com").status_code == 302
    assert not Registration.objects.exists()
    assert not mail.outbox


def test_nobody_can_fill_the_mailbox_of_another(event, send):
    answers = [send(event).status_code for _ in range(7)]
    assert answers == [302] * 5 + [200] * 2
    assert len(mail.outbox) == 5


def test_what_is_corrected_first_does_not_count_as_a_mail(event, send):
    answers = [send(event, name="").status_code for _ in range(7)]
    assert answers == [200] * 7
    assert send(event).status_code == 302
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("state", [*HIDING, "cancelled", "without registration"])
def test_there_is_no_form_for_an_event_that_takes_none(state, event):
    if state in HIDING:
        HIDING[state](event)
    elif state == "cancelled":
        EventPage.objects.filter(pk=event.pk).update(status="cancelled")
    else:
        EventPage.objects.filter(pk=event.pk).update(takes_registrations=False)
    assert Client().get(f"/anmeldung/{event.slug}/").status_code == 404


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "open"),
        ({"registration_opens": days_from_now(2)}, "early"),
        ({"registration_opens": days_from_now(-2)}, "open"),
        ({"registration_closes": days_from_now(-2)}, "closed"),
        ({"start": days_from_now(-2)}, "closed"),
        ({"status": "sold_out"}, "waiting"),
        ({"status": "sold_out", "has_waiting_list": False}, "full"),
        ({"places": 0}, "waiting"),
        ({"status": "postponed"}, "none"),
        ({"status": "postponed", "earlier_start": days_from_now(5)}, "open"),
    ],
)
def test_when_registration_is_open(fields, state, event):
    for name, value in fields.items():
        setattr(event, name, value)
    event.save()
    assert event.signup_state == state
    if state != "none":
        form = main_of(f"/anmeldung/{event.slug}/").select_one("form.form")
        assert bool(form) is (state in ("open", "waiting"))
    buttons = [link["href"] for link in main_of(event.url).select("a.button")]
    assert (f"/anmeldung/{event.slug}/" in buttons) is (state in ("open", "waiting"))


def test_a_full_event_says_so_everywhere(event, join, site_tree):
    for _ in range(2):
        join(event)
    for url in (site_tree.events.url, event.url):
        assert titles(main_of(url), ".badge") == ["ausgebucht"]
    data = graph_of(event.url)["Event"]
    assert data["offers"]["availability"] == "https://schema.org/SoldOut"


# --- links, data, reminders ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["", "x", "key", "signature"])
def test_a_forged_link_leads_nowhere(change, event):
    entry, other = RegistrationFactory(event=event), RegistrationFactory(event=event)
    key, signature = entry.token.split(":")
    token = {"key": f"{other.key.hex}:{signature}", "signature": f"{key}:{signature[:-1]}_"}.get(change, change or key)
    for method in ("get", "post"):
        assert getattr(Client(), method)(f"/anmeldung/meine/{token}/").status_code == 404


def test_pages_behind_the_link_are_kept_out_of_caches_and_search_engines(event):
    entry = RegistrationFactory(event=event)
    response = Client().get(entry.path)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_people_see_and_delete_what_is_known_of_them(event, join, press):
    entry = join(event, access_needs="Gebärdensprache", diet="vegan")
    page = words(main_of(entry.path))
    for known in (entry.name, entry.email, "Gebärdensprache", "vegan"):
        assert known in page
    response = press(entry, "delete")
    assert get_soup(response["Location"]).h1
    assert not Registration.objects.exists()
    assert Client().get(entry.path).status_code == 404


def test_nobody_is_named_on_any_page_of_the_event(event, join, site_tree):
    join(event, name="Sonja Sonnenschein", email="sonja@example.org")
    for url in (event.url, site_tree.events.url, f"/anmeldung/{event.slug}/", f"{event.url}termin.ics"):
        assert "sonja" not in Client().get(url).content.decode().lower()


def test_reminders_go_out_once_to_those_who_have_a_place_tomorrow(event, join):
    event.start = days_from_now(1)
    event.save()
    placed = [join(event) for _ in range(3)][:2]
    join(EventPageFactory(takes_registrations=True, start=days_from_now(2)))
    join(cancelled := EventPageFactory(takes_registrations=True, start=days_from_now(1)))
    EventPage.objects.filter(pk=cancelled.pk).update(status="cancelled")
    mail.outbox.clear()
    for _ in range(2):
        call_command("send_reminders", stdout=io.StringIO())
    assert sorted(message.to[0] for message in mail.outbox) == sorted(entry.email for entry in placed)


def test_data_is_deleted_some_days_after_the_event_and_the_number_stays(site_tree):
    old = EventPageFactory(takes_registrations=True, start=days_from_now(-91))
    young = EventPageFactory(takes_registrations=True, start=days_from_now(-89))
    for number in range(3):
        for past in (old, young):
            RegistrationFactory(event=past, status="confirmed", is_present=number > 0)
    call_command("purge_registrations", stdout=io.StringIO())
    assert not old.registrations.exists()
    assert young.registrations.count() == 3
    old.refresh_from_db()
    assert old.attended == 2
    call_command("purge_registrations", "--days", "30", stdout=io.StringIO())
    assert not Registration.objects.exists()


def test_what_was_never_confirmed_is_deleted_after_two_days(event):
    long_ago = timezone.now() - datetime.timedelta(days=3)
    RegistrationFactory(event=event, created_at=long_ago)
    RegistrationFactory(event=event, status="confirmed", created_at=long_ago)
    fresh = RegistrationFactory(event=event)
    call_command("purge_registrations", stdout=io.StringIO())
    assert set(event.registrations.values_list("status", flat=True)) == {"confirmed", "pending"}
    assert event.registrations.filter(pk=fresh.pk).exists()


def test_who_was_there_gets_a_certificate_when_it_is_over(site_tree):
    past = EventPageFactory(title="Fachtag Größe", takes_registrations=True, start=days_from_now(-2))
    here = RegistrationFactory(event=past, status="confirmed", is_present=True, name="Jörg Müßig")
    away = RegistrationFactory(event=past, status="confirmed")
    assert f"{here.path}teilnahme.pdf" in [link["href"] for link in main_of(here.path).select("a")]
    pdf = PdfReader(io.BytesIO(Client().get(f"{here.path}teilnahme.pdf").content))
    text = pdf.pages[0].extract_text()
    assert "Jörg Müßig" in text
    assert "Fachtag Größe" in text
    assert past.date_in_words in text
    assert Client().get(f"{away.path}teilnahme.pdf").status_code == 404


# --- never oversold --------------------------------------------------------------------------------------------------


@pytest.fixture
def database_of_its_own(db, tmp_path):
    """The address of an empty database, of the kind the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'signups.sqlite3'}"
        return
    name = f"{connection.settings_dict['NAME']}_signups"

    def address(database):
        return re.sub(r"/[^/]*$", f"/{database}", os.environ["DATABASE_URL"])

    server = psycopg2.connect(address("postgres"))
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield address(name)
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    server.close()


@pytest.mark.scale
def test_200_people_at_once_for_50_places(database_of_its_own):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.events.signups_at_once"],
        cwd=site_settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": database_of_its_own, "EMAIL_URL": "dummymail://", "DEBUG": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    people, places = signups_at_once.PEOPLE, signups_at_once.PLACES
    assert [position for position, _status in found] == list(range(1, people + 1))
    assert [status for _position, status in found] == ["confirmed"] * places + ["waiting"] * (people - places)
