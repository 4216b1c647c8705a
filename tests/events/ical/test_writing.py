"""What is written, as two other libraries read it."""

import datetime

import icalendar
import pytest
import recurring_ical_events
import vobject
import x_wr_timezone

from events.ical.writing import VTIMEZONE, write
from events.models import EventPage
from ikpe_site.core.models import InstituteSettings
from tests.helpers import BERLIN, berlin
from topics.models import TopicPage

pytestmark = pytest.mark.django_db  # a page asks for its type

INSTITUTE = InstituteSettings(name="Institut für Planung", short_name="IKPE", email="info@ikpe-erfurt.de")
START = berlin(2036, 7, 1, 10)
LONG = "Bedarfsgerechte Daseinsvorsorge für Kinder, Jugendliche & Familien; Größen, Maßstäbe und „Ärgernisse“ 😀 " * 2


def page(topics=(), **fields):
    event = EventPage(**{"title": "Fachtag", "slug": "fachtag", "start": START, **fields})
    event.visible_topics = [TopicPage(title=title) for title in topics]
    return event


def written(*events, institute=INSTITUTE, joining_url="") -> bytes:
    return write(events, "Termine", institute, "https://ikpe.example/termine/", joining_url)


def calendar_of(*events, **options):
    return icalendar.Calendar.from_ical(written(*events, **options))


def entry_of(institute=INSTITUTE, joining_url="", **fields):
    (entry,) = calendar_of(page(**fields), institute=institute, joining_url=joining_url).walk("VEVENT")
    return entry


# --- the form of the file --------------------------------------------------------------------------------------------


def test_the_calendar_has_a_name_and_says_how_often_to_look():
    calendar = calendar_of(page())
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"] == "-//IKPE//Termine//DE"
    assert calendar["CALSCALE"] == "GREGORIAN"
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Termine"
    assert calendar["X-WR-TIMEZONE"] == "Europe/Berlin"
    assert calendar["REFRESH-INTERVAL"].to_ical() == b"PT1H"
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar["X-PUBLISHED-TTL"] == "PT1H"


def test_an_institute_without_a_short_name_leaves_it_to_the_site(settings):
    prodid = calendar_of(institute=InstituteSettings())["PRODID"]
    assert prodid == f"-//{settings.WAGTAIL_SITE_NAME}//Termine//DE"


def test_a_calendar_without_events_is_one():
    assert not calendar_of().walk("VEVENT")


def test_lines_end_with_cr_lf_and_are_folded_at_75_octets_within_no_letter():
    content = written(page(title=LONG, teaser="Zeile eins\nZeile zwei; mit Komma, und \\ Schrägstrich"))
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) in (72, 73, 74, 75)
    assert all(line.decode() for line in lines[:-1])


def test_texts_come_back_whole():
    event = page(title=LONG, teaser="Zeile eins\r\nZeile zwei; mit „Komma“, und \\ Schrägstrich")
    entry, other = calendar_of(event).walk("VEVENT")[0], vobject.readOne(written(event).decode()).vevent
    assert entry["SUMMARY"] == other.summary.value == LONG
    assert entry["DESCRIPTION"] == "Zeile eins\nZeile zwei; mit „Komma“, und \\ Schrägstrich"


# --- times -----------------------------------------------------------------------------------------------------------

KINDS = {
    "a few hours": {"start": berlin(2026, 7, 1, 10), "end": berlin(2026, 7, 1, 15, 30)},
    "without an end": {"start": berlin(2026, 1, 7, 10)},
    "late in the evening": {"start": berlin(2026, 7, 1, 22), "end": berlin(2026, 7, 2, 1)},
    "several days": {"start": berlin(2026, 3, 28, 9), "end": berlin(2026, 3, 30, 16)},
    "night of the change to summer time": {"start": berlin(2026, 3, 29, 1), "end": berlin(2026, 3, 29, 4)},
    "night of the change to winter time": {"start": berlin(2026, 10, 25, 1), "end": berlin(2026, 10, 25, 4)},
}


