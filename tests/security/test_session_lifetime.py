"""When a session ends, to the second, and when something done in it counts."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.cache import SessionStore
from django.test import RequestFactory
from django.urls import resolve, reverse

from ikpe_site.accounts.middleware import SessionLifetimeMiddleware, refuse
from ikpe_site.accounts.receivers import LAST_ACTIVE, STARTED
from ikpe_site.accounts.views import session_state

NOW = 2_000_000_000
IDLE, AGE = 3600, 12 * 3600
PING = "/admin/editing-sessions/ping/home/homepage/3/1/"


@pytest.fixture(autouse=True)
def _clock(monkeypatch, settings):
    monkeypatch.setattr("time.time", lambda: NOW)
    settings.SESSION_IDLE_SECONDS, settings.SESSION_COOKIE_AGE = IDLE, AGE


@pytest.fixture
def ask():
    """A request in a session that began `age` seconds ago, with the last thing done in it `idle` seconds ago."""

    def make(path="/admin/", idle=0, age=0, has_cookie=True):
        request = RequestFactory().get(path)
        request.user, request.resolver_match = User(pk=1), resolve(request.path)
        request.session = SessionStore()
        request.session.update({LAST_ACTIVE: NOW - idle, STARTED: NOW - age} if age is not None else {})
        request._messages = FallbackStorage(request)  # noqa: SLF001  where Django keeps them
        if has_cookie:
            request.COOKIES["sessionid"] = "x"
        request.answer = SessionLifetimeMiddleware(None).process_view(request, None, (), {})
        return request

    return make


@pytest.mark.parametrize(
    ("idle", "age", "goes_on"),
    [(0, 0, True), (IDLE, AGE, True), (IDLE + 1, IDLE + 1, False), (0, AGE + 1, False), (0, None, False)],
)
def test_it_goes_on_as_long_as_it_is_young_and_in_use(idle, age, goes_on, ask):
    request = ask("/admin/?q=a", idle, age)
    if goes_on:
        assert (request.answer, request.user.pk) == (None, 1)
    else:
        assert request.answer["Location"] == "/admin/login/?next=/admin/%3Fq%3Da"
        assert [message.level_tag for message in request._messages] == ["warning"]  # noqa: SLF001
        assert isinstance(request.user, AnonymousUser)


def test_a_visitor_whose_session_has_ended_goes_on_as_nobody(ask):
    request = ask("/suche/", IDLE + 1)
    assert request.answer is None
    assert isinstance(request.user, AnonymousUser)
    assert list(request._messages) == []  # noqa: SLF001


@pytest.mark.parametrize(
    ("path", "idle", "is_noted"),
    [("/admin/", 60, False), ("/admin/", 61, True), ("/suche/", 61, False), (PING, 61, False)],
)
def test_what_is_done_in_the_admin_is_noted_once_a_minute(path, idle, is_noted, ask):
    assert ask(path, idle).session[LAST_ACTIVE] == (NOW if is_noted else NOW - idle)


def test_without_a_cookie_no_session_is_looked_for(ask):
    request = ask("/admin/", IDLE + 1, has_cookie=False)
    assert (request.answer, request.user.pk) == (None, 1)


@pytest.mark.parametrize(
    ("method", "headers", "answer"),
    [
        ("get", {}, "/admin/login/?next=/admin/pages/"),
        ("get", {"accept": "text/html"}, "/admin/login/?next=/admin/pages/"),
        ("post", {}, "/admin/login/?next=/admin/"),
        ("get", {"x-requested-with": "XMLHttpRequest"}, 403),
        ("get", {"accept": "application/json"}, 403),
        ("post", {"accept": "text/html, application/json"}, 403),
    ],
)
def test_who_is_refused_comes_back_and_a_script_is_told(method, headers, answer):
    response = refuse(getattr(RequestFactory(), method)("/admin/pages/", headers=headers), reverse("account_login"))
    assert response.get("Location", response.status_code) == answer


STATE = "/admin/konto/sitzung/"


def test_an_open_form_hears_how_long_the_session_goes_on_and_does_not_prolong_it_by_asking(ask):
    request = ask(STATE, IDLE - 290)
    assert request.session[LAST_ACTIVE] == NOW - IDLE + 290
    state = json.loads(session_state(request).content)
    assert state["seconds_left"] == 290
    assert state["csrf_token"]


def test_whoever_wants_to_stay_signed_in_does_but_not_beyond_the_longest_time(ask):
    request = ask(f"{STATE}?continue", IDLE - 290, AGE - 600)
    assert request.session[LAST_ACTIVE] == NOW
    assert json.loads(session_state(request).content)["seconds_left"] == 600


@pytest.mark.django_db
def test_a_form_hears_that_there_is_no_session_any_more(client):
    assert client.get(STATE, headers={"Accept": "application/json"}).json() == {"seconds_left": 0}


def test_a_form_whose_session_has_just_ended_hears_that(ask):
    request = RequestFactory().get(STATE)
    assert ask(STATE, IDLE + 1).answer.status_code in (302, 403)
    request.user = AnonymousUser()
    assert json.loads(session_state(request).content) == {"seconds_left": 0}
