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
    level = access.level
    access.setLevel(logging.INFO)
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
        ("to <a.b+c@mail.example.org>", "to <***@***>"),
        ("smtp://website:geheim@mail/", "smtp://***@mail/"),
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


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("192.0.2.17", "192.0.2.0"),
        ("denied: 192.0.2.17.", "denied: 192.0.2.0."),
        ("client=192.0.2.17,203.0.113.9;", "client=192.0.2.0,203.0.113.0;"),
        ("ip:1:192.0.2.17", "ip:1:192.0.2.0"),
        ("192.0.2.17-203.0.113.9", "192.0.2.0-203.0.113.0"),
        ("http://192.0.2.17:8000/suche/", "http://192.0.2.0:8000/suche/"),
        ("http://erika:geheim@192.0.2.17/", "http://***@192.0.2.0/"),
        ('{"ip": "192.0.2.17"}', '{"ip": "192.0.2.0"}'),
        ("ValueError('line\\n192.0.2.17')", "ValueError('line\\n192.0.2.0')"),
        ("pool-192.0.2.17.provider.example", "pool-192.0.2.0.provider.example"),
        ("::ffff:192.0.2.17", "::ffff:192.0.2.0"),
        ("http://[2001:db8:1:2::17]:80/", "http://[2001:db8:1::]:80/"),
        ("from 2001:db8:1:2::17.", "from 2001:db8:1::."),
        ("Firefox 140.0.0.1", "Firefox 140.0.0.0"),  # may be either: privacy comes first
    ],
)
def test_an_ip_address_is_shortened_wherever_one_can_stand(text, clean):
    assert logs.without_personal_data(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "at 12:30:45",
        "version 1.2.3",
        "version 15.4.0.1",
        "Version: 15.4.0.1",
        '"version": "15.4.0.1"',
        "v15.4.0.1",
        "Mozilla/5.0 Chrome/15.4.0.1 Safari",
        "Django==5.2.0.1, wagtail>=7.4.0.1",
        "/opt/python/3.11.0.1/lib/libpq.so.5.17.0.1",
        "part 1.2.3.4.5 of the standard",
        "300.1.2.3",
        "std::vector and tests/test_logs.py::test_name",
        "00:1a:2b:3c:4d:5e",
    ],
)
def test_numbers_that_are_no_address_stay(text):
    assert logs.without_personal_data(text) == text


@pytest.fixture
def services(settings, monkeypatch):
    """The services of the site by their numbers."""
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", "10.1.0.1,10.1.0.2")
    settings.CACHES = {"default": {"LOCATION": ["redis://:geheim@10.1.0.3:6379/0", "10.1.0.4:11211"]}}
    settings.EMAIL_HOST, settings.PAGE_CACHE_URLS = "10.1.0.5", ["http://10.1.0.6:6083/", "http://[fd00::7]:6083/"]
    settings.S3_SERVICE = {"endpoint_url": "https://10.1.0.8"}
    settings.ALLOWED_HOSTS, settings.SITE_URL = ["www.example.org", "10.1.0.9"], "https://www.example.org"
    logs.addresses_of_services.cache_clear()
    yield
    logs.addresses_of_services.cache_clear()


@pytest.mark.parametrize(
    "text", [*(f"Error 111 connecting to 10.1.0.{number}:80." for number in (*range(1, 7), 8, 9)), "[fd00::7]:6083"]
)
def test_the_addresses_of_the_services_stay(text, services):
    assert logs.without_personal_data(text) == text


def test_other_addresses_of_the_same_network_are_shortened(services):
    assert logs.without_personal_data("10.1.0.10 and fd00::8") == "10.1.0.0 and fd00::"


@pytest.mark.parametrize(
    "text",
    [
        "Listening at: http://127.0.0.1:8000",
        "[::1]:8000",
        'connection to server at "db" (172.18.0.3), port 5432 failed',
        'connection to server at "db" (fd00:1::3), port 5432 failed',
        'FATAL: no pg_hba.conf entry for host "172.18.0.5", user "ikpe"',
    ],
)
def test_the_addresses_of_the_machine_and_of_its_connections_stay(text):
    assert logs.without_personal_data(text) == text


def test_personal_data_behind_a_line_break_is_masked(lines):
    logging.getLogger("ikpe_site").warning("denied:\n192.0.2.17\n%s", "erika@example.org")
    (entry,) = parsed(lines, "ikpe_site")
    assert entry["message"] == "denied:\n192.0.2.0\n***@***"


def test_what_is_given_beside_the_text_is_masked(lines):
    logging.getLogger("ikpe_site").warning(
        "denied", extra={"by": [OSError("192.0.2.17"), {"to": "a@b.de"}], "ms": 1.5}
    )
    (entry,) = parsed(lines, "ikpe_site")
    assert (entry["by"], entry["ms"]) == (["192.0.2.0", {"to": "***@***"}], 1.5)


def test_lines_for_people_are_one_line_without_personal_data():
    formatter = logs.CleanFormatter("%(levelname)s [%(request_id)s] %(message)s")
    record = logging.LogRecord("ikpe_site", logging.ERROR, "", 0, "denied: %s", ("a\n192.0.2.17",), None)
    assert formatter.format(record) == "ERROR [] denied: a\\n192.0.2.0"
    assert record.getMessage() == "denied: a\n192.0.2.17", "other handlers get it as it was"


def test_health_checks_are_not_in_the_log(lines):
    Client().get("/health/live")
    assert lines == []


@pytest.mark.parametrize("path", ["/", "/nichts/", "/suche/", "/admin/"])
def test_a_query_that_is_too_long_is_refused_and_is_no_error_of_the_site(path, site_tree, client, caplog):
    client.raise_request_exception = False
    assert client.get(f"{path}?{'a=1&' * 10_001}").status_code == 400
    assert not [entry for entry in caplog.records if entry.levelname in ("ERROR", "CRITICAL")]


def test_a_form_that_is_too_long_is_an_error_that_operators_see(client, caplog, db):
    client.raise_request_exception = False
    answer = client.post("/admin/login/", "a=1&" * 10_001, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert [entry.name for entry in caplog.records if entry.levelname == "ERROR"]
