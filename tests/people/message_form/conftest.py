"""A person to write to, a mail server, and somebody who fills in the form."""

import datetime
import socket
import time
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html

from ikpe_site.core.spam import MIN_AGE
from tests.factories import PersonPageFactory
from tests.helpers import soup_of, words

from .mail_server import MailServer

DAY = datetime.timedelta(days=1)
MESSAGE = {"name": "Jörg Müßig", "email": "joerg@example.org", "message": "Können Sie uns beraten?"}


@pytest.fixture
def mail_server(settings):
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    settings.DEFAULT_FROM_EMAIL = "IKPE <website@example.org>"
    yield server
    server.stop()


@pytest.fixture
def no_mail_server(settings):
    """Nobody listens where the settings say."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()
        yield


@pytest.fixture
def person(institute):
    return PersonPageFactory(first_name="Petra", last_name="Muster", email="petra.muster@ikpe-erfurt.de")


@pytest.fixture
def write(freeze, monkeypatch):
    """Open the form at an address, fill it in, and send it a moment later. Django checks CSRF tokens."""
    # The hour of the limit is that of the clock: it must not begin anew in the middle of a test.
    started = time.time()
    monkeypatch.setattr("django_ratelimit.core.time", SimpleNamespace(time=lambda: started))

    def write_to(page, age=MIN_AGE, **data):
        client = Client(enforce_csrf_checks=True)
        address = f"{page.url}nachricht/"
        shown = client.get(address).content.decode()
        form = BeautifulSoup(shown, "html.parser").select_one("form[method=post]")
        form["id"] = "form"
        fields = querydict_from_html(str(form), form_id="form").dict()
        now = timezone.now()
        freeze(now + age)
        response = client.post(form["action"], fields | MESSAGE | data)
        freeze(now)
        assert not client.cookies
        return response

    return write_to


def is_sent(response) -> bool:
    return response.status_code == 302 and response["Location"].endswith("/nachricht/?gesendet")


def errors_of(response) -> list[str]:
    return [words(error) for error in soup_of(response).select(".notice-warn li")]
