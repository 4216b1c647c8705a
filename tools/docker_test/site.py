"""The compose project."""

import contextlib
import http.client
import os
import secrets
import shutil
import subprocess
import time
from pathlib import Path

from .client import HTTP_PORT, HTTPS_PORT, Client
from .expectation import DockerTestError

ROOT = Path(__file__).resolve().parents[2]
PROJECT = "ikpe-docker-test"
IMAGE = "ikpe-site:docker-test"


class Site:
    """The compose project, in a folder of its own."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.password = secrets.token_urlsafe(16)
        self.environment = os.environ | {
            "COMPOSE_PROJECT_NAME": PROJECT,
            "IKPE_IMAGE": IMAGE,
            "HTTP_PORT": str(HTTP_PORT),
            "HTTPS_PORT": str(HTTPS_PORT),
        }

    def run(self, *command: str, given: str | None = None) -> str:
        done = subprocess.run(  # noqa: S603
            command, cwd=self.folder, env=self.environment, input=given, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise DockerTestError(f"{' '.join(command)}:\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
        return done.stdout

    def compose(self, *arguments: str, given: str | None = None) -> str:
        return self.run("docker", "compose", *arguments, given=given)

    def manage(self, *arguments: str, service: str = "web", given: str | None = None) -> str:
        return self.compose("exec", "-T", service, "manage.py", *arguments, given=given)

    def shell(self, code: str, service: str = "web") -> str:
        return self.manage("shell", "--no-imports", "-c", code, service=service)

    def take_commit(self, commit: str) -> None:
        # With the modes of a checkout: to Docker another mode is another file, and the page cache would be built anew.
        command = ["git", "-c", "tar.umask=0022", "archive", commit]
        archive = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S603
        subprocess.run(["tar", "-x"], cwd=self.folder, input=archive, check=True)  # noqa: S607

    def take_working_tree(self) -> None:
        for entry in self.folder.iterdir():
            if entry.name != ".env":
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        listed = self.run("git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z")
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.folder / name)

    def wait(self, seconds: float = 180) -> None:
        """Until both halves of the site answer."""
        end = time.monotonic() + seconds
        while True:
            with contextlib.suppress(OSError, http.client.HTTPException):
                client = Client(timeout=10)
                if client.get("/health/ready").status == 200 and client.get("/").status == 200:
                    return
            if time.monotonic() > end:
                raise DockerTestError("the site does not answer:\n" + self.compose("logs", "--tail", "30"))
            time.sleep(1)

    def remove(self) -> None:
        self.compose("down", "--volumes", "--remove-orphans", "--timeout", "5")
        subprocess.run(["docker", "image", "rm", "--force", IMAGE], capture_output=True, check=False)  # noqa: S603, S607
