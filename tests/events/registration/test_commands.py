"""Reminders are sent and data is deleted by the clock."""

import datetime
import io

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from events.models import EventPage, Registration
from tests.factories import EventPageFactory, RegistrationFactory, days_from_now

pytestmark = pytest.mark.database


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
