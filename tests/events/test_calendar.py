"""Calendars as other programs read them: every line is held against what two other libraries make of it."""

import datetime

import icalendar
import pytest
import recurring_ical_events
import vobject
import x_wr_timezone
from django.test import Client

from events.calendar import fold
from events.models import EventPage
from tests.factories import (
    HIDING,
    EventPageFactory,
    EventSeriesPageFactory,
    RegistrationFactory,
    TopicPageFactory,
    days_from_now,
)
from tests.helpers import BERLIN, berlin, hrefs, main_of, queries_of

LONG = "Bedarfsgerechte Daseinsvorsorge für Kinder, Jugendliche & Familien; Größen, Maßstäbe und „Ärgernisse“ " * 2


@pytest.fixture
def feed(site_tree):
    """The calendar of all events, as the library icalendar reads it; filters as arguments."""

    def get(path="kalender.ics", **query):
        return icalendar.Calendar.from_ical(raw(path, **query))

    def raw(path, **query):
        response = Client().get(f"{site_tree.events.url}{path}", query)
        assert response.status_code == 200
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        return response.content

    get.raw = raw
    return get


def only_event(calendar):
    (event,) = calendar.walk("VEVENT")
    return event


def unfolded(content: bytes) -> bytes:
    return content.replace(b"\r\n ", b"")


def summaries(calendar):
    return [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]


def publish(event, **fields):
    for name, value in fields.items():
        setattr(event, name, value)
    event.save_revision().publish()


KINDS = {
    "a few hours": {"start": berlin(2026, 7, 1, 10), "end": berlin(2026, 7, 1, 15, 30)},
    "without an end": {"start": berlin(2026, 1, 7, 10)},
    "late in the evening": {"start": berlin(2026, 7, 1, 22), "end": berlin(2026, 7, 2, 1)},
    "several days": {"start": berlin(2026, 3, 28, 9), "end": berlin(2026, 3, 30, 16)},
    "night of the change to summer time": {"start": berlin(2026, 3, 29, 1), "end": berlin(2026, 3, 29, 4)},
    "night of the change to winter time": {"start": berlin(2026, 10, 25, 1), "end": berlin(2026, 10, 25, 4)},
}


@pytest.mark.parametrize("kind", KINDS)
def test_times_are_read_as_they_were_meant(kind, feed):
    times = KINDS[kind]
    EventPageFactory(title="Fachtag", **times)
    event = only_event(feed())
    assert event["DTSTART"].dt == times["start"]
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert ("DTEND" in event) is ("end" in times)
    if "end" in times:
        assert event["DTEND"].dt == times["end"]
    other = vobject.readOne(feed.raw("kalender.ics").decode()).vevent
    assert other.dtstart.value.astimezone(datetime.UTC) == times["start"].astimezone(datetime.UTC)


@pytest.mark.parametrize(("last", "exclusive"), [(None, 10), (berlin(2026, 3, 9), 10), (berlin(2026, 3, 11), 12)])
def test_whole_days_are_dates_with_an_exclusive_end(last, exclusive, feed):
    EventPageFactory(start=berlin(2026, 3, 9), end=last, all_day=True)
    event = only_event(feed())
    assert event["DTSTART"].dt == datetime.date(2026, 3, 9)
    assert event["DTEND"].dt == datetime.date(2026, 3, exclusive)
    assert b"VTIMEZONE" not in feed.raw("kalender.ics")


def test_a_year_with_both_changes_of_the_clock_keeps_its_local_times(feed):
    """As the tools behind subscriptions read it: one expands the time zone, one applies X-WR-TIMEZONE."""
    days = [datetime.date(2026, 1, 6) + datetime.timedelta(weeks=week) for week in range(52)]
    for day in days:
        EventPageFactory(start=berlin(day.year, day.month, day.day, 21, 30))
    for calendar in (feed(), x_wr_timezone.to_standard(feed())):
        found = recurring_ical_events.of(calendar).between((2026, 1, 1), (2027, 1, 1))
        starts = sorted(event["DTSTART"].dt.astimezone(BERLIN) for event in found)
        assert [start.date() for start in starts] == days
        assert {(start.hour, start.minute) for start in starts} == {(21, 30)}


