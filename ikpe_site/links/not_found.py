"""Counts URLs that visitors asked for in vain: path and number, and nothing about the visitor."""

import logging
import re
import time
from collections import Counter, defaultdict
from datetime import timedelta
from threading import Lock

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from .models import MissingUrl
from .resolving import split_path, wordpress_url
from .spelling import MAX_PATH, canonical

logger = logging.getLogger(__name__)

INTERVAL = 10  # seconds between two writes of one process
MAX_PENDING = 100  # URLs kept in memory between two writes
MAX_ROWS = 1000
KEPT_FOR = timedelta(days=90)

# URLs below these hold keys of participants, or are no business of visitors.
NOT_COUNTED = ("/admin/", "/anmeldung/", "/static/")
# What scanners try, and what visitors cannot have a link to.
PROBES = re.compile(
    r"/\.|\.(?:php\d?|aspx?|jsp|cgi|sql|bak|env|ini)\b|/(?:cgi-bin|wp-(?:admin|login|includes))", re.IGNORECASE
)
HARMLESS = re.compile(r"[^\s@\x00-\x1f\x7f]+")


class NotFoundCounter:
    """What this process did not find, written at most every `INTERVAL` seconds and bounded in number everywhere.

    Whoever asks for a million different URLs fills a list of a hundred, which ten seconds later is written with a
    handful of queries and pushes out what was asked for least.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.clear()

    def clear(self) -> None:
        self.pending: Counter[str] = Counter()
        self.written_at = float("-inf")

    def add(self, request: HttpRequest) -> None:
        path = countable_path(request)
        if path is None:
            return
        with self.lock:
            if path in self.pending or len(self.pending) < MAX_PENDING:
                self.pending[path] += 1
            if time.monotonic() - self.written_at < INTERVAL:
                return
            counts, self.pending = self.pending, Counter()
            self.written_at = time.monotonic()
        try:
            write(counts)
        except DatabaseError:  # the visitor shall get the page that says so, with or without a count
            logger.exception("URLs asked for in vain could not be counted.")


counter = NotFoundCounter()


def countable_path(request: HttpRequest) -> str | None:
    """The URL as redirects keep it, without its query; None if it is not to be counted."""
    if request.method != "GET" or request.path.startswith(NOT_COUNTED):
        return None
    full_path = request.get_full_path()
    path = wordpress_url(full_path) or request.path
    kept = canonical(wordpress_url(full_path) or split_path(full_path)[0])
    if len(kept) > MAX_PATH or PROBES.search(path) or not HARMLESS.fullmatch(path):
        return None
    return kept


@transaction.atomic
def write(counts: Counter[str]) -> None:
    today = timezone.localdate()
    MissingUrl.objects.filter(last_asked_on__lt=today - KEPT_FOR).delete()
    known = dict(MissingUrl.objects.filter(path__in=counts).values_list("path", "pk"))
    by_count = defaultdict(list)
    for path, pk in known.items():
        by_count[counts[path]].append(pk)
    for count, pks in by_count.items():
        MissingUrl.objects.filter(pk__in=pks).update(count=F("count") + count, last_asked_on=today)
    new = [
        MissingUrl(path=path, count=count, last_asked_on=today) for path, count in counts.items() if path not in known
    ]
    surplus = MissingUrl.objects.count() + len(new) - MAX_ROWS
    if surplus > 0:
        least = MissingUrl.objects.order_by("count", "last_asked_on", "pk").values("pk")[:surplus]
        MissingUrl.objects.filter(pk__in=list(least.values_list("pk", flat=True))).delete()
    MissingUrl.objects.bulk_create(new, ignore_conflicts=True)
