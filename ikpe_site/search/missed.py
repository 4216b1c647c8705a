"""Remembers what was searched and not found, for a report in the admin, and nothing about who searched."""

import datetime
import re

from django.db.models import F
from django.utils import timezone

from .models import MissedSearch
from .query import SearchQuery

MAX_DIGITS = 4  # a year, but not a phone number, a date of birth or a postal code
MAX_ROWS = 5_000  # whoever makes up words does not fill the database
KEPT_DAYS = 180
MAX_LENGTH = MissedSearch._meta.get_field("words").max_length or 0
KEPT_DAYS_ONCE = 30  # what was searched a single time may be a name


def remember(query: SearchQuery) -> None:
    """Count a question without a result. One that may hold an address or a number of a person is not kept."""
    if "@" in query.text or "://" in query.text or sum(letter.isdigit() for letter in query.text) > MAX_DIGITS:
        return
    words = " ".join(re.sub(r"[^\w\s-]", " ", query.text.lower()).split())
    if not words or len(words) > MAX_LENGTH:
        return
    today = timezone.localdate()
    if MissedSearch.objects.filter(words=words).update(count=F("count") + 1, last_on=today):
        return
    if MissedSearch.objects.count() < MAX_ROWS:
        MissedSearch.objects.bulk_create([MissedSearch(words=words, count=1, last_on=today)], ignore_conflicts=True)


def forget() -> int:
    """Delete what has not been searched for long, and return how much that was."""
    today = timezone.localdate()
    old = MissedSearch.objects.filter(last_on__lt=today - datetime.timedelta(days=KEPT_DAYS))
    once = MissedSearch.objects.filter(count=1, last_on__lt=today - datetime.timedelta(days=KEPT_DAYS_ONCE))
    return (old | once).delete()[0]
