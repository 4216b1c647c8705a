"""Asking other websites: what counts as broken, how politely, and where never to ask."""

import socket
import threading
import time
from itertools import pairwise

import pytest

from ikpe_site.links import external
from ikpe_site.links.external import Answer, ExternalSession, TooLargeError, ask, ask_all, is_public, problem_of
from ikpe_site.links.models import Link
from tests.links.link_server import link_server

Problem = Link.Problem


@pytest.fixture
def server():
    with link_server() as server:
        yield server


@pytest.fixture
def own_network_allowed(monkeypatch):
    """The test server is on this machine, where the checker never asks otherwise."""
    monkeypatch.setattr(external, "is_public", lambda address: True)


# --- what an answer means --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/200", Answer("", 200)),
        ("/to-200", Answer("", 200)),
        ("/get-only", Answer("", 200)),
        ("/404", Answer(Problem.MISSING, 404)),
        ("/410", Answer(Problem.MISSING, 410)),
        ("/to-404", Answer(Problem.MISSING, 404)),
        ("/401", Answer(Problem.REFUSED, 401)),
        ("/403", Answer(Problem.REFUSED, 403)),
        ("/429", Answer(Problem.REFUSED, 429)),
        ("/500", Answer(Problem.UNREACHABLE, 500)),
        ("/503", Answer(Problem.UNREACHABLE, 503)),
        ("/loop", Answer(Problem.UNREACHABLE)),
        ("/hang-up", Answer(Problem.UNREACHABLE)),
    ],
)
def test_what_an_answer_means(path, answer, server, own_network_allowed):
    assert ask(server.url + path) == answer


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "https://127.0.0.1:1/",
        "http://[",
        "http://",
        "http://a b/",
        "http://xn--/",
        f"http://{'a' * 80}.invalid/",
    ],
)
def test_addresses_that_cannot_be_reached_break_nothing(url, own_network_allowed):
    assert ask(url) == Answer(Problem.UNREACHABLE)


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (399, ""),
        (400, Problem.REFUSED),
        (405, Problem.REFUSED),
        (451, Problem.REFUSED),
        (499, Problem.REFUSED),
        (500, Problem.UNREACHABLE),
        (599, Problem.UNREACHABLE),
        (600, Problem.REFUSED),
        (999, Problem.REFUSED),
    ],
)
def test_what_a_status_means(status, problem):
    assert problem_of(status) == problem


def test_it_is_patient_for_half_a_minute_at_most_and_follows_five_redirects():
    assert external.TIMEOUT <= external.DEADLINE <= 30
    assert external.PAUSE >= 1
    assert external.make_session().max_redirects == 5


def test_head_comes_first_and_get_only_where_head_is_refused(server, own_network_allowed):
    ask(f"{server.url}/200")
    ask(f"{server.url}/get-only")
    assert [(method, path) for method, path, _time, _headers in server.requests] == [
        ("HEAD", "/200"),
        ("HEAD", "/get-only"),
        ("GET", "/get-only"),
    ]


def test_the_checker_says_who_asks_and_keeps_no_cookie(server, own_network_allowed, settings):
    settings.SITE_URL = "https://www.example.org"
    ask(f"{server.url}/200")
    ask(f"{server.url}/200")
    asked = [headers for _method, _path, _time, headers in server.requests]
    assert len(asked) == 2
    assert [headers["User-Agent"] for headers in asked] == ["IKPE-Linkpruefung (+https://www.example.org/)"] * 2
    assert not any("Cookie" in headers for headers in asked)


def test_a_server_that_never_ends_its_answer_is_left_after_a_time(server, own_network_allowed, monkeypatch):
    monkeypatch.setattr(external, "DEADLINE", 0.4)
    start = time.monotonic()
    assert ask(f"{server.url}/drip") == Answer(Problem.UNREACHABLE)
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("path", ["/silent", "/get-only-silent"])
def test_a_server_that_does_not_begin_its_answer_is_left_after_a_time(path, server, own_network_allowed, monkeypatch):
    monkeypatch.setattr(external, "TIMEOUT", 0.1)
    start = time.monotonic()
    assert ask(server.url + path) == Answer(Problem.UNREACHABLE)
    assert time.monotonic() - start < 1


def test_what_a_page_holds_is_not_waited_for(server, own_network_allowed, monkeypatch):
    monkeypatch.setattr(external, "DEADLINE", 1)
    assert ask(f"{server.url}/get-only-endless") == Answer("", 200)


def test_no_thread_waits_for_a_server_that_was_left(server, own_network_allowed, monkeypatch):
    monkeypatch.setattr(external, "DEADLINE", 0.3)
    before = set(threading.enumerate())
    for path in ("/drip", "/silent"):
        assert ask(server.url + path) == Answer(Problem.UNREACHABLE)
    for thread in set(threading.enumerate()) - before:
        if "process_request" not in thread.name:  # those of the server
            thread.join(1)
            assert not thread.is_alive()


