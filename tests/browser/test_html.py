"""Every page is valid HTML, and every link on it leads somewhere."""

import json
import subprocess

import pytest

from tests.installation import made_once

from .pages import fetch
from .site import ROOT

CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="session")
def html_errors(pages, tmp_path_factory):
    """What the HTML checker says, by path: one run for all pages and processes, because starting it takes longest."""
    assert CHECKER.exists(), "The HTML tests need the checker: npm ci"
    checked = made_once(tmp_path_factory, "html", lambda folder: check_html(folder, pages))
    return json.loads((checked / "errors.json").read_text())


def check_html(folder, pages):
    files = {}
    for number, path in enumerate(pages.all()):
        file = folder / f"{number}.html"
        file.write_text(pages.get(path))
        files[file.as_uri()] = path
    command = ["java", "-jar", str(CHECKER), "--format", "json", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    complaints = {}
    for message in json.loads(done.stderr)["messages"]:
        if message["type"] != "info":
            line = f"line {message.get('lastLine')}: {message['message']} {message.get('extract', '').strip()!r}"
            complaints.setdefault(files[message["url"].replace("file:/", "file:///", 1)], []).append(line)
    (folder / "errors.json").write_text(json.dumps(complaints))


def test_page_is_valid_html(page_type, pages, html_errors):
    errors = [f"{path}: {error}" for path in pages.by_type[page_type] for error in html_errors.get(path, [])]
    assert not errors, "\n".join(errors)


def test_links_of_every_page_lead_somewhere(pages):
    links = {link.split("#")[0]: path for path in pages.all() for link in pages.links(path)}
    dead = [f"{link} on {path}" for link, path in links.items() if fetch(pages.site.url + link)[0] != 200]
    assert len(links) > 60
    assert not dead
