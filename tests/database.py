"""Migrating an empty database takes longer than a hundred tests: on SQLite it is done once and copied from then on."""

import fcntl
import hashlib
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from unittest.mock import patch

from django.apps import apps
from django.core.management.commands import migrate
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"  # what Django calls its test database on SQLite


def state_of_migrations() -> str:
    """Another one as soon as any migration is added, changed or removed, those of Django and Wagtail included."""
    digest = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        for file in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(f"{app.name} {file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def migrated_once(folder: Path):
    """Within, Django makes its test database. It finds all migrations applied, if they were before, in any process.

    What follows migrations (permissions, groups) is made each time: it comes from code that may have changed.
    """
    if connection.vendor != "sqlite":
        yield
        return
    file = folder / f"{state_of_migrations()}.sqlite3"
    with (folder / "lock").open("w") as lock, closing(sqlite3.connect(IN_MEMORY, uri=True)) as test_database:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if file.exists():
            fcntl.flock(lock, fcntl.LOCK_UN)
            with closing(sqlite3.connect(file)) as migrated:
                migrated.backup(test_database)
            yield
            return

        def keep_and_go_on(*args, **kwargs):
            keep(test_database, file)
            emit_post_migrate_signal(*args, **kwargs)

        with patch.object(migrate, "emit_post_migrate_signal", keep_and_go_on):
            yield


def keep(database: sqlite3.Connection, file: Path) -> None:
    for outdated in file.parent.glob("*.sqlite3*"):
        outdated.unlink()
    unfinished = file.with_suffix(".sqlite3.part")
    with closing(sqlite3.connect(unfinished)) as copy:
        database.backup(copy)
    unfinished.rename(file)