@pytest.mark.parametrize("kind", KINDS)
def test_times_are_read_as_they_were_meant(kind):
    times = KINDS[kind]
    event = page(**{name: moment.astimezone(datetime.UTC) for name, moment in times.items()})  # as the database has it
    (entry,) = calendar_of(event).walk("VEVENT")
    assert entry["DTSTART"].dt == times["start"]
    assert entry["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert ("DTEND" in entry) is ("end" in times)
    if "end" in times:
        assert entry["DTEND"].dt == times["end"]
        assert entry["DTEND"].params["TZID"] == "Europe/Berlin"
    assert "TRANSP" not in entry
    other = vobject.readOne(written(event).decode()).vevent
    assert other.dtstart.value.astimezone(datetime.UTC) == times["start"].astimezone(datetime.UTC)


def test_an_end_that_is_the_start_is_none():
    assert "DTEND" not in entry_of(start=START, end=START)


@pytest.mark.parametrize(("last", "exclusive"), [(None, 10), (berlin(2026, 3, 9), 10), (berlin(2026, 3, 11), 12)])
def test_whole_days_are_dates_with_an_exclusive_end_and_block_nothing(last, exclusive):
    entry = entry_of(start=berlin(2026, 3, 9), end=last, all_day=True)
    assert entry["DTSTART"].dt == datetime.date(2026, 3, 9)
    assert entry["DTEND"].dt == datetime.date(2026, 3, exclusive)
    assert entry["TRANSP"] == "TRANSPARENT"


def test_the_time_zone_is_sent_once_if_a_time_needs_it():
    day, hours = page(all_day=True), page()
    assert not calendar_of(day).walk("VTIMEZONE")
    assert len(calendar_of(day, hours, hours).walk("VTIMEZONE")) == 1


def test_the_time_zone_that_is_sent_says_the_same_as_that_of_the_machine():
    sent = VTIMEZONE.to_tz()
    for year in (2000, 2026, 2050):
        for month, day in ((1, 15), (3, 20), (4, 5), (7, 1), (10, 20), (11, 2)):
            moment = datetime.datetime(year, month, day, 12)  # noqa: DTZ001 read in both zones
            assert moment.replace(tzinfo=sent).utcoffset() == moment.replace(tzinfo=BERLIN).utcoffset()
            assert moment.replace(tzinfo=sent).tzname() == moment.replace(tzinfo=BERLIN).tzname()
    for month, day, hour in ((3, 29, 1), (3, 29, 3), (10, 25, 1), (10, 25, 3)):
        moment = datetime.datetime(2026, month, day, hour, 30)  # noqa: DTZ001 read in both zones
        assert moment.replace(tzinfo=sent).utcoffset() == moment.replace(tzinfo=BERLIN).utcoffset()


def test_a_year_with_both_changes_of_the_clock_keeps_its_local_times():
    """As the tools behind subscriptions read it: one expands the time zone, one applies X-WR-TIMEZONE."""
    days = [datetime.date(2026, 1, 6) + datetime.timedelta(weeks=week) for week in range(52)]
    calendar = calendar_of(*(page(start=berlin(day.year, day.month, day.day, 21, 30)) for day in days))
    for read in (calendar, x_wr_timezone.to_standard(calendar)):
        entries = recurring_ical_events.of(read).between((2026, 1, 1), (2027, 1, 1))
        starts = sorted(entry["DTSTART"].dt.astimezone(BERLIN) for entry in entries)
        assert [start.date() for start in starts] == days
        assert {(start.hour, start.minute) for start in starts} == {(21, 30)}


@pytest.mark.parametrize(
    ("published", "saved", "expected"),
    [
        (berlin(2026, 1, 2, 10), berlin(2026, 1, 3, 10), berlin(2026, 1, 2, 10)),
        (None, berlin(2026, 1, 3, 10), berlin(2026, 1, 3, 10)),
        (None, None, berlin(2026, 3, 1, 12)),
    ],
)
def test_when_it_was_changed(published, saved, expected, freeze):
    freeze(berlin(2026, 3, 1, 12))
    entry = entry_of(last_published_at=published, latest_revision_created_at=saved)
    assert entry["DTSTAMP"].dt == entry["LAST-MODIFIED"].dt == expected


# --- what an event tells ---------------------------------------------------------------------------------------------


def test_what_an_event_tells():
    event = page(
        place="IKPE",
        room="Seminarraum 2",
        address="Anger 10, 99084 Erfurt",
        latitude=50.97714,
        longitude=11.02988,
        sequence=3,
        topics=["Netzwerke, Kooperation", "Beteiligung; Gespräche"],
    )
    (entry,) = calendar_of(event).walk("VEVENT")
    assert entry["UID"] == event.uid
    assert entry["SEQUENCE"] == 3
    assert entry["SUMMARY"] == "Fachtag"
    assert entry["LOCATION"] == "IKPE, Seminarraum 2, Anger 10, 99084 Erfurt"
    assert entry["GEO"].to_ical() == "50.97714;11.02988"
    assert [str(name) for name in entry["CATEGORIES"].cats] == ["Netzwerke, Kooperation", "Beteiligung; Gespräche"]
    assert entry["URL"] == "https://ikpe.example/termine/fachtag/"


def test_what_is_not_known_is_left_out():
    assert set(entry_of()) == {
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "SUMMARY", "DTSTART", "ORGANIZER", "URL")
    }


