"""The privacy page of the demo names the periods that the code keeps to."""

import datetime

import pytest
from django.conf import settings

from events.management.commands import purge_registrations
from events.registration.forms import SignupForm
from ikpe_site.links import not_found
from ikpe_site.operations.management.commands import send_queued_mails
from ikpe_site.operations.models import mail
from ikpe_site.search import missed
from people.forms import MessageForm
from tests.demo.texts import texts

PAGE = " ".join(words for place, words in texts("pages") if "/datenschutz/" in place)


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("Suchwörter ohne Treffer werden nach {} Tagen gelöscht", missed.KEPT_DAYS),
        ("einmal gesuchte schon nach {} Tagen", missed.KEPT_DAYS_ONCE),
        ("Nicht gefundene Adressen werden nach {} Tagen gelöscht", not_found.KEPT_FOR.days),
        ("löscht die Nachricht spätestens nach {} Tagen", send_queued_mails.KEPT.days),
        ("spätestens {} Tage nach der Veranstaltung", settings.REGISTRATIONS_KEPT_DAYS),
    ],
)
def test_what_is_kept_is_kept_as_long_as_it_says(sentence, period):
    assert sentence.format(period) in PAGE


def test_periods_in_words_are_those_of_the_code():
    assert datetime.timedelta(days=2) == purge_registrations.UNCONFIRMED_KEPT
    assert "Ohne Bestätigung löschen wir die Anmeldung nach zwei Tagen" in PAGE
    assert datetime.timedelta(days=5) == mail.GIVE_UP_AFTER
    assert "versucht sie es fünf Tage lang" in PAGE
    for rate in (MessageForm.rate, SignupForm.rate, SignupForm.mails_per_address, SignupForm.mails_per_shared_address):
        assert rate.endswith("/h")
    assert "Diese Zähler verfallen nach spätestens einer Stunde" in PAGE


def test_it_does_not_claim_to_keep_nothing():
    for claim in ("misst kein", "keine Messung", "bewahrt sie nicht auf", "speichert nichts"):
        assert claim not in PAGE
    assert "behält Ihre Nachricht nur, bis der Mailserver sie angenommen hat" in PAGE
