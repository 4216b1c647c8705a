"""The page cache itself: a real Varnish with the configuration of deploy/varnish/, before a site that counts."""

import http.client
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from ikpe_site.page_cache.middleware import MAX_AGE, STALE
from tests.deploy.servers import free_port, running

pytestmark = pytest.mark.services

VCL = Path(__file__).resolve().parents[2] / "deploy/varnish"
HUNG_UP = 0  # no answer at all
UNDELIVERED = 502  # as the proxy before the site answers when no container has got a form
PUBLIC = f"public, max-age=0, s-maxage={MAX_AGE}, stale-if-error={STALE}"
BACKEND = """vcl 4.1;
probe ready {{ .url = "/health/ready"; .interval = 0.2s; .timeout = 1s; .window = 2; .threshold = 1; .initial = 1; }}
backend site {{ .host = "127.0.0.1"; .port = "{port}"; }}
backend site_health {{ .host = "127.0.0.1"; .port = "{port}"; .probe = ready; }}
"""


class Site(ThreadingHTTPServer):
    """Answers everything with a text that says how often it was asked for; `asked` counts by address."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), self.Handler)
        self.reset()

    def reset(self):
        self.asked, self.seen, self.bodies = Counter(), {}, []
        self.status, self.is_ready, self.delay, self.headers = 200, True, 0, {"Cache-Control": PUBLIC}
        self.size, self.hangs_up_later = 0, False
        self.next_statuses = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # connections may be kept
        answered = 0  # on this connection

        def do_GET(self):
            site = self.server
            if self.path == "/health/ready":
                self.answer(200 if site.is_ready else 503, {}, "")
                return
            site.asked[self.path] += 1
            site.seen = dict(self.headers)
            site.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            time.sleep(site.delay)
            status = site.next_statuses.pop(0) if site.next_statuses else site.status
            if status == HUNG_UP or (site.hangs_up_later and self.answered):
                self.close_connection = True
                return
            self.answered += 1
            undelivered = {"X-Undelivered": "1"} if status == UNDELIVERED else {}
            self.answer(status, site.headers | undelivered, f"{self.path} {site.asked[self.path]}".ljust(site.size))

        do_HEAD = do_POST = do_GET  # noqa: N815

        def answer(self, status, headers, text):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(text.encode())

        def log_message(self, *args):
            pass


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """The site and Varnish before it."""
    folder = tmp_path_factory.mktemp("varnish")
    ports = SimpleNamespace(http=free_port(), purge=free_port())
    with Site() as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        (folder / "backend.vcl").write_text(BACKEND.format(port=site.server_port))
        command = ["varnishd", "-F", "-j", "none", "-n", str(folder / "work"), "-f", str(VCL / "default.vcl")]
        command += ["-a", f"http=127.0.0.1:{ports.http}", "-a", f"purge=127.0.0.1:{ports.purge}", "-s", "malloc,16M"]
        command += ["-p", f"vcl_path={folder}:{VCL}", "-p", "http_gzip_support=off"]
        with running(command, ports.http):
            yield SimpleNamespace(site=site, ports=ports)
        site.shutdown()


@pytest.fixture
def site(pair):
    was_ready = pair.site.is_ready
    pair.site.reset()
    purge(pair, "hard")
    if not was_ready:
        time.sleep(0.5)  # until the probe has seen that all is well
    return pair.site


@pytest.fixture
def get(pair):
    def request(path: str, method: str = "GET", port: int | None = None, body: bytes | None = None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port or pair.ports.http, timeout=20)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, headers={"Host": "localhost"} | headers)
        response = connection.getresponse()
        return SimpleNamespace(status=response.status, headers=response.headers, text=response.read().decode())

    return request


def purge(pair, mode: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", pair.ports.purge, timeout=5)
    connection.request("PURGE", "/", headers={"Purge-Mode": mode})
    return connection.getresponse().status


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


def test_addresses_of_wordpress_reach_the_site(site, get):
    assert get("/?p=123").text == "/?p=123 1"
    assert get("/?p=1&x=2").text == "/ 1"


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
