"""However many register at once, no event is oversold."""

import json
import os
import re
import subprocess
import sys

import psycopg2
import pytest
from django.conf import settings as site_settings
from django.db import connection

from . import at_once


@pytest.fixture
def database_of_its_own(db, tmp_path):
    """The address of an empty database, of the kind the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'signups.sqlite3'}"
        return
    name = f"{connection.settings_dict['NAME']}_signups"

    def address(database):
        return re.sub(r"/[^/]*$", f"/{database}", os.environ["DATABASE_URL"])

    server = psycopg2.connect(address("postgres"))
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield address(name)
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    server.close()


@pytest.mark.scale
def test_200_people_at_once_for_50_places(database_of_its_own):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.events.registration.at_once"],
        cwd=site_settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": database_of_its_own, "EMAIL_URL": "dummymail://", "DEBUG": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    people, places = at_once.PEOPLE, at_once.PLACES
    assert [position for position, _status in counts] == list(range(1, people + 1))
    assert [status for _position, status in counts] == ["confirmed"] * places + ["waiting"] * (people - places)
