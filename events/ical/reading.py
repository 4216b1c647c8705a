"""Reading a calendar file (RFC 5545) as fields of events."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

import icalendar
import recurring_ical_events
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import EventPage

AHEAD = datetime.timedelta(days=2 * 365)  # how far dates by rule are followed
STATUS = {"CANCELLED": EventPage.Status.CANCELLED}
LINE = "X-LINE"  # the property that says where in the file an event begins; dates by rule inherit it


class Record(NamedTuple):
    """An event of a file: the line it begins in, its title, and the fields of an EventPage or why it has none.

    The fields are as JSON writes them.
    """

    line: int
    title: str
    fields: dict
    error: str = ""


def read(text: str) -> list[Record]:
    """Return the events of a file, repeated ones date by date; ValidationError if it is no calendar."""
    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        raise ValidationError(_("This is not a calendar file: %(error)s") % {"error": error}) from error
    if not any(calendar.name == "VCALENDAR" for calendar in calendars):
        raise ValidationError(_("This is not a calendar file: it holds no VCALENDAR."))
    lines = (number for number, line in enumerate(text.split("\n"), 1) if line.rstrip().upper() == "BEGIN:VEVENT")
    events = (event for calendar in calendars for event in calendar.walk("VEVENT"))
    for event, line in zip(events, lines, strict=False):
        event[LINE] = line
    return [record for calendar in calendars for record in records_of(calendar)]


def records_of(calendar: icalendar.Calendar) -> Iterator[Record]:
    """Yield every VEVENT that stands alone, then the dates of those that are repeated."""
    series = {uid_of(event): [] for event in calendar.walk("VEVENT") if "RRULE" in event or "RDATE" in event}
    series.pop("", None)
    for event in calendar.walk("VEVENT"):
        if uid_of(event) in series:
            series[uid_of(event)].append(event)
        else:
            yield record_of(event)
    for events in series.values():
        try:
            dates = dates_of(calendar, events)
        except Exception:  # noqa: BLE001 whatever the library stumbles over in a rule
            yield unreadable(events[0], _("The entry cannot be read."))
        else:
            yield from map(record_of, dates)


def dates_of(calendar: icalendar.Calendar, events: list[icalendar.Event]) -> list[icalendar.Event]:
    """Return the dates of one series of `events` in the time zone of the `calendar`, each with a UID of its own."""
    alone = calendar.copy()
    alone.subcomponents = events
    today = timezone.localdate()
    dates = recurring_ical_events.of(alone).between(today - AHEAD, today + AHEAD)
    for date in dates:
        original = date.get("RECURRENCE-ID", date["DTSTART"]).dt
        date["UID"] = f"{date['UID']}/{original:%Y%m%dT%H%M%S}"
    return dates


def record_of(event: icalendar.Event) -> Record:
    try:
        return Record(event.get(LINE, 0), title_of(event), fields_of(event))
    except ValidationError as error:
        return unreadable(event, " ".join(error.messages))
    except (ValueError, AttributeError, TypeError, OverflowError):  # given twice, of another kind, or out of bounds
        return unreadable(event, _("The entry cannot be read."))


def unreadable(event: icalendar.Event, error: str) -> Record:
    return Record(event.get(LINE, 0), title_of(event), {}, error)


def uid_of(event: icalendar.Event) -> str:
    return str(event.get("UID", ""))


def title_of(event: icalendar.Event) -> str:
    return str(event.get("SUMMARY", "")).strip()


def fields_of(component) -> dict:
    """The fields of an EventPage that a VEVENT gives. ValidationError if it lacks what an event needs."""
    if not uid_of(component):
        raise ValidationError(_("The event has no UID."))
    if "DTSTART" not in component:
        raise ValidationError(_("The event has no start."))
    start = component["DTSTART"].dt
    all_day = not isinstance(start, datetime.datetime)
    end = component["DTEND"].dt if "DTEND" in component else None
    if end is None and "DURATION" in component:
        end = start + component["DURATION"].dt
    if all_day and end is not None:
        end = end - datetime.timedelta(days=1)  # DTEND is exclusive
        end = None if end <= start else end
    return {
        "uid": uid_of(component)[:255],
        "title": title_of(component)[:255],
        "teaser": str(component.get("DESCRIPTION", "")).strip()[:300],
        "start": moment(start).isoformat(),
        "end": moment(end).isoformat() if end is not None else None,
        "all_day": all_day,
        "status": STATUS.get(str(component.get("STATUS", "")).upper(), EventPage.Status.PLANNED),
        "place": str(component.get("LOCATION", "")).strip()[:160],
    }


def moment(value: datetime.date) -> datetime.datetime:
    """An aware datetime; what has no time zone holds by the clock of Erfurt."""
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    return timezone.make_aware(value) if timezone.is_naive(value) else timezone.localtime(value)
