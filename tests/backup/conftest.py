import contextlib

import pytest
from django.db import connection

from ikpe_site.backup import rows


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path, backups_folder):
    """Media of its own for each test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def same_connection(db, monkeypatch):
    """Let a snapshot be the connection of the test: another one does not see what a test has not committed."""

    @contextlib.contextmanager
    def snapshot(reader):
        connection.check_constraints()  # PostgreSQL empties no table while it has checks to make
        yield reader

    monkeypatch.setattr(rows, "snapshot", snapshot)
