"""Calendar files to read, and how a record says a moment."""

from tests import helpers


def berlin(*moment) -> str:
    """As a record says it."""
    return helpers.berlin(*moment).isoformat()


REPEATED = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Andere//Kalender//DE
BEGIN:VEVENT
UID:reihe@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20260310T100000
RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2TU
SUMMARY:Arbeitskreis
END:VEVENT
END:VCALENDAR
"""

OTHER = """\
BEGIN:VEVENT
UID:eins@example.org
DTSTART;TZID=Europe/Berlin:20260701T100000
SUMMARY:Fachtag Größe\\, Teil 1
END:VEVENT
"""
RULE = "RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2TU"


def with_event(text: str, event: str) -> str:
    return text.replace("END:VCALENDAR", f"{event}END:VCALENDAR")


def calendar_of(**properties) -> str:
    """A file with an event of these properties; a value of None leaves one out."""
    properties = {"UID": "x", "DTSTART": "20260701T100000Z", "SUMMARY": "Fachtag"} | properties
    lines = [f"{name.replace('_', ';', 1).replace('_', '=')}:{value}" for name, value in properties.items() if value]
    return "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])
