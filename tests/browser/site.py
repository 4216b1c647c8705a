"""Builds the website as production runs it, for the browser tests: own database, own folders, gunicorn in front."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parents[2]
START_TIMEOUT = 120  # seconds; a busy machine takes its time

# An account for each person, a page with one of each block that editors can put into a text, and one for each alone.
PREPARE = """
import json, os
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from ikpe_site.core.blocks import StoryBlock
from ikpe_site.core.models import ContentPage
from ikpe_site.home.models import HomePage
for name, group in json.loads(os.environ["PEOPLE"]).items():
    user = get_user_model().objects.create_user(name, f"{name.lower()}@example.org", os.environ["PASSWORD"])
    user.groups.add(Group.objects.get(name=group))
blocks = StoryBlock().child_blocks.items()
body = [(name, block.normalize(block.get_preview_value())) for name, block in blocks]
specimen = ContentPage(title="Alle Bausteine", teaser="Einer von jeder Art.", slug="alle-bausteine", body=body)
HomePage.objects.get().add_child(instance=specimen)
for name, value in body:
    specimen.add_child(instance=ContentPage(title=name, slug=name.replace("_", "-"), body=[(name, value)]))
"""

LIST_PAGES = """
import json
from wagtail.models import get_page_models
from ikpe_site.core.models import BasePage
models = [model for model in get_page_models() if issubclass(model, BasePage)]
print(json.dumps({model.__name__: [page.get_url() for page in model.objects.visible()] for model in models}))
"""


class Site:
    """A running website: `url` without a slash at its end, and accounts for `people`, all with one password."""

    editor = "Probe"
    author = "Autorin"
    organiser = "Veranstalterin"
    administrator = "Leitung"
    newcomer = "Neuling"  # gets a passkey, without which nobody logs in as them any more
    people = MappingProxyType(
        {
            editor: "Redaktion",
            author: "Autorinnen und Autoren",
            organiser: "Veranstaltungen",
            administrator: "Administration",
            newcomer: "Autorinnen und Autoren",
        }
    )

    password = "ein-langes-passwort"

    def __init__(self, folder: Path, mail_port: int):
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.sessions = {}
        self.environment = os.environ | {
            "DEBUG": "false",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "SITE_URL": self.url,
            "BEHIND_TLS_PROXY": "false",
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "CACHE_URL": "locmemcache://",
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "SECOND_FACTOR_REQUIRED": "false",  # test_security.py starts the site with it
            "PEOPLE": json.dumps(dict(self.people)),
            "PASSWORD": self.password,
        }

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "-W", "ignore", "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"manage.py {arguments[0]} failed:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def build(self) -> None:
        self.manage("collectstatic", "--no-input", "--verbosity", "0")
        self.manage("migrate", "--verbosity", "0")
        self.manage("load_demo")
        self.manage("shell", "--no-imports", "-c", PREPARE)

    def copy_from(self, folder: Path) -> None:
        """Take over what was built in another folder."""
        shutil.copytree(folder, self.folder, dirs_exist_ok=True)
        with contextlib.closing(sqlite3.connect(self.folder / "db.sqlite3")) as database, database:
            database.execute("UPDATE wagtailcore_site SET port = ?", [self.port])

    def sign_in(self, page, name: str = editor) -> None:
        """Open the admin, with the session of the first time: the site limits how often one may try."""
        if name not in self.sessions:
            page.goto("/admin/")
            page.get_by_label("Benutzername").fill(name)
            page.locator("input[type=password]").fill(self.password)
            with page.expect_navigation():
                page.get_by_role("button", name="Anmelden", exact=True).click()
            self.sessions[name] = page.context.cookies()
        page.context.add_cookies(self.sessions[name])
        page.goto("/admin/")

    def pages_by_model(self) -> dict[str, list[str]]:
        """The paths of all pages that visitors may see, by the name of their model."""
        listed = json.loads(self.manage("shell", "--no-imports", "-c", LIST_PAGES))
        return {name: [url.removeprefix(self.url) for url in urls] for name, urls in listed.items()}

    @contextlib.contextmanager
    def running(self):
        gunicorn = [sys.executable, "-m", "gunicorn", "ikpe_site.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        with (self.folder / "gunicorn.log").open("w+") as log:
            server = subprocess.Popen(
                [*gunicorn, "--threads", "4", "--no-control-socket"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
            try:
                wait_until_answering(self.url, server, log)
                yield self
            finally:
                server.terminate()
                server.wait(timeout=START_TIMEOUT)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_answering(url: str, server: subprocess.Popen, log) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError):  # also the HTTPError of a server that answers with an error
            urllib.request.urlopen(url, timeout=START_TIMEOUT).close()  # noqa: S310 (always http://127.0.0.1)
            return
        time.sleep(0.2)
    log.seek(0)
    raise AssertionError(f"The site does not answer at {url}:\n{log.read()}")