def test_the_time_zone_that_is_sent_says_the_same_as_that_of_the_machine(feed):
    EventPageFactory()
    (component,) = feed().walk("VTIMEZONE")
    sent = component.to_tz()
    for year in (2000, 2026, 2050):
        for month, day in ((1, 15), (3, 20), (4, 5), (7, 1), (10, 20), (11, 2)):
            moment = datetime.datetime(year, month, day, 12)  # noqa: DTZ001 read in both zones
            assert moment.replace(tzinfo=sent).utcoffset() == moment.replace(tzinfo=BERLIN).utcoffset()


def test_every_line_is_what_the_library_would_write(feed):
    topics = [TopicPageFactory(title="Netzwerke, Kooperation"), TopicPageFactory(title="Beteiligung; Gespräche")]
    EventPageFactory(
        title=LONG[:200],
        teaser="Zeile eins\nZeile zwei; mit „Komma“, und \\ Schrägstrich" + "ä" * 120,
        start=berlin(2026, 7, 1, 10),
        place="Rathaus, Saal 1",
        latitude="50.97714",
        longitude="11.02988",
        topics=topics,
    )
    EventPageFactory(start=berlin(2026, 7, 2), all_day=True)
    raw = feed.raw("kalender.ics")
    assert unfolded(icalendar.Calendar.from_ical(raw).to_ical(sorted=False)) == unfolded(raw)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    for line in raw.split(b"\r\n"):
        line.decode()  # no letter is cut in two


@pytest.mark.parametrize("letter", ["a", "ä", "€", "😀"])
@pytest.mark.parametrize("length", [*range(70, 80), 150, 220])
def test_folding_loses_nothing_and_cuts_no_letter(letter, length):
    line = "SUMMARY:" + letter * length
    folded = fold(line)
    assert folded.replace(b"\r\n ", b"").decode() == line
    assert all(len(part) <= 75 and part.decode() for part in folded.split(b"\r\n"))


def test_long_titles_with_umlauts_come_back_whole(feed):
    title = LONG[:200].strip()
    EventPageFactory(title=title)
    assert only_event(feed())["SUMMARY"] == title
    assert vobject.readOne(feed.raw("kalender.ics").decode()).vevent.summary.value == title


def test_what_an_event_tells(feed, institute):
    topic = TopicPageFactory(title="Netzwerke, Kooperation")
    event = EventPageFactory(
        teaser="Worum es geht.",
        place="IKPE",
        room="Seminarraum 2",
        address="Anger 10, 99084 Erfurt",
        accessibility="Stufenloser Zugang.",
        latitude="50.97714",
        longitude="11.02988",
        topics=[topic],
    )
    found = only_event(feed())
    assert found["LOCATION"] == "IKPE, Seminarraum 2, Anger 10, 99084 Erfurt"
    assert found["DESCRIPTION"] == "Worum es geht.\n\nStufenloser Zugang."
    assert found["GEO"].to_ical() == "50.97714;11.02988"
    assert [str(name) for name in found["CATEGORIES"].cats] == [topic.title]
    assert found["URL"] == f"http://testserver{event.url}"
    assert found["ORGANIZER"] == f"mailto:{institute.email}"
    assert found["UID"] == event.uid


def test_an_event_of_others_has_no_organizer_of_ours(feed, institute):
    EventPageFactory(participation=EventPage.Participation.GUEST)
    assert "ORGANIZER" not in only_event(feed())


def test_the_calendar_has_a_name_and_says_how_often_to_look(feed, institute):
    institute.short_name = "IKPE"
    institute.save()
    calendar = feed()
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "IKPE Termine"
    assert calendar["REFRESH-INTERVAL"].to_ical() == b"PT1H"
    assert calendar["X-PUBLISHED-TTL"] == "PT1H"
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]


