"""The site behind a real Varnish with the configuration of deploy/varnish/: one that counts what it is asked."""

import http.client
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from ikpe_site.page_cache.middleware import MAX_AGE, STALE

VCL = Path(__file__).resolve().parents[3] / "deploy/varnish"
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


def purge(pair, mode: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", pair.ports.purge, timeout=5)
    connection.request("PURGE", "/", headers={"Purge-Mode": mode})
    return connection.getresponse().status
