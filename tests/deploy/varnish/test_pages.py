"""Which pages are kept, for whom, and by which address."""

import pytest

from .backend import PUBLIC

pytestmark = pytest.mark.services


def test_a_page_is_asked_for_once(site, get):
    assert get("/").headers["X-Cache"] == "miss"
    assert [get("/").text for _ in range(3)] == ["/ 1"] * 3
    assert get("/").headers["X-Cache"] == "hit"
    assert get("/", "HEAD").headers["X-Cache"] == "hit"


@pytest.mark.parametrize(
    "address",
    [
        "/liste/?utm_source=a&utm_medium=b",
        "/liste/?x=1",
        "/liste/?thema=",
        "/liste/?thema=&x=1&jahr=",
        "/liste/?",
        "/liste/?themas=1",
        "/liste/?xthema=1&&&",
    ],
)
def test_parameters_that_the_site_does_not_know_make_no_other_page(site, get, address):
    get("/liste/")
    assert get(address).text == "/liste/ 1"
    assert set(site.asked) == {"/liste/"}


def test_known_parameters_reach_the_site_in_one_order(site, get):
    for address in ("/liste/?thema=arm&jahr=2020", "/liste/?jahr=2020&fbclid=9&thema=arm"):
        assert get(address).text == "/liste/?jahr=2020&thema=arm 1"
    assert get("/kontakt/nachricht/?gesendet").text.startswith("/kontakt/nachricht/?gesendet ")


@pytest.mark.parametrize("address", ["/?p=123", "/?p=123&utm_source=x", "/?fbclid=9&p=123&preview=1", "/?x&p=123&&"])
def test_addresses_of_wordpress_reach_the_site_without_what_counts_visitors(site, get, address):
    assert get(address).text == "/?p=123 1"
    assert get("/?cat=4&p=123&jahr=2020").text == "/?cat=4&p=123 1"
    assert get("/?tag=k%C3%B6ln&utm_source=x").text == "/?tag=k%C3%B6ln 1"


@pytest.mark.parametrize("address", ["/?x=2", "/?p=", "/?p=&x=2", "/?xp=1", "/?p=<b>", "/?pp=1&utm_source=p=1"])
def test_the_home_page_is_not_kept_twice(site, get, address):
    assert get(address).text == "/ 1"


def test_parameters_of_wordpress_mean_nothing_on_other_pages(site, get):
    assert get("/liste/?p=1&jahr=2020").text == "/liste/?jahr=2020 1"


def test_old_addresses_reach_the_site_with_their_parameters(site, get):
    """Such as those of TYPO3, which redirects are made from."""
    site.next_statuses = [404, 301]
    assert get("/index.php?id=42&L=1&utm_source=x").status == 301
    assert list(site.asked) == ["/index.php", "/index.php?L=1&id=42&utm_source=x"]
    assert not {"X-Asked", "X-Whole"} & set(site.seen)


@pytest.mark.parametrize("asked", ["/index.php", "/?p=1", "/liste/?jahr=2020"])
def test_what_is_not_found_is_not_asked_for_twice_without_need(site, get, asked):
    site.status = 404
    assert get(asked).status == 404
    assert site.asked == {asked: 1}


def test_no_header_of_a_visitor_brings_parameters_to_the_site(site, get):
    get("/liste/")
    assert get("/liste/?x=1", X_Whole="1", X_Asked="/andere/").text == "/liste/ 1"
    site.status = 404
    get("/nichts/", X_Asked="/andere/")
    assert set(site.asked) == {"/liste/", "/nichts/"}


def test_pages_of_a_long_sitemap_reach_the_site(site, get):
    assert get("/sitemap-news.xml?p=2").text == "/sitemap-news.xml?p=2 1"


def test_cookies_of_visitors_do_not_reach_the_site(site, get):
    get("/", Cookie="_ga=1; consent=yes")
    assert not {"Cookie", "X-Cacheable"} & set(site.seen)
    assert get("/", Cookie="other=2").text == "/ 1"


@pytest.mark.parametrize("cookie", ["sessionid=abc", "_ga=1; __Host-sessionid=abc", "__Secure-sessionid=abc"])
def test_editors_get_everything_from_the_site(site, get, cookie):
    get("/")
    assert get("/?utm_source=a", Cookie=cookie).text == "/?utm_source=a 1"
    assert site.seen["Cookie"] == cookie
    assert get("/").text == "/ 1"  # and visitors nothing of what editors see


def test_who_names_a_password_gets_everything_from_the_site(site, get):
    get("/")
    assert get("/", Authorization="Bearer abc").text == "/ 2"


def test_a_cookie_of_a_similar_name_makes_nobody_an_editor(site, get):
    assert [get("/", Cookie="mysessionid=abc").text for _ in range(2)] == ["/ 1"] * 2


@pytest.mark.parametrize(
    "address", ["/admin", "/admin/?q=a", "/_util/login/", "/anmeldung/abc/", "/health/live", "/metrics?a=1"]
)
def test_what_belongs_to_one_person_is_not_kept(site, get, address):
    assert [get(address, Cookie="x=1").text for _ in range(2)] == [f"{address} 1", f"{address} 2"]
    assert site.seen["Cookie"] == "x=1"


@pytest.mark.parametrize("address", ["/administration/", "/verein/admin/", "/health-report/"])
def test_a_page_whose_address_only_looks_like_that_is_kept(site, get, address):
    assert [get(address).text for _ in range(2)] == [f"{address} 1"] * 2


def test_a_feed_looks_different_in_a_browser_and_alike_in_all_browsers(site, get):
    site.headers |= {"Vary": "Accept"}
    for accept in ("text/html,application/xhtml+xml;q=0.9", "image/png, text/html"):
        assert get("/feed/", Accept=accept).text == "/feed/ 1"
    assert site.seen["Accept"] == "text/html"
    for accept in ("application/atom+xml", "*/*", "text/htmlx"):
        assert get("/feed/", Accept=accept).text == "/feed/ 2"
    assert "Accept" not in site.seen


def test_a_static_file_has_one_copy_for_each_way_to_compress_it(site, get):
    site.headers |= {"Vary": "Accept-Encoding"}
    for number, (asked, passed_on) in enumerate(
        [("gzip, deflate, br", "br"), ("deflate, gzip;q=1.0", "gzip"), ("zstd", None)], start=1
    ):
        assert [get("/static/a.css", Accept_Encoding=asked).text for _ in range(2)] == [f"/static/a.css {number}"] * 2
        assert site.seen.get("Accept-Encoding") == passed_on
    get("/", Accept_Encoding="br")
    assert "Accept-Encoding" not in site.seen


@pytest.mark.parametrize(
    "headers",
    [{}, {"Cache-Control": "private, no-store"}, {"Cache-Control": PUBLIC, "Set-Cookie": "a=b"}],
    ids=["says nothing", "private", "sets a cookie"],
)
def test_only_what_the_site_calls_public_is_kept(site, get, headers):
    site.headers = headers
    assert [get("/").text for _ in range(2)] == ["/ 1", "/ 2"]


def test_large_files_take_no_room_from_pages(site, get):
    site.size = 4 * 2**20
    assert [get("/documents/1/").text.strip() for _ in range(2)] == ["/documents/1/ 1"] * 2
    site.size += 1
    assert [get("/documents/2/").text.strip() for _ in range(2)] == ["/documents/2/ 1", "/documents/2/ 2"]
