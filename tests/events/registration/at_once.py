"""Many people register at the same moment, each on a connection of their own. Prints what became of them as JSON.

Run with a database of its own (DATABASE_URL): the tests hold theirs in a transaction.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import django

PEOPLE, PLACES, THREADS = 200, 50, 40


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikpe_site.settings")
    django.setup()

    from django.core.management import call_command
    from django.db import connection

    from events.models import Registration
    from events.registration import signups
    from tests.factories import EventIndexPageFactory, EventPageFactory, home_page

    call_command("migrate", verbosity=0)
    EventIndexPageFactory(parent=home_page())
    event = EventPageFactory(takes_registrations=True, places=PLACES)
    ready = Barrier(THREADS)

    def sign_up(numbers):
        ready.wait()
        for number in numbers:
            entry = signups.register(event, name=f"Person {number}", email=f"person-{number}@example.org")
            signups.confirm(entry)
        connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(sign_up, [range(first, PEOPLE, THREADS) for first in range(THREADS)]))
    entries = Registration.objects.order_by("position").values_list("position", "status")
    json.dump(list(entries), sys.stdout)


if __name__ == "__main__":
    main()
