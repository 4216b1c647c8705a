"""„Von DOI übernehmen“, against a small resolver of the test's own."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest
from django.urls import reverse

from publications.citation.doi import MEDIA_TYPE
from tests.factories import PersonPageFactory

SLOW = 202
DRIPPING = 203
ITEM = {
    "type": "journal-article",
    "title": "Planung <i>heute</i>",
    "author": [{"family": "Fischer", "given": "Jörg"}, {"name": "IKPE"}],
    "container-title": "Archiv",
    "ISSN": ["0340-3564", "0340-3565"],
    "issued": {"date-parts": [[2019, 5]]},
    "abstract": "<jats:p>Worum es geht.</jats:p>",
    "page": "26-35",
}


@pytest.fixture
def resolver(settings):
    """A DOI resolver that answers what `answers` says for a path: a status and a body."""
    answers, requests = {}, []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            requests.append((self.path, self.headers["Accept"]))
            status, body = answers.get(self.path, (404, ""))
            time.sleep(0.3 if status == SLOW else 0)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", body)
            self.end_headers()
            self.wfile.write(body.encode())
            while status == DRIPPING:
                self.wfile.write(b" ")
                time.sleep(0.05)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *args: None  # whoever has stopped waiting is not there to be answered
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    settings.DOI_RESOLVER = f"http://127.0.0.1:{server.server_port}/"
    yield answers, requests
    server.shutdown()
    server.server_close()


@pytest.fixture
def look_up(site_tree, editor_client):
    return lambda doi: editor_client.get(reverse("publications_doi"), {"doi": doi})


def test_the_fields_come_from_the_registered_data(resolver, look_up):
    answers, requests = resolver
    answers["/10.1000/182"] = (302, "/agency/10.1000/182")
    answers["/agency/10.1000/182"] = (200, json.dumps(ITEM))
    person = PersonPageFactory(first_name="Jörg", last_name="Fischer", email="")
    answer = look_up("https://doi.org/10.1000/182").json()
    fields = answer["fields"]
    assert (fields["title"], fields["container_title"], fields["page"]) == ("Planung heute", "Archiv", "26-35")
    assert (fields["csl_type"], fields["issued_year"], fields["issn"]) == ("article-journal", 2019, "0340-3564")
    assert (fields["doi"], fields["abstract"]) == ("10.1000/182", "<p>Worum es geht.</p>")
    assert [entry["person"] and entry["person"]["id"] for entry in answer["contributors"]] == [person.pk, None]
    assert answer["contributors"][1]["literal"] == "IKPE"
    assert {accept for _path, accept in requests} == {MEDIA_TYPE}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((404, ""), "nirgends registriert"),
        ((500, ""), "Fehler"),
        ((200, "<html>"), "antwortet nicht"),
        ((200, json.dumps({"title": "x" * 1024**2})), "antwortet nicht"),
        ((SLOW, json.dumps(ITEM)), "antwortet nicht"),
        ((200, "[]"), "Fehler"),
        ((200, "{}"), "keinen Titel"),
        ((200, json.dumps({"title": "<script>"})), "keinen Titel"),
        ((302, "file:///etc/passwd"), "Fehler"),
        ((302, "http://169.254.169.254/"), "unsichere"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(answer, reason, resolver, look_up, monkeypatch):
    monkeypatch.setattr("publications.citation.doi.TIMEOUT", 0.1)
    answers, _requests = resolver
    answers["/10.1000/182"] = answer
    response = look_up("10.1000/182")
    assert response.status_code == 422
    assert reason in response.json()["error"]


@pytest.mark.parametrize(("steps", "status"), [(3, 200), (4, 422)])
def test_the_service_sends_on_three_times_at_most(steps, status, resolver, look_up):
    answers, _requests = resolver
    way = ["/10.1000/182", *(f"/{step}" for step in range(steps))]
    answers |= {start: (302, end) for start, end in pairwise(way)}
    answers[way[-1]] = (200, json.dumps(ITEM))
    assert look_up("10.1000/182").status_code == status


def test_a_service_that_drips_is_not_waited_for(resolver, look_up, monkeypatch):
    """Each byte comes in time, the whole never."""
    monkeypatch.setattr("publications.citation.doi.TIMEOUT", 0.3)
    answers, _requests = resolver
    answers["/10.1000/182"] = (DRIPPING, "")
    start = time.monotonic()
    assert "antwortet nicht" in look_up("10.1000/182").json()["error"]
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("url", ["https://127.0.0.1:9/", "https://[::127.0.0.1]/", "http://www.example.org/"])
def test_the_service_sends_nobody_into_the_own_network_or_without_tls(url, resolver, look_up):
    answers, _requests = resolver
    answers["/10.1000/182"] = (302, url)
    assert "unsichere" in look_up("10.1000/182").json()["error"]


def test_a_service_that_is_away_is_no_error_of_the_site(look_up, settings):
    settings.DOI_RESOLVER = "http://127.0.0.1:9/"  # the port „discard“, where nobody listens
    response = look_up("10.1000/182")
    assert response.status_code == 422
    assert "von Hand" in response.json()["error"]


def test_what_is_no_doi_asks_nobody(resolver, look_up):
    _answers, requests = resolver
    answer = look_up("http://localhost/admin")
    assert (answer.status_code, "10.1000/182" in answer.json()["error"]) == (422, True)
    assert not requests
