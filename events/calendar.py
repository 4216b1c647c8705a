"""Events as iCalendar: RFC 5545 and 7986.

The lines are written here and not by the library icalendar, which takes four times as long as a feed of 2,000 events
may (docs/architecture.md); the tests hold every line against what the library writes.
"""

import datetime
import hashlib
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.html import strip_tags
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _

from ikpe_site.core.models import InstituteSettings

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = "PT1H"
TIME_ZONE = "Europe/Berlin"
# The rules of today hold since 1996; without an end they need no list of years.
VTIMEZONE = f"""\
BEGIN:VTIMEZONE
TZID:{TIME_ZONE}
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE""".splitlines()
BERLIN = ZoneInfo(TIME_ZONE)
STATUS = {"cancelled": "CANCELLED"}  # all others are CONFIRMED, but those that wait for a new date TENTATIVE
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Feed:
    """Where the calendar of a page is found: its path, its full address, and that for calendar programs.

    `labels` say what it is narrowed to.
    """

    path: str
    address: str
    webcal: str
    labels: list[str]

    @classmethod
    def of(cls, page, request, query: str = "", labels=()) -> "Feed":
        path = f"{page.get_url(request) or ''}kalender.ics{query}"
        address = request.build_absolute_uri(path)
        return cls(path, address, f"webcal:{address.partition(':')[2]}", list(labels))


def response(request, events, *, list_url: str, name: str, file_name: str) -> HttpResponse:
    """Answer with the calendar of `events` (EventQuerySet), or with 304 if the reader has it already."""
    rows = events.for_calendar()
    body = write(rows, name, InstituteSettings.for_request(request), request.build_absolute_uri(list_url))
    changed = [row.last_published_at for row in rows if row.last_published_at]
    answer = HttpResponse(body, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'inline; filename="{file_name}.ics"'
    answer["Cache-Control"] = "public, max-age=300"
    answer["ETag"] = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    if changed:
        answer["Last-Modified"] = http_date(max(changed).timestamp())
    # What registrations change, the ETag alone tells: a reader that has only the date gets the calendar again.
    return get_conditional_response(request, etag=answer["ETag"], response=answer)


def write(events, name: str, institute, list_url: str, joining_url: str = "") -> bytes:
    """Return the calendar of `events` as it is sent: UTF-8, lines of at most 75 bytes that end with CRLF.

    `events` are those of `EventQuerySet.for_calendar()`, `list_url` is the full address of the list they stand below.
    `joining_url` is for the participants of an online event only (RFC 7986, CONFERENCE).
    """
    organizer = f'ORGANIZER;CN="{parameter(institute.name)}":mailto:{institute.email}' if institute.email else ""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{text(institute.short_name or settings.WAGTAIL_SITE_NAME)}//Termine//DE",
        "CALSCALE:GREGORIAN",
        f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}",
        f"X-WR-TIMEZONE:{TIME_ZONE}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
        *(VTIMEZONE if any(not event.all_day for event in events) else ()),
    ]
    for event in events:
        lines += event_lines(event, organizer, f"{list_url}{event.slug}/", joining_url)
    lines.append("END:VCALENDAR\r\n")
    return b"\r\n".join(map(fold, lines))


def event_lines(event, organizer: str, url: str, joining_url: str = ""):
    """Yield the lines of one VEVENT, not folded yet."""
    changed = event.last_published_at or event.latest_revision_created_at or timezone.now()
    yield "BEGIN:VEVENT"
    yield f"UID:{text(event.uid)}"
    yield f"DTSTAMP:{utc(changed)}"
    yield f"LAST-MODIFIED:{utc(changed)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{'TENTATIVE' if event.has_no_new_date else STATUS.get(event.status, 'CONFIRMED')}"
    yield f"SUMMARY:{text(summary(event))}"
    if event.all_day:
        yield f"DTSTART;VALUE=DATE:{event.first_day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.last_day + ONE_DAY:%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    else:
        yield f"DTSTART;TZID={TIME_ZONE}:{event.start.astimezone(BERLIN):%Y%m%dT%H%M%S}"
        if event.end and event.end > event.start:
            yield f"DTEND;TZID={TIME_ZONE}:{event.end.astimezone(BERLIN):%Y%m%dT%H%M%S}"
    if event.location:
        yield f"LOCATION:{text(event.location)}"
    if event.latitude is not None and event.longitude is not None:
        yield f"GEO:{float(event.latitude)};{float(event.longitude)}"
    if described := description(event):
        yield f"DESCRIPTION:{text(described)}"
    if event.topics:
        yield f"CATEGORIES:{','.join(map(text, event.topics))}"
    if organizer and event.participation == "own":
        yield organizer
    yield f"URL:{url}"
    if joining_url:
        yield f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:{joining_url}"
    yield "END:VEVENT"


def summary(event) -> str:
    """The title; what keeps people from going stands before it, because calendars show STATUS badly or not at all."""
    lasting = (event.Status.CANCELLED, event.Status.POSTPONED)
    return (
        f"{event.Status(event.status).label.capitalize()}: {event.title}" if event.status in lasting else event.title
    )


def description(event) -> str:
    parts = [event.teaser]
    if event.is_sold_out and event.status != event.Status.CANCELLED:
        parts.insert(0, _("There are no places left."))
    if event.earlier_start:
        parts.insert(0, _("Was to take place on %(date)s.") % {"date": event.earlier_date_in_words})
    if event.accessibility:
        parts.append(event.accessibility)
    if event.registration and not event.is_past:
        parts.append(" ".join(strip_tags(event.registration.replace("</p>", " ")).split()))
    return "\n\n".join(part for part in parts if part)


def text(value) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    escaped = str(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r", "").replace("\n", "\\n")


def parameter(value) -> str:
    """The value of a parameter, to stand in quotation marks: it may hold none itself, and no control characters."""
    return "".join(letter for letter in str(value).replace('"', "'") if letter.isprintable())


def utc(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def fold(line: str) -> bytes:
    """Fold a line after at most 75 bytes, never within a letter (RFC 5545, 3.1)."""
    content = line.encode()
    if len(content) <= 75:
        return content
    parts, start, room = [], 0, 75
    while len(content) - start > room:
        end = start + room
        while content[end] & 0xC0 == 0x80:  # a byte within a letter
            end -= 1
        parts.append(content[start:end])
        start, room = end, 74
    parts.append(content[start:])
    return b"\r\n ".join(parts)
