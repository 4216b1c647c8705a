"""Reading a calendar file (RFC 5545) into drafts of events. Running it again changes only what has changed."""

import datetime
from dataclasses import dataclass, field

import icalendar
import recurring_ical_events
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ikpe_site.text.slugs import available_slug, german_slug

from .models import EventPage

AHEAD = datetime.timedelta(days=2 * 365)  # how far dates by rule are followed
STATUS = {"CANCELLED": EventPage.Status.CANCELLED}


@dataclass
class Found:
    """An event of the file: what becomes of it (`new`, `changed`, `same` or `error`) and why."""

    title: str
    action: str
    event: EventPage | None = None
    problems: list[str] = field(default_factory=list)


@dataclass
class CalendarImport:
    """Compare a calendar file with the events below `index`; `apply()` saves what is new or changed as drafts."""

    index: object
    found: list[Found] = field(default_factory=list)

    @classmethod
    def read(cls, content: bytes, index) -> "CalendarImport":
        """Raises ValidationError if the file is no calendar."""
        try:
            calendars = icalendar.Calendar.from_ical(content, multiple=True)
        except (ValueError, IndexError, KeyError, UnicodeDecodeError) as error:
            raise ValidationError(_("This is not a calendar file: %(error)s") % {"error": error}) from error
        if not any(calendar.name == "VCALENDAR" for calendar in calendars):
            raise ValidationError(_("This is not a calendar file: it holds no VCALENDAR."))
        result = cls(index)
        for calendar in calendars:
            result.found += [result.compare(component) for component in single_events(calendar)]
        return result

    def compare(self, component) -> Found:
        title = str(component.get("SUMMARY", "")).strip() or _("without a title")
        try:
            fields = fields_of(component)
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            return Found(title, "error", problems=[str(error)])
        event = EventPage.objects.filter(uid=fields["uid"]).first()
        action = "changed" if event else "new"
        if event:
            event = event.get_latest_revision_as_object()
            if all(getattr(event, name) == value for name, value in fields.items()):
                return Found(title, "same", event)
        else:
            event = EventPage(live=False)
        for name, value in fields.items():
            setattr(event, name, value)
        try:
            event.clean_fields(exclude=[name for name in field_names() if name not in fields])
            event.clean()
        except ValidationError as error:
            return Found(title, "error", problems=error.messages)
        return Found(title, action, event)

    def apply(self, user=None) -> int:
        """Save and return how many; with the error of one none is saved."""
        due = [found.event for found in self.found if found.action in ("new", "changed")]
        with transaction.atomic():
            for event in due:
                if not event.pk:
                    event.slug = available_slug(german_slug(event.title) or "termin", self.index, event)
                    self.index.refresh_from_db()
                    self.index.add_child(instance=event)
                event.save_revision(user=user, log_action=True)
        return len(due)


def field_names() -> list[str]:
    return [field.name for field in EventPage._meta.get_fields() if hasattr(field, "attname")]


def single_events(calendar):
    """Yield every VEVENT that stands alone, and the dates of those that are repeated, each with a UID of its own."""
    repeated = {str(event.get("UID")) for event in calendar.walk("VEVENT") if "RRULE" in event or "RDATE" in event}
    for event in calendar.walk("VEVENT"):
        if str(event.get("UID")) not in repeated:
            yield event
    if repeated:
        today = timezone.localdate()
        for date in recurring_ical_events.of(calendar).between(today - AHEAD, today + AHEAD):
            if str(date.get("UID")) in repeated:
                original = date.get("RECURRENCE-ID", date["DTSTART"]).dt
                date["UID"] = f"{date['UID']}/{original:%Y%m%dT%H%M%S}"
                yield date


def fields_of(component) -> dict:
    """The fields of an EventPage that a VEVENT gives. Raises ValueError if it lacks what an event needs."""
    if "UID" not in component:
        raise ValueError(_("The event has no UID."))
    if "DTSTART" not in component:
        raise ValueError(_("The event has no start."))
    start = component["DTSTART"].dt
    all_day = not isinstance(start, datetime.datetime)
    end = component["DTEND"].dt if "DTEND" in component else None
    if end is None and "DURATION" in component:
        end = start + component["DURATION"].dt
    if all_day and end is not None:
        end = end - datetime.timedelta(days=1)  # DTEND is exclusive
        end = None if end <= start else end
    return {
        "uid": str(component["UID"])[:255],
        "title": str(component.get("SUMMARY", "")).strip()[:255],
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
