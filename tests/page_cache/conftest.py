import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


class Cache(HTTPServer):
    """Takes down how it is emptied: `purges` holds "soft" and "hard"."""

    def __init__(self, status: int = 200):
        super().__init__(("127.0.0.1", 0), self.Handler)
        self.status, self.purges = status, []
        self.url = f"http://127.0.0.1:{self.server_port}/"

    class Handler(BaseHTTPRequestHandler):
        def do_PURGE(self):
            self.server.purges.append(self.headers["Purge-Mode"])
            self.send_response(self.server.status)
            self.end_headers()

        def log_message(self, *args):
            pass


@pytest.fixture
def cache(settings):
    with Cache() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        settings.PAGE_CACHE_URLS = [server.url]
        yield server
        server.shutdown()
