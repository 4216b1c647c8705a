"""An event in words."""

import datetime

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.models import EventPage
from tests.factories import (
    HIDING,
    DocumentFactory,
    EventPageFactory,
    NewsPageFactory,
    PersonPageFactory,
    TopicPageFactory,
    days_from_now,
)
from tests.helpers import berlin, hrefs, main_of, titles, words

UTC = datetime.UTC


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        (berlin(2020, 3, 9, 10), None, "Montag, 9. März 2020"),
        (berlin(2020, 3, 9, 10), berlin(2020, 3, 9, 15), "Montag, 9. März 2020"),
        (berlin(2019, 9, 23), berlin(2019, 9, 27), "23.–27. September 2019"),
        (berlin(2019, 9, 30), berlin(2019, 10, 1), "30. September bis 1. Oktober 2019"),
        (berlin(2019, 12, 30), berlin(2020, 1, 2), "30. Dezember 2019 bis 2. Januar 2020"),
        # Late in the evening, in summer and in winter, when UTC still or already has another day.
        (berlin(2020, 7, 1, 0, 30), None, "Mittwoch, 1. Juli 2020"),
        (berlin(2020, 7, 1, 23, 30), None, "Mittwoch, 1. Juli 2020"),
        (berlin(2020, 1, 1, 0, 30), None, "Mittwoch, 1. Januar 2020"),
        (datetime.datetime(2020, 6, 30, 22, 30, tzinfo=UTC), None, "Mittwoch, 1. Juli 2020"),
        (datetime.datetime(2019, 12, 31, 23, 30, tzinfo=UTC), None, "Mittwoch, 1. Januar 2020"),
        (berlin(2020, 7, 1, 20), berlin(2020, 7, 1, 23, 59), "Mittwoch, 1. Juli 2020"),
        # The nights in which the clocks change.
        (berlin(2020, 3, 28, 22), berlin(2020, 3, 29, 4), "28.–29. März 2020"),
        (berlin(2020, 10, 25, 1), berlin(2020, 10, 25, 23), "Sonntag, 25. Oktober 2020"),
    ],
)
@pytest.mark.django_db  # a page asks for its type
def test_how_the_date_is_shown(start, end, date):
    assert EventPage(start=start, end=end).date_display == date


@pytest.mark.parametrize(
    ("start", "end", "all_day", "time"),
    [
        (berlin(2020, 3, 9, 10), berlin(2020, 3, 9, 15), False, "10–15 Uhr"),
        (berlin(2020, 7, 9, 10), berlin(2020, 7, 9, 15, 30), False, "10–15:30 Uhr"),
        (berlin(2020, 7, 9, 9), None, False, "9 Uhr"),
        (berlin(2020, 7, 9, 22), berlin(2020, 7, 9, 23, 59), False, "22–23:59 Uhr"),
        (datetime.datetime(2020, 7, 9, 8, tzinfo=UTC), None, False, "10 Uhr"),
        (datetime.datetime(2020, 1, 9, 8, tzinfo=UTC), None, False, "9 Uhr"),
        (berlin(2019, 9, 23, 9), berlin(2019, 9, 27, 17), False, "9 Uhr"),
        (berlin(2020, 3, 29, 1), berlin(2020, 3, 29, 4), False, "1–4 Uhr"),
        (berlin(2020, 3, 9), None, True, ""),
        (berlin(2020, 3, 9), berlin(2020, 3, 10), True, ""),
    ],
)
@pytest.mark.django_db  # a page asks for its type
def test_how_the_time_is_shown(start, end, all_day, time):
    assert EventPage(start=start, end=end, all_day=all_day).time_display == time


def test_what_is_stored_in_utc_is_read_by_the_clock_of_erfurt(site_tree):
    event = EventPageFactory(start=berlin(2020, 7, 1, 0, 30))
    event.refresh_from_db()
    assert event.start.utcoffset() == datetime.timedelta(0)
    time = main_of(event.url).select_one("time")
    assert time["datetime"] == "2020-07-01T00:30+02:00"
    assert words(time) == "Mittwoch, 1. Juli 2020, 0:30 Uhr"


def test_the_place_may_be_online_too(site_tree):
    assert EventPage(place="Rathaus", is_online=False).place_display == "Rathaus"
    assert EventPage(place="", is_online=False).place_display == ""
    both = EventPage(place="Rathaus", is_online=True).place_display
    assert both.startswith("Rathaus · ")
    assert EventPage(place="", is_online=True).place_display == both.removeprefix("Rathaus · ")


def test_reviews_are_linked_the_newest_first(site_tree):
    event = EventPageFactory(start=days_from_now(-5))
    reviews = [NewsPageFactory(event=event), NewsPageFactory(event=event)]
    assert hrefs(main_of(event.url), ".notice a") == [review.url for review in reversed(reviews)]


