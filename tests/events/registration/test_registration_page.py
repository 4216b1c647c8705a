"""What is behind the link that participants get."""

import io

import pytest
from django.test import Client
from pypdf import PdfReader

from events.models import Registration
from events.registration import views
from tests.factories import EventPageFactory, RegistrationFactory, days_from_now
from tests.helpers import get_soup, main_of, words

pytestmark = pytest.mark.database


def test_a_link_that_is_not_signed_leads_nowhere(event):
    key = RegistrationFactory(event=event, status="confirmed").key.hex
    for path in ("", "termin.ics", "teilnahme.pdf"):
        assert Client().get(f"/anmeldung/meine/{key}/{path}").status_code == 404
    assert Client().post(f"/anmeldung/meine/{key}/", {"action": "delete"}).status_code == 404
    assert Registration.objects.exists()


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


@pytest.mark.parametrize("action", ["confirm", "cancel", "delete"])
@pytest.mark.parametrize("gone", ["registration", "event"])
def test_who_presses_a_button_of_what_is_deleted_at_that_moment_is_told(action, gone, event, join, press, monkeypatch):
    """Two windows, or two people with one mailbox."""
    entry = join(event)
    same = views.find_registration(entry.token)
    {"registration": entry, "event": event}[gone].delete()
    monkeypatch.setattr(views, "find_registration", lambda token: same)
    response = press(entry, action)
    monkeypatch.undo()
    assert response.status_code == 302
    assert Client().get(response["Location"]).status_code == (200 if action == "delete" else 404)


def test_two_registrations_are_cancelled_at_the_same_moment(event, join, press):
    first, second, waiting = join(event), join(event), join(event)
    stale = Registration.objects.get(pk=first.pk)
    for entry in (first, second, stale):
        assert press(entry, "cancel").status_code == 302
    waiting.refresh_from_db()
    assert waiting.status == "confirmed"
    assert event.registrations.active().count() == 1


def test_nobody_is_named_on_any_page_of_the_event(event, join, site_tree):
    join(event, name="Sonja Sonnenschein", email="sonja@example.org")
    for url in (event.url, site_tree.events.url, f"/anmeldung/{event.slug}/", f"{event.url}termin.ics"):
        assert "sonja" not in Client().get(url).content.decode().lower()


def test_who_was_there_gets_a_certificate_when_it_is_over(site_tree):
    past = EventPageFactory(title="Fachtag Größe", takes_registrations=True, start=days_from_now(-2))
    here = RegistrationFactory(event=past, status="confirmed", is_present=True, name="Jörg Müßig")
    away = RegistrationFactory(event=past, status="confirmed")
    assert f"{here.path}teilnahme.pdf" in [link["href"] for link in main_of(here.path).select("a")]
    pdf = PdfReader(io.BytesIO(Client().get(f"{here.path}teilnahme.pdf").content))
    text = pdf.pages[0].extract_text()
    assert "Jörg Müßig" in text
    assert "Fachtag Größe" in text
    assert past.date_display in text
    assert Client().get(f"{away.path}teilnahme.pdf").status_code == 404


def test_the_joining_link_is_gone_when_the_event_is_over(site_tree):
    url = "https://konferenz.example.org/geheim"
    for days, is_shown in ((1, True), (-1, False)):
        event = EventPageFactory(start=days_from_now(days), is_online=True, joining_url=url)
        page = main_of(RegistrationFactory(event=event, status="confirmed").path)
        assert (url in [link["href"] for link in page.select("a")]) is is_shown
