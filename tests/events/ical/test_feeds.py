"""Which calendars there are, what each holds, and how they are answered."""

import datetime

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from events.models import EventPage
from tests.factories import (
    HIDING,
    EventPageFactory,
    EventSeriesPageFactory,
    RegistrationFactory,
    TopicPageFactory,
    days_from_now,
)
from tests.helpers import hrefs, main_of, queries_of
from topics.models import Region


@pytest.fixture
def feed(site_tree):
    """The entries of a calendar, by default that of all events; filters as arguments."""

    def get(path="kalender.ics", **query):
        return icalendar.Calendar.from_ical(Client().get(f"{site_tree.events.url}{path}", query).content)

    return get


def summaries(calendar):
    return [str(entry["SUMMARY"]) for entry in calendar.walk("VEVENT")]


def test_one_event_alone(feed):
    event = EventPageFactory(title="Fachtag", start=days_from_now(-3000))
    EventPageFactory(title="Anderer Tag")
    calendar = feed(f"{event.slug}/termin.ics")
    assert summaries(calendar) == ["Fachtag"]
    assert calendar["NAME"] == "Fachtag"
    (entry,) = calendar.walk("VEVENT")
    assert entry["URL"] == f"http://testserver{event.url}"


def test_a_series_alone(feed):
    series = EventSeriesPageFactory(title="Werkstattgespräch")
    EventPageFactory(title="Zweites", series=series, start=days_from_now(30))
    event = EventPageFactory(title="Erstes", series=series, start=days_from_now(3), status="cancelled")
    EventPageFactory(title="Anderer Tag")
    calendar = feed(f"{series.slug}/kalender.ics")
    assert summaries(calendar) == ["Abgesagt: Erstes", "Zweites"]
    assert calendar["NAME"] == "Werkstattgespräch"
    assert calendar.walk("VEVENT")[0]["URL"] == f"http://testserver{event.url}"


def test_each_filter_of_the_list_has_a_calendar(feed, site_tree):
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
    url = f"{site_tree.events.url}kalender.ics?thema={topic.slug}"
    assert hrefs(page, ".calendar-subscription a") == [f"webcal://testserver{url}", url]
    assert page.select_one(".calendar-address input")["value"] == f"http://testserver{url}"
    assert page.select_one(".calendar-subscription .chip").text == topic.title


def test_a_calendar_that_has_run_empty_stays_a_calendar(feed):
    region = Region.objects.get(name="Greiz")
    for query in (
        {"thema": TopicPageFactory().slug},
        {"reihe": EventSeriesPageFactory().slug},
        {"region": region.slug},
    ):
        assert summaries(feed(**query)) == []
    assert summaries(feed(art="guest")) == []


def test_the_calendar_is_named_after_the_institute_and_what_was_chosen(feed, institute):
    topic = TopicPageFactory(title="Familie")
    EventPageFactory(topics=[topic])
    assert feed()["NAME"] == "Termine"
    institute.short_name = "IKPE"
    institute.save()
    assert feed()["NAME"] == "IKPE Termine"
    assert feed(thema=topic.slug)["NAME"] == "IKPE Termine · Familie"


def test_a_calendar_for_an_unknown_filter_does_not_exist(site_tree):
    EventPageFactory()
    hidden = TopicPageFactory(slug="geheim")
    HIDING["draft"](hidden)
    for query in ({"thema": "gibt-es-nicht"}, {"thema": "geheim"}, {"art": "<b>"}, {"region": "1"}):
        assert Client().get(f"{site_tree.events.url}kalender.ics", query).status_code == 404


def test_a_year_that_is_chosen_in_the_list_does_not_narrow_the_calendar(feed):
    EventPageFactory(title="Fachtag")
    assert summaries(feed(jahr="1999")) == ["Fachtag"]


def test_subscriptions_hold_what_is_to_come_and_the_last_two_years(site_tree):
    ends = {730: "still there", 731: "gone"}
    for days, title in ends.items():
        EventPageFactory(title=title, start=days_from_now(-days, hour=0))
        EventPageFactory(title=f"{title}, long", start=days_from_now(-800), end=days_from_now(-days, hour=23))
    EventPageFactory(title="to come", start=days_from_now(5000))
    titles = EventPage.objects.for_subscription().values_list("title", flat=True)
    assert set(titles) == {"still there", "still there, long", "to come"}


