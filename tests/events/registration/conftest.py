"""An event of two places, and people who register for it."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from events.models import Registration
from events.registration import signups
from ikpe_site.core.spam import MIN_AGE
from tests.factories import EventPageFactory, RegistrationFactory
from tests.helpers import get_soup

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