def test_head_and_get_and_all_redirects_share_the_time(server, own_network_allowed, monkeypatch):
    monkeypatch.setattr(external, "DEADLINE", 0.5)
    start = time.monotonic()
    assert ask(f"{server.url}/get-only-silent") == Answer(Problem.UNREACHABLE)
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(("limit", "is_read"), [(4, True), (3, False)])
def test_no_more_of_an_answer_is_read_than_was_agreed(limit, is_read, server, own_network_allowed):
    with ExternalSession(seconds=5, max_bytes=limit) as session:
        if is_read:
            assert session.get(f"{server.url}/long").content == b"long"
        else:
            with pytest.raises(TooLargeError):
                session.get(f"{server.url}/long")


def test_what_a_redirect_holds_is_not_read(server, own_network_allowed):
    with ExternalSession(seconds=5, max_bytes=4) as session:
        assert session.get(f"{server.url}/from-endless-to-long").content == b"long"


# --- never inside the own network ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "ff0e::1",
        "2001:0:53aa:64c:0:5efe:7f00:1",
        "::127.0.0.1",
        "::10.0.0.1",
        "::193.174.232.1",
        "fec0::1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "::ffff:0:127.0.0.1",
        "2002:a9fe:a9fe::1",
        "4000::1",
    ],
)
def test_private_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["193.174.232.1", "2001:4860:4860::8888", "::ffff:193.174.232.1"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0177.0.0.1", "017700000001"),
        *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]"),
    ],
)
def test_the_own_machine_is_never_asked(scheme, host, server):
    assert ask(f"{scheme}://{host}:{server.server_port}/200") == Answer(Problem.NOT_ALLOWED)
    assert server.requests == []


def test_a_name_with_one_private_address_is_not_asked(server, monkeypatch):
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("193.174.232.1", "127.0.0.1")]
    monkeypatch.setattr(external.socket, "getaddrinfo", lambda *args, **kwargs: entries)
    assert ask("http://www.example.org/") == Answer(Problem.NOT_ALLOWED)


def test_a_redirect_into_the_own_network_is_not_followed(server, monkeypatch):
    """The first step is allowed, as if it were another machine; where it leads to is checked anew."""
    answers = iter([True, False])
    monkeypatch.setattr(external, "is_public", lambda address: next(answers))
    server.elsewhere = f"http://localhost:{server.server_port}/200"
    assert ask(f"{server.url}/to-x") == Answer(Problem.NOT_ALLOWED)
    assert [path for _method, path, _time, _headers in server.requests] == ["/to-x"]


def test_the_address_that_was_checked_is_the_one_that_is_asked(server, monkeypatch, own_network_allowed):
    """A name that leads elsewhere when looked up again (DNS rebinding) gains nothing."""
    looked_up = []
    real = socket.getaddrinfo

    def once(host, *args, **kwargs):
        if host == "www.example.org":
            looked_up.append(host)
            host = "127.0.0.1"
        return real(host, *args, **kwargs)

    monkeypatch.setattr(external.socket, "getaddrinfo", once)
    assert ask(f"http://www.example.org:{server.server_port}/200") == Answer("", 200)
    assert looked_up == ["www.example.org"]
    assert server.requests[0][3]["Host"] == f"www.example.org:{server.server_port}"


def test_no_proxy_is_asked_which_would_go_where_nobody_has_checked(server, own_network_allowed, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    assert ask(f"{server.url}/200") == Answer("", 200)


# --- politely --------------------------------------------------------------------------------------------------------


def test_there_is_a_pause_between_two_requests_to_one_host_and_others_are_asked_meanwhile(monkeypatch):
    monkeypatch.setattr(external, "PAUSE", 0.2)
    asked = []

    def note(url):
        asked.append((url, time.monotonic()))
        return Answer("")

    urls = ["http://a.example/1", "http://a.example/2", "http://b.example/1", "http://a.example/3"]
    assert {url for url, _answer in ask_all(urls, 10, note)} == set(urls)
    assert [url for url, _time in asked][:2] == ["http://a.example/1", "http://b.example/1"]
    times = [moment for url, moment in asked if "a.example" in url]
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(times))


def test_nothing_more_is_asked_when_the_time_is_over(monkeypatch):
    monkeypatch.setattr(external, "PAUSE", 0.2)
    urls = [f"http://a.example/{n}" for n in range(100)]
    start = time.monotonic()
    assert 1 <= len(list(ask_all(urls, 0.5, lambda url: Answer("")))) <= 3
    assert time.monotonic() - start < 1
