"""Containers that start together migrate one after the other."""

import threading
import time

import pytest
from django.core.management import call_command
from django.db import connection

from ikpe_site.operations.management.commands.migrate import one_at_a_time

pytestmark = pytest.mark.database


def migrate_elsewhere(done: threading.Event) -> threading.Thread:
    def run():
        call_command("migrate", verbosity=0)
        connection.close()
        done.set()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
def test_a_second_migration_waits_for_the_first():
    if connection.vendor == "sqlite":
        with one_at_a_time(connection):  # one writer anyway: nothing waits
            call_command("migrate", verbosity=0)
        return
    done = threading.Event()
    with one_at_a_time(connection):
        thread = migrate_elsewhere(done)
        assert not done.wait(2)
    assert done.wait(60)
    thread.join()


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_fails_lets_the_next_one_in():
    with pytest.raises(ZeroDivisionError), one_at_a_time(connection):
        raise ZeroDivisionError
    start = time.monotonic()
    call_command("migrate", verbosity=0)
    assert time.monotonic() - start < 60