@pytest.mark.parametrize(
    ("place", "expected"), [((0.0, 11.0), "0.0;11.0"), ((50.0, None), None), ((None, 11.0), None)]
)
def test_a_point_on_the_map_has_both_degrees(place, expected):
    geo = entry_of(latitude=place[0], longitude=place[1]).get("GEO")
    assert (geo and geo.to_ical()) == expected


def test_the_institute_organises_its_own_events_only():
    organizer = entry_of(institute=InstituteSettings(name='Institut "IKPE", Erfurt', email="info@example.org"))[
        "ORGANIZER"
    ]
    assert organizer == "mailto:info@example.org"
    assert organizer.params["CN"] == 'Institut "IKPE", Erfurt'
    assert "ORGANIZER" not in entry_of(participation=EventPage.Participation.GUEST)
    assert "ORGANIZER" not in entry_of(institute=InstituteSettings(name="IKPE"))


def test_the_joining_link_is_for_those_it_is_given_to():
    url = "https://konferenz.example.org/raum?a=1;b=2,3"
    conference = entry_of(joining_url=url)["CONFERENCE"]
    assert conference == url
    assert conference.params == {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"]}


@pytest.mark.parametrize(
    ("status", "earlier", "expected", "prefix"),
    [
        ("planned", None, "CONFIRMED", ""),
        ("changed", None, "CONFIRMED", ""),
        ("sold_out", None, "CONFIRMED", ""),
        ("cancelled", None, "CANCELLED", "Abgesagt: "),
        ("postponed", None, "TENTATIVE", "Verschoben: "),
        ("postponed", berlin(2036, 6, 1, 10), "CONFIRMED", "Verschoben: "),
    ],
)
def test_the_status_arrives_and_the_title_says_what_calendars_hide(status, earlier, expected, prefix):
    entry = entry_of(status=status, earlier_start=earlier)
    assert entry["STATUS"] == expected
    assert entry["SUMMARY"] == f"{prefix}Fachtag"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"accessibility": "Stufenloser Zugang."}, ["Worum es geht.", "Stufenloser Zugang."]),
        ({"status": "sold_out"}, ["Es sind keine Plätze mehr frei.", "Worum es geht."]),
        ({"takes_registrations": True, "places": 0}, ["Es sind keine Plätze mehr frei.", "Worum es geht."]),
        ({"takes_registrations": True, "places": 0, "status": "cancelled"}, ["Worum es geht."]),
        (
            {"status": "postponed", "earlier_start": berlin(2036, 6, 3, 10), "takes_registrations": True, "places": 0},
            [
                "Ursprünglicher Termin: Dienstag, 3. Juni 2036.",
                "Es sind keine Plätze mehr frei.",
                "Worum es geht.",
            ],
        ),
        (
            {"registration": "<p>Bis <b>Montag</b>,</p><p>per E-Mail.</p>"},
            ["Worum es geht.", "Bis Montag, per E-Mail."],
        ),
        ({"registration": "<p>Bis Montag.</p>", "start": berlin(2020, 7, 1, 10)}, ["Worum es geht."]),
    ],
)
def test_what_is_said_of_it(fields, expected):
    assert entry_of(teaser="Worum es geht.", **fields)["DESCRIPTION"] == "\n\n".join(expected)
