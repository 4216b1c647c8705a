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
        self.next_statuses = []

    class Handler(BaseHTTPRequestHandler):
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
            undelivered = {"X-Undelivered": "1"} if status == UNDELIVERED else {}
            self.answer(status, site.headers | undelivered, f"{self.path} {site.asked[self.path]}")

        do_POST = do_GET  # noqa: N815

        def answer(self, status, headers, text):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
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
    pair.site.reset()
    purge(pair, "hard")
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
    assert [get("/").text for _ in range(3)] == ["/ 1"] * 3
    assert get("/").headers["X-Cache"] == "hit"


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


def test_cookies_of_visitors_do_not_reach_the_site(site, get):
    get("/", Cookie="_ga=1; consent=yes")
    assert "Cookie" not in site.seen
    assert get("/", Cookie="other=2").text == "/ 1"


@pytest.mark.parametrize("cookie", ["sessionid=abc", "_ga=1; __Host-sessionid=abc"])
def test_editors_get_everything_from_the_site(site, get, cookie):
    get("/")
    assert get("/?utm_source=a", Cookie=cookie).text == "/?utm_source=a 1"
    assert site.seen["Cookie"] == cookie
    assert get("/").text == "/ 1"  # and visitors nothing of what editors see


@pytest.mark.parametrize("address", ["/admin/", "/_util/login/", "/anmeldung/abc/", "/health/live", "/metrics"])
def test_what_belongs_to_one_person_is_not_kept(site, get, address):
    assert [get(address, Cookie="x=1").text for _ in range(2)] == [f"{address} 1", f"{address} 2"]


@pytest.mark.parametrize(
    "headers",
    [{}, {"Cache-Control": "private, no-store"}, {"Cache-Control": PUBLIC, "Set-Cookie": "a=b"}],
    ids=["says nothing", "private", "sets a cookie"],
)
def test_only_what_the_site_calls_public_is_kept(site, get, headers):
    site.headers = headers
    assert [get("/").text for _ in range(2)] == ["/ 1", "/ 2"]


def test_forms_reach_the_site(site, get):
    assert [get("/kontakt/", "POST").text for _ in range(2)] == ["/kontakt/ 1", "/kontakt/ 2"]


def test_a_form_that_no_container_got_is_delivered_again(site, get):
    site.next_statuses = [UNDELIVERED, UNDELIVERED]
    answer = get("/kontakt/", "POST", body=b"name=Erika")
    assert (answer.status, answer.text) == (200, "/kontakt/ 3")
    assert site.bodies == [b"name=Erika"] * 3


def test_a_form_that_fails_otherwise_is_not_delivered_again(site, get):
    site.next_statuses = [500]
    assert get("/kontakt/", "POST", body=b"name=Erika").status == 500
    assert len(site.bodies) == 1


def test_what_is_too_large_to_be_kept_reaches_the_site_once(site, get):
    site.next_statuses = [UNDELIVERED]
    picture = bytes(300_000)
    assert get("/admin/images/add/", "POST", body=picture).status == UNDELIVERED
    assert get("/admin/images/add/", "POST", body=picture, X_Repeatable="1").status == 200
    assert site.bodies == [picture] * 2


def test_visitors_are_not_told_what_is_for_the_page_cache(site, get):
    get("/")
    headers = get("/").headers
    assert headers["Cache-Control"] == "public, max-age=0"
    assert not {"Age", "Via", "X-Varnish", "xkey"} & set(headers)


def test_the_site_learns_the_address_that_the_proxy_has_written(site, get):
    get("/", X_Forwarded_For="203.0.113.7")
    assert site.seen["X-Forwarded-For"] == "203.0.113.7"


@pytest.mark.parametrize("mode", ["soft", "hard"])
def test_emptied_it_asks_again_for_every_page(pair, site, get, mode):
    get("/")
    get("/liste/?jahr=2020")
    assert purge(pair, mode) == 200
    assert get("/").text == "/ 2"
    assert get("/liste/?jahr=2020").text == "/liste/?jahr=2020 2"


def test_static_files_outlive_that(pair, site, get):
    site.headers = {"Cache-Control": "max-age=315360000, public, immutable"}
    get("/static/site.abc.css")
    purge(pair, "hard")
    assert get("/static/site.abc.css").text == "/static/site.abc.css 1"


def test_visitors_cannot_empty_it(site, get):
    get("/")
    assert get("/", "PURGE", Purge_Mode="hard").status == 405
    assert get("/").text == "/ 1"


@pytest.mark.parametrize("failure", ["answers with errors", "is not ready"])
def test_while_the_site_fails_visitors_get_the_old_page(pair, site, get, failure):
    get("/")
    purge(pair, "soft")
    site.status = 503
    if failure == "is not ready":
        site.is_ready = False
        time.sleep(1)
    assert [get("/").text for _ in range(3)] == ["/ 1"] * 3
    assert get("/nie-gesehen/").status == 503
    site.status, site.is_ready = 200, True
    time.sleep(1)
    assert get("/").text != "/ 1"


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
