import contextlib
from functools import cache

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from ikpe_site import settings
from ikpe_site.backup import rows, schema


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path, backups_folder):
    """Media of its own for each test."""
    settings.MEDIA_ROOT = tmp_path / "media"


models_of = schema.content_models


@cache
def content_models():
    """The same for all tests of a process: going through all migrations takes a second."""
    return models_of(connection)


@pytest.fixture
def _numbers_go_on(django_db_setup, django_db_blocker):
    """PostgreSQL does not roll back with a test what it did to the numbers of new rows."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(statement)


@pytest.fixture
def same_connection(_numbers_go_on, db, monkeypatch):
    """Let a snapshot be the connection of the test: another one does not see what a test has not committed."""

    @contextlib.contextmanager
    def snapshot(reader):
        connection.check_constraints()  # PostgreSQL empties no table while it has checks to make
        yield reader

    def models(reader):
        assert reader is connection
        return content_models()

    monkeypatch.setattr(rows, "snapshot", snapshot)
    monkeypatch.setattr(schema, "content_models", models)


@pytest.fixture
def other_database(db, tmp_path):
    """A connection to an empty SQLite database in the place of that of the tests."""
    usual = connections["default"]
    options = settings.DATABASE_OPTIONS["django.db.backends.sqlite3"]
    other = DatabaseWrapper(
        usual.settings_dict | {"NAME": str(tmp_path / "other.sqlite3"), "OPTIONS": options}, "default"
    )
    connections["default"] = other
    yield other
    other.close()
    connections["default"] = usual
