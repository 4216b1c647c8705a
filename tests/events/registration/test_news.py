"""Participants hear of it when their event is moved, cancelled or deleted."""

import io

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from events.models import EventPage
from ikpe_site.roles.groups import EDITORS, EVENTS
from tests.admin_forms import edit
from tests.factories import EventPageFactory, RegistrationFactory, days_from_now
from tests.helpers import get_soup, hrefs, soup_of, words

pytestmark = pytest.mark.database

OFFER = "Teilnehmende benachrichtigen"


@pytest.fixture
def event(site_tree):
    event = EventPageFactory(
        title="Fachtag", takes_registrations=True, places=1, start=days_from_now(14), place="Rathaus"
    )
    event.save_revision().publish()
    RegistrationFactory(event=event, status="confirmed", position=1)
    RegistrationFactory(event=event, status="waiting", position=2)
    RegistrationFactory(event=event, status="cancelled")
    return event


@pytest.fixture
def organiser(site_tree, member_of):
    client = Client()
    client.force_login(member_of(EVENTS))
    return client


def publish(event, **fields):
    page = EventPage.objects.get(pk=event.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def write_url(event):
    return reverse("registrations:write", args=[event.pk]) + "?news"


def proposed(client, event) -> dict:
    form = get_soup(write_url(event), client).select_one("form")
    return {
        "recipients": form.select_one("[name=recipients] option[selected]")["value"],
        "subject": form.select_one("[name=subject]")["value"],
        "text": form.select_one("[name=text]").text.strip(),
        "with_calendar": "on" if form.select_one("[name=with_calendar]").has_attr("checked") else "",
    }


def is_offered(client, event) -> bool:
    return write_url(event) in hrefs(get_soup(reverse("wagtailadmin_pages:edit", args=[event.pk]), client))


@pytest.mark.parametrize(
    ("change", "subject", "sentence"),
    [
        ({"start": days_from_now(21)}, "Neuer Termin: Fachtag", "(bisher: "),
        ({"place": "Stadthalle"}, "Neuer Ort: Fachtag", "findet hier statt: Stadthalle"),
        ({"status": "cancelled"}, "Abgesagt: Fachtag", "findet nicht statt."),
        ({"status": "postponed"}, "Verschoben: Fachtag", "Den neuen Termin teilen wir Ihnen mit."),
    ],
)
def test_a_published_change_is_told_with_the_calendar_file(event, organiser, change, subject, sentence):
    publish(event, **change)
    assert is_offered(organiser, event)
    message = proposed(organiser, event)
    assert (message["recipients"], message["subject"]) == ("both", subject)
    assert sentence in message["text"]
    organiser.post(write_url(event), message | {"send": "1"})
    placed, waiting = mail.outbox
    [(name, content, _kind)] = placed.attachments
    assert name == "fachtag.ics"
    assert "SEQUENCE:1" in content
    assert waiting.attachments == []  # the joining link is for those who have a place
    assert not is_offered(organiser, event)


def test_publishing_in_the_form_offers_it_at_once(event, organiser):
    answer = edit(organiser, event, {"place": "Stadthalle"})
    page = get_soup(answer["Location"], organiser)
    assert write_url(event) in hrefs(page.select_one(".messages"))


def test_what_is_taken_back_or_known_already_is_not_offered(event, organiser):
    publish(event, place="Stadthalle")
    publish(event, place="Rathaus")
    assert not is_offered(organiser, event)
    publish(event, place="Stadthalle")
    organiser.post(reverse("registrations:participants", args=[event.pk]), {"told": "1"})
    assert not is_offered(organiser, event)


def test_two_changes_are_told_from_what_the_participants_know(event, organiser):
    old = EventPage.objects.get(pk=event.pk).date_display
    publish(event, start=days_from_now(20))
    publish(event, start=days_from_now(21), place="Stadthalle")
    text = proposed(organiser, event)["text"]
    assert f"(bisher: {old}" in text
    assert "Stadthalle" in text


def test_words_drafts_and_events_without_participants_are_no_news(event, organiser):
    publish(event, teaser="Ein anderer Satz.")
    page = EventPage.objects.get(pk=event.pk)
    page.place = "Noch ein Entwurf"
    page.save_revision()
    assert not is_offered(organiser, event)
    alone = EventPageFactory(takes_registrations=True)
    publish(alone)
    publish(alone, place="Stadthalle")
    assert not is_offered(organiser, alone)


def test_editors_who_may_not_write_to_participants_read_who_may(event, member_of):
    client = Client()
    client.force_login(member_of(EDITORS))
    publish(event, place="Stadthalle")
    form = words(get_soup(reverse("wagtailadmin_pages:edit", args=[event.pk]), client))
    assert "Benachrichtigen können sie: Administration, Veranstaltungen." in form
    assert OFFER not in form


def test_who_deletes_an_event_is_offered_to_tell_it_before_and_after(event, organiser):
    url = reverse("wagtailadmin_pages:delete", args=[event.pk])
    assert write_url(event) in hrefs(get_soup(url, organiser).select_one(".messages"))
    page = get_soup(organiser.post(url)["Location"], organiser)
    assert write_url(event) in hrefs(page.select_one(".messages"))
    message = proposed(organiser, event)
    assert message["subject"] == "Abgesagt: Fachtag"
    assert message["with_calendar"] == ""
    organiser.post(write_url(event), message | {"send": "1"})
    assert len(mail.outbox) == 2


def test_who_deletes_several_is_offered_to_tell_it(event, organiser):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={event.pk}&next=/admin/"
    page = soup_of(organiser.post(url, follow=True))
    assert write_url(event) in hrefs(page.select_one(".messages"))


def test_who_unpublishes_an_event_is_offered_to_tell_it(event, organiser):
    answer = organiser.post(reverse("wagtailadmin_pages:unpublish", args=[event.pk]))
    assert write_url(event) in hrefs(get_soup(answer["Location"], organiser).select_one(".messages"))


def test_a_new_day_means_a_new_reminder(event):
    publish(event, start=days_from_now(1))
    call_command("send_reminders", stdout=io.StringIO())
    publish(event, start=days_from_now(1, hour=17))  # the same day
    call_command("send_reminders", stdout=io.StringIO())
    assert len(mail.outbox) == 1
    publish(event, start=days_from_now(9))
    publish(event, start=days_from_now(1))
    call_command("send_reminders", stdout=io.StringIO())
    assert len(mail.outbox) == 2
