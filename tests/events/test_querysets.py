"""When an event is to come, and what is fetched with it."""

import datetime

import pytest

from events.models import EventPage, EventSeriesPage
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    ImageFactory,
    PersonPageFactory,
    ProgrammeFactory,
    RegistrationFactory,
    TopicPageFactory,
    make_draft,
    mark_published,
)
from tests.helpers import berlin

pytestmark = pytest.mark.database

NOW = berlin(2026, 3, 10, 12, 30)
TODAY = berlin(2026, 3, 10)
SECOND = datetime.timedelta(microseconds=1)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _now(site_tree, freeze):
    freeze(NOW)


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def make(**starts):
    """Events by their titles: a start, or a start and an end."""
    for title, times in starts.items():
        start, end = times if isinstance(times, tuple) else (times, None)
        EventPageFactory(title=title, start=start, end=end)


def test_an_event_is_to_come_until_its_last_day_is_over():
    make(a=TODAY, b=TODAY - SECOND, c=(TODAY - HOUR, TODAY), d=(TODAY - HOUR, TODAY - SECOND), e=NOW + HOUR)
    make(f=TODAY, g=TODAY - SECOND)
    assert titles(EventPage.objects.upcoming()) == ["c", "a", "f", "e"]
    assert titles(EventPage.objects.past()) == ["g", "b", "d"]
    assert titles(EventPage.objects.upcoming_first()) == ["c", "f", "a", "e", "g", "b", "d"]


def test_a_draft_without_a_date_is_neither_to_come_nor_past():
    make(a=TODAY, b=TODAY - HOUR)
    EventPageFactory(title="ohne", live=False)
    EventPage.objects.filter(title="ohne").update(start=None)
    assert titles(EventPage.objects.upcoming()) == ["a"]
    assert titles(EventPage.objects.past()) == ["b"]
    assert titles(EventPage.objects.upcoming_first()) == ["a", "b", "ohne"]


def test_an_event_takes_place_at_any_time_of_a_span():
    end = TODAY + HOUR
    make(before=TODAY - SECOND, into=(TODAY - HOUR, TODAY), at=TODAY, again=TODAY, until=end - SECOND, after=end)
    make(over=(TODAY - HOUR, end + HOUR))
    events = EventPage.objects.between(TODAY, end)
    assert titles(events) == ["into", "over", "at", "again", "until"]


def test_subscriptions_hold_the_last_two_years():
    start = TODAY - datetime.timedelta(days=730)
    make(kept=start, gone=start - SECOND, long=(start - HOUR, start), later=NOW + 9999 * HOUR)
    assert set(titles(EventPage.objects.for_subscription())) == {"kept", "long", "later"}


@pytest.mark.parametrize(
    ("status", "earlier_start", "takes_place"),
    [
        ("planned", None, True),
        ("sold_out", None, True),
        ("cancelled", None, False),
        ("postponed", None, False),
        ("postponed", TODAY, True),
    ],
)
def test_a_postponed_event_takes_place_once_it_has_a_new_date(status, earlier_start, takes_place):
    EventPageFactory(status=status, earlier_start=earlier_start)
    assert EventPage.objects.taking_place().exists() is takes_place


@pytest.mark.parametrize("step", ["for_listing", "for_feed", "for_detail", "for_calendar", "with_places_taken"])
def test_only_confirmed_registrations_take_a_place(step):
    event = EventPageFactory(title="voll", start=NOW)
    EventPageFactory(title="leer", start=NOW + HOUR)
    for number, status in enumerate(("confirmed", "confirmed", "waiting", "cancelled", "pending")):
        RegistrationFactory(event=event, status=status, position=number)
    mark_published()
    events = getattr(EventPage.objects, step)()
    assert {event.title: event.taken for event in events} == {"voll": 2, "leer": 0}


def test_what_is_shown_comes_without_another_query(django_assert_num_queries):
    topics = [TopicPageFactory(title=title) for title in ("Danach", "Entwurf", "Zuerst")]
    topics[2].move(topics[0], "left")
    event = EventPageFactory(
        title="erster",
        start=NOW,
        image=ImageFactory(),
        contact_person=PersonPageFactory(first_name="Anna"),
        programme=ProgrammeFactory(abbreviation="ARM"),
        topics=topics,
        body=[("heading", "Anfang")],
    )
    make(zweiter=NOW, früher=NOW - HOUR)
    mark_published()
    make_draft(topics[1])
    with django_assert_num_queries(2):
        early, first, _second = events = list(EventPage.objects.for_calendar())
        assert titles(events) == ["früher", "erster", "zweiter"]
        assert titles(first.visible_topics) == ["Zuerst", "Danach"]
        assert early.visible_topics == []
    assert "body" in first.visible_topics[0].get_deferred_fields() & first.get_deferred_fields()
    [listed] = EventPage.objects.for_listing().filter(pk=event.pk)
    assert "body" in listed.get_deferred_fields()
    with django_assert_num_queries(2):
        page = EventPage.objects.for_detail().get(pk=event.pk)
        assert (page.contact_person.first_name, page.programme.abbreviation) == ("Anna", "ARM")
        assert (len(page.image.renditions.all()), page.is_restricted) == (0, False)
    with django_assert_num_queries(2):
        [entry] = EventPage.objects.filter(pk=event.pk).for_feed()
        assert len(entry.image.renditions.all()) == 0


def test_series_are_sorted_by_title_then_age():
    later, sooner, twin = (EventSeriesPageFactory(title=title) for title in ("Z", "A", "A"))
    assert list(EventSeriesPage.objects.by_title()) == [sooner, twin, later]
