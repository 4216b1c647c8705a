"""The site as it runs in production, with a database and a folder of its own: for tests that kill and break things."""

import asyncio
import contextlib
import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from django.conf import settings

PASSWORD = "ein-langes-passwort"


class Installation:
    """A folder with database and media; `database_url` only if it is not SQLite in that folder."""

    def __init__(self, folder: Path, database_url: str = "", **env: str):
        self.folder = folder
        self.media = folder / "media"
        self.env = os.environ | {
            "DEBUG": "false",  # with DEBUG the pages for errors would be Django's
            "SECRET_KEY": "only-for-tests-" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECOND_FACTOR_REQUIRED": "false",
            "STATIC_ROOT": str(folder / "static"),
            "DATABASE_URL": database_url or f"sqlite:///{folder}/db.sqlite3",
            "MEDIA_ROOT": str(self.media),
            "BACKUP_ROOT": str(folder / "backups"),
            "PYTHONPATH": str(settings.BASE_DIR),
        }
        self.env |= env

    def manage(self, *command, check=True, **env) -> str:
        """Run a management command; return what it says, errors included."""
        done = subprocess.run(
            [sys.executable, settings.BASE_DIR / "manage.py", *map(str, command)],
            env=self.env | env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout
        assert check or done.returncode != 0, done.stdout
        return done.stdout

    def shell(self, code: str) -> str:
        return self.manage("shell", "-v0", "-c", code).strip()

    def copy_to(self, folder: Path, **env: str) -> "Installation":
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Installation(folder, **env)

    def make_admin(self) -> None:
        self.manage("createsuperuser", "--no-input", "--username=chefin", "--email=c@example.org",
                    DJANGO_SUPERUSER_PASSWORD=PASSWORD)  # fmt: skip

    @contextlib.contextmanager
    def served(self, *options: str, **env: str):
        """gunicorn with the site: yields a `Server`."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        log = (self.folder / "gunicorn.log").open("ab")
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "ikpe_site.wsgi", "--bind", f"127.0.0.1:{port}",
             "--workers", "1", "--threads", "4", *options],
            env=self.env | env, cwd=settings.BASE_DIR, stdout=log, stderr=log,
        )  # fmt: skip
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        try:
            server.wait_until_ready()
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
            log.close()


class Relay:
    """A door to another port that can be shut, as if what is behind it were gone."""

    def __init__(self, port: int):
        self.target = port
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = None

    def open(self) -> None:
        self.process = subprocess.Popen([sys.executable, __file__, str(self.port), str(self.target)])
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.05)

    def shut(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()


class Server:
    def __init__(self, url: str, pid: int):
        self.url, self.pid = url, pid

    def wait_until_ready(self, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while True:
            with contextlib.suppress(requests.RequestException):
                if requests.get(f"{self.url}/health/live", timeout=2).ok:
                    return
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.1)

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def kill_workers(self) -> None:
        for pid in self.workers():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def admin(self) -> requests.Session:
        """A browser that is logged in."""
        session = requests.Session()
        page = session.get(f"{self.url}/admin/login/", timeout=60)
        assert page.ok, page.text
        answer = session.post(
            f"{self.url}/admin/login/",
            data={"login": "chefin", "password": PASSWORD, "csrfmiddlewaretoken": token_in(page)},
            timeout=60,
        )
        assert answer.url == f"{self.url}/admin/", answer.text
        return session


def token_in(page: requests.Response) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]


async def relay(port: int, target: int) -> None:
    async def copy(reader, writer):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.close()

    async def connected(reader, writer):
        behind, to_behind = await asyncio.open_connection("127.0.0.1", target)
        await asyncio.gather(copy(reader, to_behind), copy(behind, writer), return_exceptions=True)

    server = await asyncio.start_server(connected, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(relay(*map(int, sys.argv[1:])))


@pytest.fixture
def backups_folder(settings, tmp_path):
    """The folder of the backups, which is not there before the first one is made."""
    folder = tmp_path / "backups"
    backups = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    settings.STORAGES = settings.STORAGES | {"backups": backups}
    return folder


def made_once(tmp_path_factory, name: str, make) -> Path:
    """A folder for all processes of the tests, filled by the first one that asks for it with `make(folder)`."""
    of_process = tmp_path_factory.getbasetemp()
    folder = (of_process.parent if "PYTEST_XDIST_WORKER" in os.environ else of_process) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory):
    """The demo site, a copy for each process; tests copy it."""
    built = Installation(made_once(tmp_path_factory, "demo", build_demo_site))
    return built.copy_to(tmp_path_factory.mktemp("demo"))


def build_demo_site(folder: Path) -> None:
    site = Installation(folder)
    site.manage("migrate", "-v0")
    site.manage("load_demo")
    site.manage("collectstatic", "--no-input", "-v0")
    site.make_admin()


@pytest.fixture
def site(demo_site, tmp_path):
    return demo_site.copy_to(tmp_path / "site")


@pytest.fixture
def empty(tmp_path):
    """Makes empty sites; on PostgreSQL if the tests run there."""
    made = []

    def make(name, vendor):
        folder = tmp_path / name
        folder.mkdir()
        if vendor == "sqlite":
            return Installation(folder)
        url = urlsplit(os.environ["DATABASE_URL"])
        database = f"{url.path[1:]}_{name}"
        options = ["-h", url.hostname, "-p", str(url.port or 5432), "-U", url.username, database]
        subprocess.run(["dropdb", "--if-exists", *options], check=True)
        subprocess.run(["createdb", *options], check=True)
        made.append(options)
        return Installation(folder, os.environ["DATABASE_URL"].replace(url.path, f"/{database}"))

    yield make
    for options in made:
        subprocess.run(["dropdb", *options], check=True)
