"""The log: one line for each request, found again by its id, with nothing in it that tells who it was."""

import json
import logging

import pytest
from django.conf import settings
from django.test import Client

from ikpe_site.home.models import HomePage
from ikpe_site.operations import logs

REFUSED_IDS = ["", "short", "x" * 65, "abc def ghi", "id\r\nSet-Cookie: a=b", '{"a": "b"}', "ümläute-ümläute"]


@pytest.fixture
def lines(site_tree, monkeypatch):
    """The lines of JSON that were written, in the format of production."""
    written = []
    formatter = logs.CleanJsonFormatter(settings.LOGGING["formatters"]["json"]["format"])

    class Handler(logging.Handler):
        def emit(self, record):
            written.append(formatter.format(record))

    handler = Handler()
    root, access = logging.getLogger(), logging.getLogger("ikpe_site.access")
    root.addHandler(handler)
    level, access.level = access.level, logging.INFO
    access.manager._clear_cache()
    yield written
    root.removeHandler(handler)
    access.setLevel(level)


def parsed(lines, logger="ikpe_site.access"):
    return [entry for line in lines if (entry := json.loads(line))["name"] == logger]


def test_a_request_leaves_one_line_without_personal_data(lines):
    Client(REMOTE_ADDR="192.0.2.17", headers={"user-agent": "Firefox 140"}).get("/suche/?q=Erika+Mustermann")
    (entry,) = parsed(lines)
    assert (entry["method"], entry["path"], entry["status"]) == ("GET", "/suche/", 200)
    assert entry["client"] == "192.0.2.0"
    assert entry["ms"] > 0
    for secret in ("Mustermann", "192.0.2.17", "Firefox"):
        assert secret not in "".join(lines)


def test_the_id_of_the_proxy_is_in_the_log_and_in_the_answer(lines):
    response = Client(headers={"x-request-id": "proxy-1234-abcd"}).get("/")
    assert response["X-Request-ID"] == "proxy-1234-abcd"
    assert parsed(lines)[0]["request_id"] == "proxy-1234-abcd"


@pytest.mark.parametrize("given", REFUSED_IDS)
def test_an_id_that_could_be_an_attack_is_replaced(given, lines):
    response = Client(headers={"x-request-id": given}).get("/")
    assert response["X-Request-ID"] != given
    assert len(response["X-Request-ID"]) == 32


def test_two_requests_have_different_ids(lines):
    client = Client()
    assert client.get("/")["X-Request-ID"] != client.get("/")["X-Request-ID"]


def test_an_error_carries_the_id_of_its_request_and_no_personal_data(lines, monkeypatch):
    def serve(*args, **kwargs):
        raise RuntimeError("Key (email)=(erika@example.org) from 2001:db8:1:2::17 already exists")

    monkeypatch.setattr(HomePage, "serve", serve)
    response = Client(raise_request_exception=False).get("/?name=Erika")
    (entry,) = parsed(lines, "django.request")
    assert entry["request_id"] == response["X-Request-ID"]
    assert "RuntimeError" in entry["exc_info"]
    assert "2001:db8:1::" in entry["exc_info"]
    for secret in ("erika", "Erika", "1:2::17"):
        assert secret not in "".join(lines)


def test_a_line_break_in_an_address_makes_no_second_entry(lines):
    Client().get("/x%0A%7B%22level%22:%22ERROR%22%7D/")
    assert len(parsed(lines)) == 1
    assert all("\n" not in line for line in lines)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("from 203.0.113.99 port 80", "from 203.0.113.0 port 80"),
        ("[2001:db8:abcd:12::1]", "[2001:db8:abcd::]"),
        ("at 12:30:45", "at 12:30:45"),
        ("version 1.2.3", "version 1.2.3"),
        ("to <a.b+c@mail.example.org>", "to <***@***>"),
        ("/anmeldung/meine/Zm9vYmFy:1tAbCd:x8sLkJ3hG2fDs1aQwErTy/", "/anmeldung/meine/***/"),
        (
            "/admin/konto/passwort/2n/c8k2x1-0123456789abcdef0123456789abcdef/",
            "/admin/konto/passwort/2n/***/",
        ),
        (
            "/aktuelles/qualitaetsentwicklung-in-kindertagesstaetten/",
            "/aktuelles/qualitaetsentwicklung-in-kindertagesstaetten/",
        ),
    ],
)
def test_what_is_personal_or_opens_something_is_masked(text, clean):
    assert logs.without_personal_data(text) == clean


def test_health_checks_are_not_in_the_log(lines):
    Client().get("/health/live")
    assert lines == []
