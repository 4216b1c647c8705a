import os
import subprocess
from urllib.parse import urlsplit

import pytest

from tests.installation import Installation


@pytest.fixture
def backups_folder(settings, tmp_path):
    """The folder of the backups, which is not there before the first one is made."""
    folder = tmp_path / "backups"
    backups = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    settings.STORAGES = settings.STORAGES | {"backups": backups}
    return folder


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory):
    """The demo site, built once; tests copy it."""
    site = Installation(tmp_path_factory.mktemp("demo"))
    site.manage("migrate", "-v0")
    site.manage("load_demo")
    site.manage("collectstatic", "--no-input", "-v0")
    site.make_admin()
    return site


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