# --- changes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "earlier", "expected", "prefix"),
    [
        ("planned", None, "CONFIRMED", ""),
        ("changed", None, "CONFIRMED", ""),
        ("sold_out", None, "CONFIRMED", ""),
        ("cancelled", None, "CANCELLED", "Abgesagt: "),
        ("postponed", None, "TENTATIVE", "Verschoben: "),
        ("postponed", days_from_now(3), "CONFIRMED", "Verschoben: "),
    ],
)
def test_the_status_arrives_and_the_title_says_what_calendars_hide(status, earlier, expected, prefix, feed):
    EventPageFactory(title="Fachtag", status=status, earlier_start=earlier)
    event = only_event(feed())
    assert event["STATUS"] == expected
    assert event["SUMMARY"] == f"{prefix}Fachtag"


CHANGES = {
    "start": days_from_now(15),
    "end": days_from_now(14, hour=12),
    "all_day": True,
    "status": "cancelled",
    "place": "Rathaus",
    "room": "Saal 2",
    "address": "Anger 1, Erfurt",
    "is_online": True,
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_published_change_of_time_place_or_status_raises_the_sequence_once(name, feed):
    event = EventPageFactory()
    publish(event)
    uid, before = event.uid, only_event(feed())
    assert before["SEQUENCE"] == 0
    publish(event, **{name: CHANGES[name]})
    publish(event)
    after = only_event(feed())
    assert after["SEQUENCE"] == 1
    assert after["UID"] == uid
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt


def test_a_change_of_words_leaves_the_sequence(feed):
    event = EventPageFactory()
    publish(event)
    publish(event, title="Ein anderer Titel", teaser="Ein anderer Satz.")
    assert only_event(feed())["SEQUENCE"] == 0


def test_a_draft_changes_nothing_until_it_is_published(feed):
    event = EventPageFactory(place="Rathaus")
    publish(event)
    event.place = "Stadthalle"
    revision = event.save_revision()
    assert only_event(feed())["SEQUENCE"] == 0
    assert only_event(feed())["LOCATION"] == "Rathaus"
    revision.publish()
    assert only_event(feed())["SEQUENCE"] == 1


def test_an_old_version_that_is_published_again_goes_on_counting(feed):
    event = EventPageFactory(place="Rathaus")
    first = event.save_revision()
    first.publish()
    publish(event, place="Stadthalle")
    first.publish()
    found = only_event(feed())
    assert found["SEQUENCE"] == 2
    assert found["LOCATION"] == "Rathaus"


def test_the_first_publication_of_a_draft_is_no_change(feed):
    event = EventPageFactory(live=False)
    event.place = "Stadthalle"
    event.save_revision()
    publish(event, place="Rathaus")
    assert only_event(feed())["SEQUENCE"] == 0


def test_a_copy_is_an_event_of_its_own(feed):
    event = EventPageFactory()
    publish(event, place="Stadthalle")
    publish(event, place="Rathaus")
    copy = event.copy(update_attrs={"slug": "kopie", "title": "Kopie"}, keep_live=True)
    publish(copy.specific)
    found = {str(entry["UID"]): entry["SEQUENCE"] for entry in feed().walk("VEVENT")}
    assert len(found) == 2
    assert found[copy.specific.uid] == 0


# --- who gets what ---------------------------------------------------------------------------------------------------


def test_one_event_alone(feed):
    event = EventPageFactory(title="Fachtag")
    EventPageFactory(title="Anderer Tag")
    assert summaries(feed(f"{event.slug}/termin.ics")) == ["Fachtag"]


def test_a_series_alone(feed):
    series = EventSeriesPageFactory(title="Werkstattgespräch")
    EventPageFactory(title="Zweites", series=series, start=days_from_now(30))
    EventPageFactory(title="Erstes", series=series, start=days_from_now(3), status="cancelled")
    EventPageFactory(title="Anderer Tag")
    calendar = feed(f"{series.slug}/kalender.ics")
    assert summaries(calendar) == ["Abgesagt: Erstes", "Zweites"]
    assert calendar["X-WR-CALNAME"] == "Werkstattgespräch"


def test_each_filter_of_the_list_has_a_calendar(feed, site_tree):
    from topics.models import Region

    series, topic, region = EventSeriesPageFactory(), TopicPageFactory(), Region.objects.get(name="Greiz")
    EventPageFactory(title="Thema", topics=[topic])
    EventPageFactory(title="Region", regions=[region])
    EventPageFactory(title="Reihe", series=series)
    EventPageFactory(title="Gast", participation="guest")
    assert summaries(feed(thema=topic.slug)) == ["Thema"]
    assert summaries(feed(region=region.slug)) == ["Region"]
    assert summaries(feed(reihe=series.slug)) == ["Reihe"]
    assert summaries(feed(art="guest")) == ["Gast"]
    assert len(summaries(feed())) == 4
    page = main_of(site_tree.events.url, thema=topic.slug)
    address = f"{site_tree.events.url}kalender.ics?thema={topic.slug}"
    assert hrefs(page, ".calendar-subscription a") == [f"webcal://testserver{address}", address]
    assert page.select_one(".calendar-address input")["value"] == f"http://testserver{address}"


def test_a_calendar_for_an_unknown_filter_does_not_exist(site_tree):
    EventPageFactory()
    for query in ({"thema": "gibt-es-nicht"}, {"art": "<b>"}, {"region": "1"}):
        assert Client().get(f"{site_tree.events.url}kalender.ics", query).status_code == 404


def test_a_calendar_without_events_is_one(feed):
    assert summaries(feed()) == []


@pytest.mark.parametrize("state", HIDING)
def test_a_hidden_event_is_in_no_calendar(state, feed, site_tree):
    series, topic = EventSeriesPageFactory(), TopicPageFactory()
    event = EventPageFactory(title="Geheimes", series=series, topics=[topic])
    EventPageFactory(series=series, topics=[topic])
    HIDING[state](event)
    for path in ("kalender.ics", f"kalender.ics?thema={topic.slug}", f"{series.slug}/kalender.ics"):
        assert "Geheimes" not in Client().get(site_tree.events.url + path).content.decode()
    assert Client().get(f"{event.url}termin.ics").status_code in (302, 404)


def test_a_hidden_topic_is_no_category(feed):
    topic = TopicPageFactory()
    EventPageFactory(topics=[topic])
    HIDING["draft"](topic)
    assert "CATEGORIES" not in only_event(feed())


def test_the_joining_link_is_in_no_public_calendar_and_on_no_page(feed, site_tree):
    event = EventPageFactory(is_online=True, joining_url="https://konferenz.example.org/geheim")
    assert b"geheim" not in feed.raw("kalender.ics")
    for url in (event.url, f"{event.url}termin.ics", site_tree.events.url, f"/anmeldung/{event.slug}/"):
        assert "geheim" not in Client().get(url).content.decode()


# --- conditional requests --------------------------------------------------------------------------------------------


def test_who_has_the_calendar_already_gets_304(site_tree):
    url, client = f"{site_tree.events.url}kalender.ics", Client()
    event = EventPageFactory()
    publish(event)
    first = client.get(url)
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    publish(event, place="Rathaus")
    assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_place_that_is_taken_changes_the_calendar(site_tree):
    url, client = f"{site_tree.events.url}kalender.ics", Client()
    event = EventPageFactory(takes_registrations=True, places=1)
    first = client.get(url)
    RegistrationFactory(event=event, status="confirmed")
    second = client.get(url, headers={"if-none-match": first["ETag"]})
    assert second.status_code == 200
    assert "keine Plätze" in only_event(icalendar.Calendar.from_ical(second.content))["DESCRIPTION"]


def test_a_calendar_sets_no_cookie_and_costs_the_same_however_long_it_is(site_tree):
    topics = [TopicPageFactory() for _ in range(3)]
    url = f"{site_tree.events.url}kalender.ics"
    EventPageFactory(topics=topics)
    few = queries_of(url)
    for _ in range(20):
        EventPageFactory(topics=topics)
    assert len(queries_of(url)) == len(few) <= 15
    assert not Client().get(url).cookies
