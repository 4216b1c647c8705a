#!/usr/bin/env python
"""Measure what public pages cost: CPU time of the server and queries, with empty caches, against the budgets.

Runs inside this process, on the database that DATABASE_URL names, and only reads:

    DEBUG=true python tools/benchmark.py [--rounds 30]

The searches grow with the content: run it after `generate_content` 1,000, 10,000 and 100,000 to see how.

Prints a table: page, median of the CPU time in ms, budget, number of queries, time in the database in ms, size of the
HTML in KB. Other work on the machine makes the CPU time grow as well (caches, clock): measure on a quiet one.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikpe_site.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from wagtail.models import Site  # noqa: E402

from events.models import EventIndexPage, EventPage  # noqa: E402
from ikpe_site.home.models import HomePage  # noqa: E402
from ikpe_site.search.models import SearchEntry  # noqa: E402
from ikpe_site.search.query import SearchQuery  # noqa: E402
from news.models import NewsIndexPage, NewsPage  # noqa: E402
from people.models import ContactPage, PersonIndexPage, PersonPage  # noqa: E402
from publications.models import PublicationIndexPage, PublicationPage  # noqa: E402
from topics.models import ProjectPage, TopicIndexPage, TopicPage  # noqa: E402

HOME, LIST, DETAIL = 25, 20, 15  # ms of CPU
PAGES = {
    HomePage: HOME,
    NewsIndexPage: LIST,
    PersonIndexPage: LIST,
    TopicIndexPage: LIST,
    PublicationIndexPage: LIST,
    EventIndexPage: LIST,
    ContactPage: LIST,
    NewsPage: DETAIL,
    PersonPage: DETAIL,
    TopicPage: DETAIL,
    ProjectPage: DETAIL,
    PublicationPage: DETAIL,
    EventPage: DETAIL,
}


def forget():
    """As after a restart, but for what stays in memory of a process for good (templates, styles)."""
    cache.clear()
    Site.clear_site_root_paths_cache()


def measure(client, url, rounds) -> tuple[float, int, float, int]:
    """Median CPU time (ms) of a page, its queries, their time (ms), and its size (bytes)."""
    client.get(url)  # makes the renditions of the pictures
    forget()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
        number = len(queries)
        in_database = sum(float(query["time"]) for query in queries.captured_queries) * 1000
    if response.status_code != 200:
        raise SystemExit(f"{url} answered {response.status_code}")
    times = []
    for _ in range(rounds):
        forget()
        start = time.process_time()
        client.get(url)
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times), number, in_database, len(response.content)


# Words of the demo content, which generate_content goes on using: on many pages, on some, together, with a mistake.
SEARCHES = [
    "Planung",
    "Sozialstrukturatlas",
    "Armut Ilmkreis",
    "Thueringen Integration",
    "Planung Xylophon",
    "Planugn",
]
SEARCH = 150  # ms in the database


def measure_searches(client, rounds):
    """Print for each search its results, the median of its time in the database (ms) and its queries."""
    print(f"\n{SearchEntry.objects.count()} entries in the index of the search")
    print(f"{'search':<26}{'results':>9}{'DB ms':>8}{'budget':>8}{'queries':>9}")
    for words in SEARCHES:
        times = []
        for _ in range(rounds):
            forget()
            with transaction.atomic(), CaptureQueriesContext(connection) as queries:
                client.get("/suche/", {"q": words})
                number = len(queries)
                times.append(sum(float(query["time"]) for query in queries.captured_queries) * 1000)
                transaction.set_rollback(True)  # searches without a result are counted
        matches = SearchEntry.objects.visible().filter(SearchQuery(words).all_words()).count()
        in_database = statistics.median(times)
        over = " over" if in_database > SEARCH else ""
        print(f"{words:<26}{matches:>9}{in_database:>8.1f}{SEARCH:>8}{number:>9}{over}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=30, help="how often each page is asked for")
    rounds = parser.parse_args().rounds
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]}, raise_request_exception=True)
    settings.DEBUG = False  # as in service: no list of queries is kept, templates are cached
    print(f"{'page':<26}{'CPU ms':>8}{'budget':>8}{'queries':>9}{'DB ms':>8}{'HTML KB':>9}")
    for model, budget in PAGES.items():
        page = model.objects.live().order_by("path").first()
        cpu, queries, in_database, size = measure(client, page.get_url(), rounds)
        over = " over" if cpu > budget else ""
        name = model.__name__
        print(f"{name:<26}{cpu:>8.1f}{budget:>8}{queries:>9}{in_database:>8.1f}{size / 1024:>9.1f}{over}")
    measure_searches(client, rounds)


if __name__ == "__main__":
    main()
