"""Events as iCalendar: RFC 5545 and 7986."""

import datetime
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

REFRESH = datetime.timedelta(hours=1)
BERLIN = ZoneInfo("Europe/Berlin")
# The rules of today hold since 1996. The time zone that the library makes lists each year instead, up to 2038, and
# begins summer time an hour late.
VTIMEZONE = icalendar.Timezone.from_ical(f"""\
BEGIN:VTIMEZONE
TZID:{BERLIN.key}
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
END:VTIMEZONE
""")
ONE_DAY = datetime.timedelta(days=1)
# By these the import knows what this site has written, and a status that only this site knows.
PRODID_ENDING = "//Termine//DE"
STATUS_PROPERTY = "X-EVENT-STATUS"


def write(events, name: str, institute, list_url: str, joining_url: str = "") -> bytes:
    """Return the calendar of `events` as it is sent.

    `events` are those of `EventQuerySet.for_calendar()`, `list_url` is the full address of the list they stand below.
    `joining_url` is for the participants of an online event only (RFC 7986, CONFERENCE).
    """
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//{institute.short_name or settings.WAGTAIL_SITE_NAME}{PRODID_ENDING}")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.calendar_name = name
    calendar.add("X-WR-TIMEZONE", BERLIN.key)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", icalendar.vDuration(REFRESH))
    if any(not event.all_day for event in events):
        calendar.add_component(VTIMEZONE)
    for event in events:
        calendar.add_component(component(event, institute, f"{list_url}{event.slug}/", joining_url))
    return calendar.to_ical()


def component(event, institute, url: str, joining_url: str) -> icalendar.Event:
    changed = event.last_published_at or event.latest_revision_created_at or timezone.now()
    entry = icalendar.Event.new(
        uid=event.uid,
        stamp=changed,
        last_modified=changed,
        sequence=event.sequence,
        status=status(event),
        summary=summary(event),
        description=description(event) or None,
        location=event.location or None,
        categories=tuple(topic.title for topic in event.visible_topics),
        url=url,
        **times(event),
    )
    if event.latitude is not None and event.longitude is not None:
        entry.add("GEO", (event.latitude, event.longitude))
    if institute.email and event.participation == event.Participation.OWN:
        entry.add("ORGANIZER", icalendar.vCalAddress.new(institute.email, cn=institute.name))
    if event.status not in (event.Status.PLANNED, *event.prevented):
        entry.add(STATUS_PROPERTY, event.status)  # STATUS has no word for it
    if joining_url:
        parameters = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"]}
        entry.add("CONFERENCE", icalendar.vUri(joining_url), parameters)
    return entry


def times(event) -> dict:
    """Whole days end, exclusively, with the day after, and do not block the calendar."""
    if event.all_day:
        return {"start": event.first_day, "end": event.last_day + ONE_DAY, "transparency": "TRANSPARENT"}
    end = event.end.astimezone(BERLIN) if event.end and event.end > event.start else None
    return {"start": event.start.astimezone(BERLIN), "end": end}


def status(event) -> str:
    if event.status == event.Status.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if event.has_no_new_date or event.is_example else "CONFIRMED"


def summary(event) -> str:
    """The title, after what keeps people from going: calendars show STATUS badly or not at all."""
    prevents = [event.get_status_display().capitalize()] if event.status in event.prevented else []
    example = [_("Example")] if event.is_example else []
    return ": ".join([*example, *prevents, event.title])


def description(event) -> str:
    parts = [event.teaser]
    if event.is_sold_out and event.status != event.Status.CANCELLED:
        parts.insert(0, _("There are no places left."))
    if event.earlier_start:
        parts.insert(0, _("Was to take place on %(date)s.") % {"date": event.earlier_date_display})
    if event.is_example:
        parts.insert(0, str(event.example_notice))
    if event.accessibility:
        parts.append(event.accessibility)
    if event.registration and not event.is_past:
        parts.append(" ".join(strip_tags(event.registration.replace("</p>", " ")).split()))
    return "\n\n".join(part for part in parts if part)
