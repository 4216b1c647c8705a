"""Reading a calendar file (RFC 5545, and what programs make of it) as fields of events."""

import datetime
import re
import time
from collections.abc import Iterator
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import icalendar
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from icalendar.prop import vCategory, vDDDLists, vDDDTypes, vRecur

from ..models import EventPage
from .lines import CalendarText, EventText, calendars_of
from .repetition import SECONDS_IN_ALL, dates_of, is_repeated
from .texts import conference_link, is_online, line_of, names_conference, text_of, without_conference, without_link
from .writing import PRODID_ENDING, STATUS_PROPERTY

MAX_RECORDS = 1000
MAX_LENGTH = 50_000  # characters of a text
YEARS = range(1950, 2101)
MOMENTS = ("DTSTART", "DTEND", "RECURRENCE-ID")
TIMES = (*MOMENTS, "DURATION")
RULES = ("RRULE", "RDATE", "EXDATE")
KINDS = dict.fromkeys(TIMES, vDDDTypes) | {"RRULE": vRecur, "RDATE": vDDDLists, "EXDATE": vDDDLists}
ONE_DAY = datetime.timedelta(days=1)
MIDNIGHT = datetime.time()
CANCELLED = ("abgesagt:", "canceled:", "cancelled:")
POSTPONED = "verschoben:"
# Where programs put the address of a video conference, the surest first.
CONFERENCE_PROPERTIES = (
    *("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
    *("X-MICROSOFT-ONLINEMEETINGEXTERNALLINK", "LOCATION", "URL", "DESCRIPTION", "X-ALT-DESC"),
)
# What is read: whatever stands in the others hurts nobody.
PROPERTIES = {
    *("UID", "SUMMARY", "STATUS", "SEQUENCE", "DTSTAMP", "CLASS", "CATEGORIES", "X-MICROSOFT-CDO-ALLDAYEVENT"),
    *(STATUS_PROPERTY, "EXRULE", *TIMES, *RULES, *CONFERENCE_PROPERTIES),
}


class Record(NamedTuple):
    """An event of a file: the line it begins in, its title, and the fields of an EventPage or why it has none.

    The fields are as JSON writes them; `topics` are titles. `notes` are sentences for the editor.
    """

    line: int
    title: str
    fields: dict
    error: str = ""
    notes: tuple[str, ...] = ()


class Source(NamedTuple):
    """An event of a file, and what its calendar says of it."""

    line: int
    event: icalendar.Event
    zone: datetime.tzinfo
    is_own: bool  # this site has written it
    cancels: bool  # and says only what it must to cancel the event

    @property
    def title(self) -> str:
        return without_link(line_of(text(self.event, "SUMMARY")))

    @property
    def uid(self) -> str:
        return text(self.event, "UID")

    @property
    def version(self) -> tuple[int, str]:
        """The later of two versions has the greater one."""
        sequence, changed = first(self.event, "SEQUENCE"), first(self.event, "DTSTAMP")
        number = sequence if isinstance(sequence, int) else 0
        return number, changed.to_ical().decode() if isinstance(changed, vDDDTypes) else ""


def read(content: str) -> list[Record]:
    """Return the events of a file, repeated ones date by date; ValidationError if it is no calendar or too long."""
    calendars = calendars_of(content)
    if not calendars:
        raise ValidationError(_("This is not a calendar file: it holds no VCALENDAR."))
    if sum(len(calendar.events) for calendar in calendars) > 5 * MAX_RECORDS:
        raise ValidationError(too_many())
    records, sources = [], []
    for calendar in calendars:
        learn_zones(calendar)
        for event in calendar.events:
            source, problem = source_of(event, calendar)
            if problem:
                records.append(failure(source, problem))
            else:
                sources.append(source)
    problems = outdated(sources)
    records += [failure(source, problems[source.line]) for source in sources if source.line in problems]
    for record in records_of([source for source in sources if source.line not in problems]):
        records.append(record)
        if len(records) > MAX_RECORDS:
            raise ValidationError(too_many())
    return sorted(records, key=lambda record: (record.line, record.fields.get("start", "")))


def too_many() -> str:
    return _("The file holds more than %(number)d events. Divide it into several files.") % {"number": MAX_RECORDS}


def learn_zones(calendar: CalendarText) -> None:
    """Let icalendar know the time zones that a calendar describes itself. Where that fails, its times have none."""
    for lines in calendar.zones:
        lines = [line for line in lines if "FREQ" not in line.upper() or "FREQ=YEARLY" in line.upper()]
        try:
            icalendar.Timezone.from_ical("\r\n".join([*lines, "END:VTIMEZONE", ""]))
        except Exception:  # noqa: BLE001, S112 whatever the library stumbles over
            continue


def source_of(event: EventText, calendar: CalendarText) -> tuple[Source, str]:
    """An event and why it cannot be read, which is empty if it can."""
    zone = ZoneInfo(calendar.zone) if calendar.zone else timezone.get_default_timezone()
    is_own, cancels = calendar.program.endswith(PRODID_ENDING), calendar.method == "CANCEL"
    source = Source(event.number, icalendar.Event(), zone, is_own, cancels)
    lines = [line for line in event.lines if re.split("[;:]", line, maxsplit=1)[0].upper() in PROPERTIES]
    try:
        parsed: Any = icalendar.Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
        source = source._replace(event=parsed)
        if cancels:
            source.event["STATUS"] = "CANCELLED"
        problem = problem_of(source, event.breaks_off)
    except Exception:  # noqa: BLE001 whatever the library stumbles over
        problem = _("The entry cannot be read.")
    return source, problem


def problem_of(source: Source, breaks_off: bool) -> str:
    event = source.event
    if breaks_off:
        return _("The file breaks off in this event.")
    if not source.uid:
        return _("The event has no UID.")
    if "DTSTART" not in event:
        return _("The event has no start.")
    for name in (*TIMES, *RULES):
        values = event.get(name, [])
        values = values if isinstance(values, list) else [values]
        if not all(isinstance(value, KINDS[name]) for value in values) and name == "RRULE":
            return _("The rule by which the event is repeated is empty or cannot be read.")
        if not all(isinstance(value, KINDS[name]) for value in values):
            return _("%(property)s cannot be read.") % {"property": name}
        if len({value.to_ical() for value in values}) > 1 and name in TIMES:
            return _("%(property)s is given twice.") % {"property": name}
        if values and name in TIMES:
            event[name] = values[0]
    moments = [first(event, name).dt for name in MOMENTS if name in event]
    if not all(isinstance(value, datetime.date) and value.year in YEARS for value in moments):
        return _("The date lies too far back or ahead.")
    return ""


def outdated(sources: list[Source]) -> dict[int, str]:
    """The lines of those of which the file holds another version, or the same before, each with a sentence."""
    latest: dict[tuple, Source] = {}
    problems = {}
    for source in sources:
        recurrence = source.event.get("RECURRENCE-ID")
        key = source.uid, recurrence and moment(recurrence.dt, source.zone)
        other = latest.setdefault(key, source)
        if source.version > other.version:
            latest[key] = source
            problems[other.line] = _("The file also holds a later version of this event.")
        elif source.version < other.version:
            problems[source.line] = _("The file also holds a later version of this event.")
        elif source is not other:
            problems[source.line] = _("Is a duplicate of an earlier entry in this file.")
    return problems


def records_of(sources: list[Source]) -> Iterator[Record]:
    """Yield the records of events that stand alone, and of the dates of those that are repeated."""
    end = time.process_time() + SECONDS_IN_ALL
    of_one_uid: dict[str, list[Source]] = {}
    for source in sources:
        of_one_uid.setdefault(source.uid, []).append(source)
    for group in of_one_uid.values():
        repeated = next((source for source in group if is_repeated(source.event)), None)
        if repeated is None:
            yield from map(record_of, group)
            continue
        align(group, repeated)
        try:
            dates, notes = dates_of([source.event for source in group], repeated.zone, end)
        except ValidationError as error:
            yield failure(repeated, " ".join(error.messages))
        else:
            for date in dates:
                yield record_of(repeated._replace(event=date), notes)


def align(group: list[Source], repeated: Source) -> None:
    """A date that differs may name the day alone that it stands for: the time is that of its series."""
    start = first(repeated.event, "DTSTART").dt
    for source in group:
        if "RECURRENCE-ID" not in source.event or not isinstance(start, datetime.datetime):
            continue
        original = first(source.event, "RECURRENCE-ID")
        if not isinstance(original.dt, datetime.datetime):
            original.dt = datetime.datetime.combine(original.dt, start.timetz())


def record_of(source: Source, notes: tuple[str, ...] = ()) -> Record:
    try:
        fields = fields_of(source)
    except ValidationError as error:
        return failure(source, " ".join(error.messages))
    except (ValueError, TypeError, OverflowError):  # times that lie outside of what there is, or cannot be compared
        return failure(source, _("The entry cannot be read."))
    if text(source.event, "CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"):
        notes = (*notes, _("Is marked as private in the file."))
    if fields["joining_url"]:
        notes = (*notes, _("The joining link is not shown on the website."))
    if source.cancels:
        fields = {name: value for name, value in fields.items() if value}
    return Record(source.line, fields.get("title", ""), fields, notes=notes)


def failure(source: Source, problem: str) -> Record:
    return Record(source.line, source.title, {}, problem)


def fields_of(source: Source) -> dict[str, Any]:
    """The fields of an EventPage that an event gives. ValidationError if they are impossible."""
    event = source.event
    status, title = status_and_title(source)
    places, says_online = places_of(event)
    description = text(event, "DESCRIPTION") or text(event, "X-ALT-DESC")
    joining_url = next(filter(None, (conference_link(text(event, name)) for name in CONFERENCE_PROPERTIES)), "")
    teaser = without_conference(text_of(description))
    return {
        "uid": identifier(source),
        "title": title[:255],
        "teaser": Truncator(teaser).chars(300),
        **times_of(source),
        "status": status,
        "place": places[0][:160] if places else "",
        "address": ", ".join(places[1:])[:255],
        "is_online": says_online or bool(joining_url),
        "joining_url": joining_url if len(joining_url) <= 500 else "",
        "registration": "" if source.is_own else link_to(text(event, "URL")),
        "topics": categories(event),
    }


def identifier(source: Source) -> str:
    """A single date of a series is another event than the others: UID and RECURRENCE-ID tell it."""
    recurrence = source.event.get("RECURRENCE-ID")
    if recurrence is None:
        return source.uid[:255]
    original = moment(recurrence.dt, source.zone)
    return f"{source.uid[:239]}/{original:%Y%m%dT%H%M%S}"


def status_and_title(source: Source) -> tuple[str, str]:
    """Calendars show STATUS badly or not at all, so that programs, like this site, write it before the title."""
    status, title, given = EventPage.Status.PLANNED, source.title, text(source.event, "STATUS").upper()
    if given == "CANCELLED":
        status = EventPage.Status.CANCELLED
    if title.lower().startswith(CANCELLED):
        status, title = EventPage.Status.CANCELLED, title.partition(":")[2].strip()
    elif given == "TENTATIVE" and title.lower().startswith(POSTPONED):
        status, title = EventPage.Status.POSTPONED, title.partition(":")[2].strip()
    own = text(source.event, STATUS_PROPERTY)
    return (own if own in EventPage.Status else status.value), title


def times_of(source: Source) -> dict[str, Any]:
    event, zone = source.event, source.zone
    start = first(event, "DTSTART").dt
    end = first(event, "DTEND").dt if "DTEND" in event else None
    if end is None and "DURATION" in event:
        end = start + first(event, "DURATION").dt
    starts_at = moment(start, zone)
    ends_at = None if end is None else moment(end, zone)
    if not all(value is None or value.year in YEARS for value in (starts_at, ends_at)):
        raise ValidationError(_("The date lies too far back or ahead."))
    if all_day := is_all_day(event, start, starts_at, ends_at):
        first_moment, starts_at = starts_at, at_midnight(starts_at)
        if ends_at is not None:  # the end is exclusive; in another zone it is not midnight
            days = -((first_moment - ends_at) // ONE_DAY)
            ends_at = at_midnight(starts_at + (days - 1) * ONE_DAY) if days > 1 else None
    elif ends_at == starts_at:
        ends_at = None
    return {
        "start": starts_at.isoformat(),
        "end": None if ends_at is None else ends_at.isoformat(),
        "all_day": all_day,
    }


def is_all_day(event: icalendar.Event, start: datetime.date, starts_at, ends_at) -> bool:
    """Outlook writes whole days as times, from midnight to midnight."""
    if not isinstance(start, datetime.datetime) or text(event, "X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE":
        return True
    return ends_at is not None and starts_at < ends_at and starts_at.time() == ends_at.time() == MIDNIGHT


def moment(value: datetime.date, zone: datetime.tzinfo) -> datetime.datetime:
    """By the clock of Erfurt; what has no time zone holds by that of the calendar, a day everywhere."""
    if not isinstance(value, datetime.datetime):
        return timezone.make_aware(datetime.datetime.combine(value, MIDNIGHT))
    return timezone.localtime(timezone.make_aware(value, zone) if timezone.is_naive(value) else value)


def at_midnight(value: datetime.datetime) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(value.date(), MIDNIGHT))


def places_of(event: icalendar.Event) -> tuple[list[str], bool]:
    """The lines of the place and the address, and whether one of them says that the event is online."""
    parts = re.split(r"[\n;|]| / | \+ ", text_of(text(event, "LOCATION")))
    parts = [part.strip() for part in parts if part.strip()]
    there = [part for part in map(without_link, parts) if part and not is_online(part)]
    return there, len(there) < len(parts) or any(map(names_conference, there))


def link_to(url: str) -> str:
    if not url.lower().startswith(("http://", "https://")) or conference_link(url):
        return ""
    return format_html('<p>{} <a href="{}">{}</a></p>', _("Further information:"), url, url.partition("://")[2])


def categories(event: icalendar.Event) -> list[str]:
    values = event.get("CATEGORIES", [])
    values = values if isinstance(values, list) else [values]
    return [line_of(str(name)) for value in values if isinstance(value, vCategory) for name in value.cats]


def first(event: icalendar.Event, name: str) -> Any:
    value = event.get(name)
    return value[0] if isinstance(value, list) else value


def text(event: icalendar.Event, name: str) -> str:
    """The text of a property, that of the first if there are several."""
    value = first(event, name)
    return "" if value is None else str(value)[:MAX_LENGTH].strip()
