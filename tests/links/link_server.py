"""A web server that answers as its addresses say: /200, /404, /405-head, /slow, /redirect …"""

import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Handler(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        self.server.requests.append((self.command, self.path, time.monotonic(), dict(self.headers)))
        name = self.path.strip("/").partition("?")[0]
        if name == "drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
            self.drip()
        elif name == "hang-up":
            self.close_connection = True
        elif name.startswith("get-only") and self.command == "HEAD":
            self.send(405)
        elif name.endswith("silent"):
            time.sleep(2)
            self.close_connection = True
        elif name == "long":
            self.send(200, **{"Content-Length": "4"})
            self.wfile.write(b"long")
        elif name == "from-endless-to-long":
            self.send(302, Location="/long", **{"Content-Length": "1000000"})
            self.drip()
        elif name.endswith("endless"):
            self.send(200, **{"Content-Length": "1000000"})
            self.drip()
        elif name == "loop":
            self.send(302, Location="/loop")
        elif name.startswith("to-"):
            self.send(302, Location=self.server.elsewhere or f"/{name.removeprefix('to-')}")
        else:
            self.send(int(name) if name.isdecimal() else 200)

    def send(self, status, **headers):
        self.send_response(status)
        for key, value in {"Content-Length": "0", "Set-Cookie": "probe=1", **headers}.items():
            self.send_header(key, value)
        self.end_headers()

    def drip(self):
        """Something that never ends, a byte at a time."""
        try:
            while True:
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, *arguments):
        pass


@contextmanager
def link_server():
    """A running server: `url` without a slash at its end, and `requests` as (method, path, time, headers)."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.requests, server.elsewhere = [], ""
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
