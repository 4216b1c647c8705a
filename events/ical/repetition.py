"""The dates of an event that is repeated, within limits."""

import datetime
import signal
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import icalendar
import recurring_ical_events
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

AHEAD = datetime.timedelta(days=2 * 365)  # how far the dates are followed
MAX_DATES = 300  # of one event
SECONDS = 1  # of the processor, for one event
SECONDS_IN_ALL = 5
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")


def is_repeated(event: icalendar.Event) -> bool:
    return "RRULE" in event or "RDATE" in event


Dates = tuple[list[icalendar.Event], tuple[str, ...]]


def dates_of(events: list[icalendar.Event], zone: datetime.tzinfo, end: float) -> Dates:
    """Return an event for each date of one series of `events`, with the RECURRENCE-ID that tells it, and notes.

    ValidationError if it is repeated in a way that is not followed, or the time of the process is at its `end`.
    """
    for event in events:
        check_rules(event)
    alone = icalendar.Calendar()
    if key := getattr(zone, "key", ""):
        alone.add("X-WR-TIMEZONE", key)
    alone.subcomponents = [*events]
    today = timezone.localdate()
    try:
        with limited_time(min(SECONDS, end - time.process_time())), warnings.catch_warnings(action="ignore"):
            dates = recurring_ical_events.of(alone).between(today - AHEAD, today + AHEAD)
    except TimeoutError:
        raise ValidationError(_("It takes too long to follow the rule by which the event is repeated.")) from None
    except Exception:  # noqa: BLE001 whatever the library stumbles over in a rule
        raise ValidationError(_("The rule by which the event is repeated cannot be followed.")) from None
    if not dates:
        raise ValidationError(_("None of its dates lies within two years from today."))
    for date in dates:
        if "RECURRENCE-ID" not in date:
            date["RECURRENCE-ID"] = date["DTSTART"]
    if len(dates) <= MAX_DATES:
        return dates, ()
    note = _("The event has more dates. Only %(number)d of them are imported, those to come first.")
    return nearest(dates, today), (note % {"number": MAX_DATES},)


def nearest(dates: list[icalendar.Event], today: datetime.date) -> list[icalendar.Event]:
    def day(date):
        start = date["DTSTART"].dt
        return start.date() if isinstance(start, datetime.datetime) else start

    return sorted(dates, key=lambda date: (day(date) < today, abs(day(date) - today)))[:MAX_DATES]


def check_rules(event: icalendar.Event) -> None:
    rules, listed = all_of(event, "RRULE"), all_of(event, "RDATE")
    for rule in rules:
        frequency = "".join(rule.get("FREQ", []))
        if not frequency:
            raise ValidationError(_("The rule by which the event is repeated is empty or cannot be read."))
        if frequency not in FREQUENCIES or any(len(rule.get(name, [])) > 1 for name in WITHIN_A_DAY):
            raise ValidationError(_("The event is repeated more often than once a day."))
        for name in ("INTERVAL", "COUNT"):
            if any(number < 1 for number in rule.get(name, [])):
                message = _("The rule by which the event is repeated is impossible: %(property)s is too small.")
                raise ValidationError(message % {"property": name})
    if "EXRULE" in event:
        raise ValidationError(_("The rule by which the event is repeated cannot be followed."))
    if len(rules) > len(FREQUENCIES) or sum(len(dates.dts) for dates in listed) > MAX_DATES:
        raise ValidationError(_("The event has more than %(number)d dates.") % {"number": MAX_DATES})


def all_of(event: icalendar.Event, name: str) -> list:
    values = event.get(name, [])
    return values if isinstance(values, list) else [values]


@contextmanager
def limited_time(seconds: float) -> Iterator[None]:
    """TimeoutError after `seconds`: the search for a date that a rule does not have goes on for thousands of years."""

    def stop(*args):
        raise TimeoutError

    if seconds <= 0:
        stop()
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
