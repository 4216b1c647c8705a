"""What is sent to the site arrives once, and what visitors write into headers stays outside."""

import pytest

from .backend import HUNG_UP, UNDELIVERED

pytestmark = pytest.mark.services


def test_forms_reach_the_site(site, get):
    assert [get("/kontakt/", "POST").text for _ in range(2)] == ["/kontakt/ 1", "/kontakt/ 2"]


def test_a_form_that_no_container_got_is_delivered_again(site, get):
    site.next_statuses = [UNDELIVERED, UNDELIVERED]
    answer = get("/kontakt/", "POST", body=b"name=Erika")
    assert (answer.status, answer.text) == (200, "/kontakt/ 3")
    assert site.bodies == [b"name=Erika"] * 3


@pytest.mark.parametrize(("size", "asked"), [(256 * 1024, 2), (256 * 1024 + 1, 1)])
def test_so_much_of_a_form_is_kept_for_that(site, get, size, asked):
    site.next_statuses = [UNDELIVERED]
    get("/kontakt/", "POST", body=bytes(size))
    assert len(site.bodies) == asked


def test_a_form_is_not_delivered_for_ever(site, get):
    site.status = UNDELIVERED
    assert get("/kontakt/", "POST", body=b"name=Erika").status == UNDELIVERED
    assert len(site.bodies) == 5


@pytest.mark.parametrize("body", [b"name=Erika", bytes(300_000)], ids=["kept", "too large to be kept"])
def test_a_form_is_delivered_once_also_when_a_connection_ends_that_was_used_before(site, get, body):
    site.hangs_up_later = True
    for number in range(3):
        assert get(f"/seite-{number}/").status == 200
    get("/kontakt/", "POST", body=body)
    assert site.asked["/kontakt/"] == 1


def test_a_form_that_got_no_answer_is_not_delivered_again(site, get):
    site.status = HUNG_UP
    assert get("/kontakt/", "POST", body=b"name=Erika").status == 503
    assert site.bodies == [b"name=Erika"]


def test_the_redirect_from_http_does_not_stand_in_the_way_of_the_page(site, get):
    site.headers |= {"Location": "https://localhost/"}
    site.status = 301
    assert get("/", X_Forwarded_Proto="http").status == 301
    assert get("/").status == 301
    site.status = 200
    assert get("/", X_Forwarded_Proto="https").status == 200
    assert get("/", X_Forwarded_Proto="https").headers["X-Cache"] == "hit"
    assert get("/", X_Forwarded_Proto="http").status == 301


def test_the_name_that_a_visitor_gives_a_request_is_not_kept(site, get):
    site.headers |= {"X-Request-ID": "of-the-site"}
    answer = get("/", X_Request_ID="of-a-visitor")
    assert "X-Request-ID" not in site.seen
    assert "X-Request-ID" not in answer.headers
    assert "X-Request-ID" not in get("/").headers
    assert get("/kontakt/", "POST", X_Request_ID="of-a-visitor").headers["X-Request-ID"] == "of-the-site"
    assert "X-Request-ID" not in site.seen


def test_a_form_that_fails_otherwise_is_not_delivered_again(site, get):
    site.next_statuses = [500]
    assert get("/kontakt/", "POST", body=b"name=Erika").status == 500
    assert len(site.bodies) == 1


def test_what_is_too_large_to_be_kept_reaches_the_site_once(site, get):
    site.next_statuses = [UNDELIVERED] * 2
    picture = bytes(300_000)
    assert get("/admin/images/add/", "POST", body=picture).status == UNDELIVERED
    assert get("/admin/images/add/", "POST", body=picture, X_Repeatable="1").status == UNDELIVERED
    assert site.bodies == [picture] * 2


def test_visitors_are_not_told_what_is_for_the_page_cache(site, get):
    get("/")
    headers = get("/").headers
    assert headers["Cache-Control"] == "public, max-age=0"
    assert not {"Age", "Via", "X-Varnish", "xkey"} & set(headers)


def test_the_site_learns_the_address_that_the_proxy_has_written(site, get):
    get("/", X_Forwarded_For="198.51.100.1, 203.0.113.7")
    assert site.seen["X-Forwarded-For"] == "198.51.100.1, 203.0.113.7"
