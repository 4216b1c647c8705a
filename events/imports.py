"""Calendar files (RFC 5545) as drafts of events. Importing one again changes only what has changed."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import icalendar
import recurring_ical_events
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ikpe_site.editing.imports import Entry, Plan, Status
from ikpe_site.text.slugs import available_slug, german_slug

from .models import EventIndexPage, EventPage

AHEAD = datetime.timedelta(days=2 * 365)  # how far dates by rule are followed
STATUS = {"CANCELLED": EventPage.Status.CANCELLED}
LINE = "X-LINE"  # the property that says where in the file an event begins; dates by rule inherit it


@dataclass
class Record:
    """An event of a file, on its own, or the `error` that kept its dates from being worked out."""

    event: icalendar.Event
    error: str = ""


class CalendarPlan(Plan):
    headings = (gettext_lazy("event"), gettext_lazy("date"))

    @classmethod
    def parse(cls, content: bytes) -> list[Record]:
        text = cls.text_of(content)
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
        records = [record for calendar in calendars for record in single_events(calendar)]
        if not records:
            raise ValidationError(_("The file holds no events."))
        return records

    @classmethod
    def compare(cls, records: list[Record]) -> Iterator[Entry]:
        """Compare with the events of the same UID."""
        uids = set()
        for record in records:
            yield entry_of(record, uids)

    def write(self, user) -> Iterator[None]:
        index = EventIndexPage.objects.get()
        for entry in self.due:
            event = entry.instance
            if not event.pk:
                event.slug = available_slug(german_slug(event.title) or "termin", index)
                index.add_child(instance=event)
            event.save_revision(user=user, log_action=True)
            yield


def entry_of(record: Record, uids: set[str]) -> Entry:
    """`uids` are those of the entries before, to which this one adds its own."""
    line, title = record.event.get(LINE, 0), title_of(record.event) or _("without a title")
    if record.error:
        return Entry(line, (title, ""), Status.ERROR, [record.error])
    try:
        fields = fields_of(record.event)
    except ValidationError as error:
        return Entry(line, (title, ""), Status.ERROR, error.messages)
    except (ValueError, AttributeError, TypeError, OverflowError):  # given twice, of another kind, or out of bounds
        return Entry(line, (title, ""), Status.ERROR, [_("The entry cannot be read.")])
    event = EventPage.objects.filter(uid=fields["uid"]).first()
    status = Status.CHANGED if event else Status.NEW
    event = event.get_latest_revision_as_object() if event else EventPage(live=False)
    if event.pk and all(getattr(event, name) == value for name, value in fields.items()):
        status = Status.PRESENT
    for name, value in fields.items():
        setattr(event, name, value)
    cells = (title, f"{event.date_display} {event.time_display}")
    try:
        if event.uid in uids:
            raise ValidationError(_("Is a duplicate of an earlier entry in this file."))
        event.clean_fields(exclude=[name for name in field_names() if name not in fields])
        event.clean()
    except ValidationError as error:
        return Entry(line, cells, Status.ERROR, error.messages)
    uids.add(event.uid)
    return Entry(line, cells, status, instance=event)


def field_names() -> list[str]:
    return [field.name for field in EventPage._meta.get_fields() if hasattr(field, "attname")]


def single_events(calendar: icalendar.Calendar) -> Iterator[Record]:
    """Yield every VEVENT that stands alone, and the dates of those that are repeated."""
    series = {uid_of(event): [] for event in calendar.walk("VEVENT") if "RRULE" in event or "RDATE" in event}
    series.pop("", None)
    for event in calendar.walk("VEVENT"):
        if uid_of(event) in series:
            series[uid_of(event)].append(event)
        else:
            yield Record(event)
    for events in series.values():
        try:
            dates = dates_of(calendar, events)
        except Exception:  # noqa: BLE001 whatever the library stumbles over in a rule
            yield Record(events[0], _("The entry cannot be read."))
        else:
            yield from map(Record, dates)


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
        "start": moment(start),
        "end": moment(end) if end is not None else None,
        "all_day": all_day,
        "status": STATUS.get(str(component.get("STATUS", "")).upper(), EventPage.Status.PLANNED),
        "place": str(component.get("LOCATION", "")).strip()[:160],
    }


def moment(value: datetime.date) -> datetime.datetime:
    """An aware datetime; what has no time zone holds by the clock of Erfurt."""
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    return timezone.make_aware(value) if timezone.is_naive(value) else value