def test_both_subscriptions_end_there(feed):
    series = EventSeriesPageFactory()
    EventPageFactory(series=series, start=days_from_now(-800))
    assert summaries(feed()) == summaries(feed(f"{series.slug}/kalender.ics")) == []


def test_entries_are_in_order_of_their_dates(feed):
    for days in (20, -5, 3):
        EventPageFactory(title=f"{days}", start=days_from_now(days))
    assert summaries(feed()) == ["-5", "3", "20"]


@pytest.mark.parametrize("state", HIDING)
def test_a_hidden_event_is_in_no_calendar(state, site_tree):
    series, topic = EventSeriesPageFactory(), TopicPageFactory()
    event = EventPageFactory(title="Geheimes", series=series, topics=[topic])
    EventPageFactory(series=series, topics=[topic])
    HIDING[state](event)
    for path in ("kalender.ics", f"kalender.ics?thema={topic.slug}", f"{series.slug}/kalender.ics"):
        assert "Geheimes" not in Client().get(site_tree.events.url + path).content.decode()
    assert Client().get(f"{event.url}termin.ics").status_code in (302, 404)


def test_categories_are_the_topics_in_the_order_of_their_list_but_hidden_ones(feed):
    topics = [TopicPageFactory(title=title) for title in ("Zuerst", "Geheim", "Danach")]
    EventPageFactory(topics=reversed(topics))
    HIDING["draft"](topics[1])
    (entry,) = feed().walk("VEVENT")
    assert [str(name) for name in entry["CATEGORIES"].cats] == ["Zuerst", "Danach"]


def test_the_joining_link_is_in_no_public_calendar_and_on_no_page(site_tree):
    event = EventPageFactory(is_online=True, joining_url="https://konferenz.example.org/geheim")
    urls = (event.url, f"{event.url}termin.ics", site_tree.events.url, f"{site_tree.events.url}kalender.ics")
    for url in (*urls, f"/anmeldung/{event.slug}/"):
        assert "geheim" not in Client().get(url).content.decode()


# --- the answer ------------------------------------------------------------------------------------------------------


def test_the_answer_is_a_file_that_caches_keep_for_five_minutes(site_tree):
    event = EventPageFactory(slug="fachtag")
    answer = Client().get(f"{site_tree.events.url}kalender.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'inline; filename="kalender.ics"'
    assert answer["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies
    assert Client().get(f"{event.url}termin.ics")["Content-Disposition"] == 'inline; filename="fachtag.ics"'


def test_the_answer_says_when_an_event_was_last_published(site_tree):
    url, published = f"{site_tree.events.url}kalender.ics", datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    EventPageFactory()
    assert "Last-Modified" not in Client().get(url)
    EventPageFactory(last_published_at=published)
    EventPageFactory(last_published_at=published - datetime.timedelta(days=1))
    answer = Client().get(url)
    assert answer["Last-Modified"] == "Sun, 01 Mar 2026 12:00:00 GMT"
    assert Client().get(url, headers={"if-modified-since": answer["Last-Modified"]}).status_code == 200


def test_who_has_the_calendar_already_gets_304(site_tree):
    url, client = f"{site_tree.events.url}kalender.ics", Client()
    event = EventPageFactory(takes_registrations=True, places=1, last_published_at=timezone.now())
    first = client.get(url)
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    RegistrationFactory(event=event, status="confirmed")  # a place that is taken changes what is said of it
    changed = client.get(url, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert "keine Plätze" in changed.content.decode()


def test_a_calendar_costs_the_same_however_long_it_is(site_tree):
    topics = [TopicPageFactory() for _ in range(3)]
    url = f"{site_tree.events.url}kalender.ics"
    EventPageFactory(topics=topics)
    few = queries_of(url)
    for _ in range(20):
        EventPageFactory(topics=topics)
    assert len(queries_of(url)) == len(few) <= 15
