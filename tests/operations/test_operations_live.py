"""What watches the site in service, with real processes: metrics of all of them, reports of errors that arrive."""

import gzip
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli
import pytest
import requests

from tests.installation import Installation

pytestmark = pytest.mark.services

TOKEN = "ein-kennwort-fuer-messwerte"
ASKED = 40
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture
def site(tmp_path):
    site = Installation(tmp_path)
    site.manage("collectstatic", "--no-input", "-v0")
    site.manage("migrate", "-v0")
    return site


def test_metrics_count_the_requests_of_all_processes(site, tmp_path):
    folder = tmp_path / "prometheus"
    folder.mkdir()
    with site.served("--workers=2", METRICS_TOKEN=TOKEN, PROMETHEUS_MULTIPROC_DIR=str(folder)) as server:
        for _ in range(ASKED):
            assert requests.get(f"{server.url}/robots.txt", timeout=30).ok
        assert requests.get(f"{server.url}/metrics", timeout=30).status_code == 404
        answer = requests.get(f"{server.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30)
        assert len(server.workers()) == 2
    counted = re.findall(r"^ikpe_requests_total\{[^}]*robots[^}]*\} ([\d.]+)$", answer.text, re.MULTILINE)
    assert sum(map(float, counted)) == ASKED
    assert 'ikpe_check_ok{check="database"} 1.0' in answer.text


@pytest.fixture
def reports():
    """A service for reports of errors: its address, and the events that came in."""
    events = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self):
            body = UNPACK[self.headers["Content-Encoding"]](self.rfile.read(int(self.headers["Content-Length"])))
            events.extend(json.loads(line) for line in body.splitlines())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    service = HTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    yield f"http://key@127.0.0.1:{service.server_port}/1", events
    service.shutdown()


def test_an_error_arrives_at_the_service_without_names(site, reports):
    address, events = reports
    code = "raise ValueError('Nachricht von erika@example.org')"
    site.manage("shell", "-v0", "-c", code, check=False, SENTRY_DSN=address)
    (report,) = [event for event in events if "exception" in event]
    assert report["exception"]["values"][-1]["type"] == "ValueError"
    assert report["release"]
    assert "erika" not in json.dumps(report)
