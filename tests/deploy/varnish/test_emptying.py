"""Emptying it, and what it shows while the site fails."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from .backend import HUNG_UP, purge

pytestmark = pytest.mark.services


@pytest.mark.parametrize("mode", ["soft", "hard"])
def test_emptied_it_asks_again_for_every_page(pair, site, get, mode):
    get("/")
    get("/liste/?jahr=2020")
    assert purge(pair, mode) == 200
    assert get("/").text == "/ 2"
    assert get("/liste/?jahr=2020").text == "/liste/?jahr=2020 2"


def test_pictures_outlive_a_change_and_not_what_takes_something_away(pair, site, get):
    get("/media/images/a.png")
    purge(pair, "soft")
    assert get("/media/images/a.png").text == "/media/images/a.png 1"
    purge(pair, "hard")
    assert get("/media/images/a.png").text == "/media/images/a.png 2"


def test_what_empties_it_does_nothing_else(pair, site, get):
    get("/")
    assert get("/", port=pair.ports.purge).status == 405
    assert get("/").text == "/ 1"


def test_no_header_of_a_visitor_brings_an_old_page_back(pair, site, get):
    get("/")
    purge(pair, "soft")
    assert get("/", X_Stale="1").text == "/ 2"


def test_static_files_outlive_that(pair, site, get):
    site.headers = {"Cache-Control": "max-age=315360000, public, immutable"}
    get("/static/site.abc.css")
    purge(pair, "hard")
    assert get("/static/site.abc.css").text == "/static/site.abc.css 1"


def test_visitors_cannot_empty_it(site, get):
    get("/")
    assert get("/", "PURGE", Purge_Mode="hard").status == 405
    assert get("/").text == "/ 1"


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "GETX", "XGET"])
def test_methods_that_no_page_knows_do_not_reach_the_site(site, get, method):
    assert get("/", method).status == 405
    assert site.asked == {}


@pytest.mark.parametrize("failure", ["answers with errors", "does not answer", "is not ready"])
def test_while_the_site_fails_visitors_get_the_old_page(pair, site, get, failure):
    get("/")
    purge(pair, "soft")
    site.status = HUNG_UP if failure == "does not answer" else 503
    if failure == "is not ready":
        site.is_ready = False
        time.sleep(1)
    assert [get("/").text for _ in range(3)] == ["/ 1"] * 3
    assert get("/nie-gesehen/").status == 503
    site.status, site.is_ready = 200, True
    time.sleep(1)
    assert get("/").text != "/ 1"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_an_old_page_visitors_are_asked_to_come_again(site, get, method):
    site.status = HUNG_UP
    answer = get("/nie-gesehen/", method, body=b"a=b" if method == "POST" else None)
    assert answer.status == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Wir sind gleich wieder da" in answer.text
    site.status = 200
    assert get("/nie-gesehen/", method).status == 200


def test_an_old_page_is_shown_only_if_it_says_that_it_may_be(pair, site, get):
    site.headers = {"Cache-Control": "public, max-age=0, s-maxage=300, stale-if-error=0"}
    get("/")
    purge(pair, "soft")
    site.status = 503
    assert get("/").status == 503


def test_what_was_taken_away_does_not_come_back(pair, site, get):
    get("/")
    purge(pair, "hard")
    site.status = 503
    assert get("/").status == 503


def test_errors_are_not_kept(site, get):
    site.status = 500
    assert get("/").status == 500
    site.status = 200
    assert get("/").status == 200


def test_errors_are_not_kept_while_the_site_is_not_ready_either(site, get):
    site.is_ready, site.status = False, 500
    time.sleep(0.6)
    assert get("/").status == 500
    site.status = 200
    assert get("/").status == 200


def test_many_visitors_at_once_are_one_request(site, get):
    site.delay = 0.5
    path = "/aktuelles/"  # no other test has taught the page cache that this one is not to be kept
    with ThreadPoolExecutor(20) as pool:
        texts = list(pool.map(lambda _number: get(path).text, range(20)))
    assert texts == [f"{path} 1"] * 20
    assert site.asked[path] == 1


def test_a_static_file_that_one_process_does_not_have_is_asked_for_again(site, get):
    site.headers = {"Cache-Control": "max-age=315360000, public, immutable"}
    site.next_statuses = [404, 200]
    assert get("/static/neu.css").status == 200
    assert site.asked["/static/neu.css"] == 2
    site.status = 404
    assert get("/static/nie.css").status == 404
    assert site.asked["/static/nie.css"] == 5
    assert get("/nie/").status == 404
    assert site.asked["/nie/"] == 1
