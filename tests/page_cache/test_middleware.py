"""What the site tells caches of an answer: whether they may keep it, and how long."""

import datetime
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from ikpe_site.page_cache.middleware import PageCacheMiddleware

NOW = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)


def told(response, method="GET", **cookies) -> str:
    """The header that goes out with an answer to a visitor with these cookies."""
    request = RequestFactory().generic(method, "/")
    request.COOKIES.update(cookies)
    return PageCacheMiddleware(lambda request: response)(request).get("Cache-Control", "")


def kept(age: int, stale: int) -> str:
    return f"public, max-age=0, s-maxage={age}, stale-if-error={stale}"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("status", [200, 301, 308])
def test_a_page_is_kept_for_five_minutes_and_shown_for_a_day_while_the_site_fails(status, method):
    assert told(HttpResponse(status=status), method) == kept(300, 86_400)


@pytest.mark.parametrize("status", [404, 410])
def test_that_there_is_nothing_is_kept_for_a_minute_and_not_shown_while_the_site_fails(status):
    assert told(HttpResponse(status=status)) == kept(60, 0)


@pytest.mark.parametrize("status", [302, 304, 307, 400, 403, 405, 429, 500, 503])
def test_what_may_be_another_answer_next_time_is_not_kept(status):
    assert told(HttpResponse(status=status)) == ""


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "PUT"])
def test_an_answer_to_anything_but_a_question_is_not_kept(method):
    assert told(HttpResponse(), method) == ""


def test_an_answer_for_one_visitor_is_not_kept():
    with_cookie = HttpResponse()
    with_cookie.set_cookie("a", "b")
    assert told(with_cookie) == ""
    assert told(HttpResponse(headers={"Vary": "Accept, cookie"})) == ""
    assert told(HttpResponse(headers={"Vary": "Accept"})) == kept(300, 86_400)


def test_nothing_that_somebody_with_a_session_sees_is_kept_anywhere(settings):
    settings.SESSION_COOKIE_NAME = "sitzung"
    assert told(HttpResponse(), sitzung="x") == "private, no-store"
    assert told(HttpResponse(), sessionid="x") == kept(300, 86_400)


def test_what_a_view_says_itself_stands():
    assert told(HttpResponse(headers={"Cache-Control": "no-cache"}), sessionid="x") == "no-cache"


@pytest.mark.parametrize(
    ("seconds", "age", "stale"),
    [
        (-5, 0, 0),
        (100, 100, 0),
        (300, 300, 0),
        (301, 300, 1),
        (3600, 300, 3300),
        (86_700, 300, 86_400),
        (10**6, 300, 86_400),
    ],
)
def test_a_page_is_gone_from_caches_when_it_expires(seconds, age, stale, freeze):
    freeze(NOW)
    response = HttpResponse()
    response.context_data = {"page": SimpleNamespace(expire_at=NOW + datetime.timedelta(seconds=seconds))}
    assert told(response) == kept(age, stale)


@pytest.mark.parametrize("context", [None, {}, {"page": None}, {"page": SimpleNamespace(expire_at=None)}])
def test_a_page_that_never_expires_is_kept_as_any_other(context):
    response = HttpResponse()
    response.context_data = context
    assert told(response) == kept(300, 86_400)
