"""The lines of a calendar file, put right where programs write what RFC 5545 does not know."""

import datetime
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar import TypesFactory

from .zones import zone_name

PROPERTY = re.compile(r"([A-Za-z][A-Za-z0-9-]*)[;:]")
NAMES = {*map(str.upper, TypesFactory().types_map), "BEGIN", "END"}
QUOTED_PRINTABLE = re.compile(r"([^:]*?);(?:ENCODING=)?QUOTED-PRINTABLE([^:]*):(.*)", re.IGNORECASE | re.DOTALL)
CHARSET = re.compile(r";CHARSET=([^;:]*)", re.IGNORECASE)
TIME_LINE = re.compile(r"(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)(;.*?)?:\s*(\d{4}.*)", re.IGNORECASE)
RULE_LINE = re.compile(r"RRULE(?:;[^:]*)?:(.*)", re.IGNORECASE)
RULE_PARTS = {
    *("FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "BYSETPOS", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"),
    *("BYDAY", "BYHOUR", "BYMINUTE", "BYSECOND"),
}
TZID = re.compile(r';TZID=("[^"]*"|[^;]*)', re.IGNORECASE)
TIME = re.compile(
    r"(?P<day>\d{4}-?\d\d-?\d\d)(?:[T ]?(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d))?)?"
    r"(?:[.,]\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)


@dataclass
class EventText:
    """The lines between begin and end of an event, which begins in the line `number` of the file."""

    number: int
    lines: list[str] = field(default_factory=list)
    breaks_off: bool = False  # the file ends in it


@dataclass
class CalendarText:
    method: str = ""
    program: str = ""
    zone: str = ""  # what holds for times without one
    zones: list[list[str]] = field(default_factory=list)  # the lines of each VTIMEZONE
    events: list[EventText] = field(default_factory=list)


def calendars_of(text: str) -> list[CalendarText]:
    """Return the calendars of a file. What stands outside of them, or of what they are read for, is passed over."""
    calendars: list[CalendarText] = []
    path: list[str] = []  # what is open within the calendar, such as the alarm of an event
    for number, line in unfolded(text):
        name, _colon, value = line.partition(":")
        name, component = name.partition(";")[0].upper(), value.strip().upper()
        if (name, component) == ("BEGIN", "VCALENDAR"):
            calendars.append(CalendarText())
            path = []
        elif not calendars:
            continue
        elif name == "BEGIN":
            path = open_component(calendars[-1], path, component, number)
        elif name == "END":
            path = path[: path.index(component)] if component in path else []
        elif path == ["VEVENT"]:
            calendars[-1].events[-1].lines.append(line)
        elif not path:
            set_property(calendars[-1], name, value.strip())
        if path[:1] == ["VTIMEZONE"]:
            calendars[-1].zones[-1].append(line)
    if path[:1] == ["VEVENT"]:
        calendars[-1].events[-1].breaks_off = True
    return calendars


def open_component(calendar: CalendarText, path: list[str], name: str, number: int) -> list[str]:
    """Return the path to the component that begins. The end of an event or a time zone may be missing before."""
    if name == "VEVENT":
        calendar.events.append(EventText(number))
        return [name]
    if name == "VTIMEZONE":
        calendar.zones.append([])
        return [name]
    return [*path, name]


def set_property(calendar: CalendarText, name: str, value: str) -> None:
    if name == "METHOD":
        calendar.method = value.upper()
    elif name == "PRODID":
        calendar.program = value
    elif name == "X-WR-TIMEZONE":
        calendar.zone = zone_name(value)


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that were meant, each with the number of that with which it begins in the file."""
    start, parts = 0, list[str]()
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if not line.strip():
            continue
        if parts and (continued := continuation(parts, line)) is not None:
            parts.append(continued)
            continue
        if parts:
            yield start, repaired("".join(parts))
        start, parts = number, [line]
    if parts:
        yield start, repaired("".join(parts))


def continuation(parts: list[str], line: str) -> str | None:
    """What `line` adds to those before; None if it begins a property."""
    if parts[-1].endswith("=") and QUOTED_PRINTABLE.match(parts[0]):
        parts[-1] = parts[-1][:-1]
        return line
    if line[0] in " \t":
        return line[1:]
    name = PROPERTY.match(line)
    if name and (name[1].isupper() or name[1].upper() in NAMES):
        return None
    return f"\\n{line}"  # a line break in a text that the program did not escape


def repaired(line: str) -> str:
    if quoted := QUOTED_PRINTABLE.fullmatch(line):
        return unquoted(*quoted.groups())
    if time := TIME_LINE.fullmatch(line):
        return repaired_time(*time.groups(default=""))
    if rule := RULE_LINE.fullmatch(line):
        parts = (part.strip().upper() for part in rule[1].split(";"))
        return f"RRULE:{';'.join(part for part in parts if part.partition('=')[0] in RULE_PARTS)}"
    return line


def unquoted(start: str, end: str, value: str) -> str:
    """A property of vCalendar 1.0 as iCalendar writes it."""
    parameters = start + end
    charset = CHARSET.search(parameters)
    content = quopri.decodestring(value.encode(errors="replace"))
    for encoding in (charset[1] if charset else "utf-8", "utf-8"):
        try:
            text = content.decode(encoding)
            break
        except (LookupError, UnicodeDecodeError):
            text = content.decode("cp1252", errors="replace")
    text = re.sub(r"([\\;,])", r"\\\1", text)
    text = re.sub(r"\r\n|\r|\n", r"\\n", text)
    return f"{CHARSET.sub('', parameters)}:{text}"


def repaired_time(name: str, parameters: str, value: str) -> str:
    """A time zone by the name that all know, or none; a time as RFC 5545 writes it."""
    if given := TZID.search(parameters):
        known = zone_name(given[1])
        zone = given[0] if not known and ":" not in given[1] else f";TZID={known}" if known else ""
        parameters = parameters.replace(given[0], zone)
        if known == "UTC":
            parameters = parameters.replace(zone, "")
            value = ",".join(part if part.upper().endswith("Z") else f"{part}Z" for part in value.split(","))
    is_date = "VALUE=DATE" in parameters.upper().split(";")
    times = (TIME.sub(lambda time: as_specified(time, is_date), part.strip()) for part in value.split(","))
    return f"{name}{parameters}:{','.join(times)}"


def as_specified(time: re.Match, is_date: bool) -> str:
    day = time["day"].replace("-", "")
    if is_date or time["hour"] is None:
        return day
    hour, minute, second, zone = time["hour"], time["minute"], time["second"] or "00", (time["zone"] or "").upper()
    try:
        moment = datetime.datetime.fromisoformat(f"{day}T{'00' if hour == '24' else hour}{minute}{second}")
        if hour == "24":
            moment += datetime.timedelta(days=1)
        if zone and zone != "Z":
            sign = -1 if zone[0] == "-" else 1
            moment -= sign * datetime.timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
            zone = "Z"
    except (ValueError, OverflowError):
        return time[0]
    return f"{moment.year:04}{moment:%m%dT%H%M%S}{zone}"