@pytest.mark.parametrize("state", HIDING)
def test_a_hidden_review_is_not_linked(state, site_tree):
    event = EventPageFactory(start=days_from_now(-5))
    review = NewsPageFactory(event=event)
    HIDING[state](review)
    page = main_of(event.url)
    assert page.select(".notice") == []
    assert review.title not in words(page)


def test_the_contact_person_is_linked_with_phone(site_tree):
    person = PersonPageFactory(phone="0361 / 30257 - 606")
    facts = main_of(EventPageFactory(contact_person=person).url).select_one(".facts")
    assert hrefs(facts) == [person.url, "tel:+4936130257606"]


@pytest.mark.parametrize("state", [*HIDING, "left"])
def test_a_contact_person_who_is_hidden_or_left_is_not_shown(state, site_tree):
    left = timezone.localdate() - datetime.timedelta(days=1) if state == "left" else None
    person = PersonPageFactory(left_on=left)
    event = EventPageFactory(contact_person=person)
    if state in HIDING:
        HIDING[state](person)
    assert person.title not in words(main_of(event.url))


@pytest.mark.parametrize("state", HIDING)
def test_a_hidden_topic_is_not_linked(state, site_tree):
    shown, hidden = TopicPageFactory(), TopicPageFactory()
    event = EventPageFactory(topics=[shown, hidden])
    HIDING[state](hidden)
    expected = [] if state == "below a private page" else [shown.url]
    assert hrefs(main_of(event.url), ".facts .chip") == expected


def test_registration_ends_with_the_event_and_the_number_of_participants_comes_after_it(site_tree):
    fields = {"registration": "<p>Bis zum 1. März per E-Mail.</p>", "attended": 42}
    coming = main_of(EventPageFactory(start=days_from_now(3), **fields).url)
    over = main_of(EventPageFactory(start=days_from_now(-3), **fields).url)
    assert coming.select("#anmeldung")
    assert over.select("#anmeldung") == []
    assert "42" in titles(over, ".facts dd")
    assert "42" not in titles(coming, ".facts dd")


def test_the_programme_of_the_day_and_the_documents_are_shown(site_tree):
    document = DocumentFactory(title="Einladung")
    agenda = [("item", {"time": datetime.time(10, 30), "title": "Begrüßung", "speakers": "IKPE"})]
    event = EventPageFactory(agenda=agenda, downloads=[("downloads", [document])])
    page = main_of(event.url)
    assert words(page.select_one(".agenda-item")) == "10:30 Begrüßung IKPE"
    assert document.url in hrefs(page)


def test_a_cancelled_event_says_so(site_tree):
    event = EventPageFactory(status=EventPage.Status.CANCELLED)
    assert words(main_of(event.url).select_one(".badge")) == event.get_status_display()


# --- when, where, and what one can do --------------------------------------------------------------------------------


def test_the_header_answers_when_and_where(site_tree):
    event = EventPageFactory(start=days_from_now(5, hour=9), place="Rathaus")
    header = main_of(event.url).select_one(".page-header")
    assert words(header.select_one(".event-day b")) == str(event.first_day.day)
    assert event.date_display in words(header.select_one(".event-when"))
    assert words(header.select_one(".event-where")) == "Rathaus"


def test_the_box_holds_free_places_deadline_and_the_button_once(site_tree):
    event = EventPageFactory(start=days_from_now(5), takes_registrations=True, places=20)
    page = main_of(event.url)
    box = page.select_one(".event-box")
    assert "20 von 20" in words(box.select_one(".event-box-places"))
    assert _("You can register until the event begins.") in words(box)
    signup = f"/anmeldung/{event.slug}/"
    assert hrefs(page).count(signup) == hrefs(box).count(signup) == 1
    assert page.select_one(".columns > *") == box, "on phones it is the first thing after the header"


def test_a_deadline_before_the_event_is_named(site_tree):
    closes = days_from_now(3, hour=12)
    event = EventPageFactory(start=days_from_now(5), takes_registrations=True, registration_closes=closes)
    assert date_format(timezone.localtime(closes), "j. F Y, H:i") in words(main_of(event.url).select_one(".event-box"))


def test_without_registration_the_box_offers_the_date_for_the_calendar(site_tree):
    box = main_of(EventPageFactory(start=days_from_now(5)).url).select_one(".event-box")
    assert words(box.h2) == _("Note the date")
    assert [link.endswith("termin.ics") for link in hrefs(box)] == [True]


@pytest.mark.parametrize(("days", "status"), [(-5, "planned"), (5, "cancelled")])
def test_where_nothing_can_be_done_there_is_no_box_and_the_facts_stand_beside_the_text(days, status, site_tree):
    event = EventPageFactory(start=days_from_now(days), status=status, takes_registrations=True, costs="kostenfrei")
    page = main_of(event.url)
    assert page.select(".event-box") == []
    assert "kostenfrei" in words(page.select_one(".column-aside .facts"))
