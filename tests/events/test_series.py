"""Events that belong together: each date stands for itself."""

import datetime

import pytest
from django.urls import reverse

from events.models import EventPage
from events.recurrence import LIMIT, dates
from tests.factories import HIDING, EventPageFactory, EventSeriesPageFactory, TopicPageFactory, days_from_now
from tests.helpers import berlin, hrefs, main_of, titles, words

RULE = {"first": "2026-01-13", "until": "2026-06-30", "starts_at": "10:00", "ends_at": "12:00"}


@pytest.fixture
def series(site_tree):
    return EventSeriesPageFactory(title="Werkstattgespräch")


def day(*parts):
    return datetime.date(*parts)


@pytest.mark.parametrize(
    ("rule", "first", "until", "expected"),
    [
        ("weekly", day(2026, 3, 24), day(2026, 4, 7), [day(2026, 3, 24), day(2026, 3, 31), day(2026, 4, 7)]),
        ("fortnightly", day(2026, 1, 13), day(2026, 2, 12), [day(2026, 1, 13), day(2026, 1, 27), day(2026, 2, 10)]),
        ("monthly", day(2026, 1, 13), day(2026, 3, 31), [day(2026, 1, 13), day(2026, 2, 10), day(2026, 3, 10)]),
        ("monthly", day(2026, 1, 30), day(2026, 3, 31), [day(2026, 1, 30), day(2026, 2, 27), day(2026, 3, 27)]),
        ("quarterly", day(2026, 2, 11), day(2026, 9, 1), [day(2026, 2, 11), day(2026, 5, 13), day(2026, 8, 12)]),
        ("weekly", day(2026, 1, 1), day(2026, 1, 1), [day(2026, 1, 1)]),
    ],
)
def test_dates_by_rule(rule, first, until, expected):
    assert dates(rule, first, until) == expected


def test_a_slip_of_the_pen_does_not_make_thousands_of_dates():
    assert len(dates("weekly", day(2026, 1, 1), day(2926, 1, 1))) == LIMIT


def test_editors_see_the_dates_first_and_then_add_them_as_drafts(series, editor_client):
    model = EventPageFactory(
        series=series,
        title="Werkstattgespräch",
        place="Rathaus",
        topics=[TopicPageFactory()],
        start=berlin(2025, 1, 7),
    )
    url = reverse("event_series_dates", args=[series.pk])
    assert editor_client.get(url).status_code == 200
    shown = editor_client.post(url, {"rule": "monthly", **RULE})
    assert "Dienstag, 10. Februar 2026" in shown.content.decode()
    assert EventPage.objects.filter(series=series).count() == 1
    for _twice in range(2):
        assert editor_client.post(url, {"rule": "monthly", "create": "1", **RULE}).status_code == 302
    made = EventPage.objects.filter(series=series, live=False).order_by("start")
    assert len(made) == 6
    assert {event.place for event in made} == {"Rathaus"}
    assert {event.time_display for event in made} == {"10–12 Uhr"}  # in winter and in summer
    assert len({event.uid for event in made} | {model.uid}) == 7
    assert [list(event.topics.all()) for event in made] == [list(model.topics.all())] * 6


def test_one_date_can_be_cancelled_without_the_others(series, editor_client):
    editor_client.post(reverse("event_series_dates", args=[series.pk]), {"rule": "weekly", "create": "1", **RULE})
    first, second, *_others = EventPage.objects.filter(series=series).order_by("start")
    first.status = "cancelled"
    for event in (first, second):
        event.save_revision().publish()
    past = titles(main_of(series.url), "[aria-labelledby=archiv] .badge")
    assert past == ["abgesagt"]


def test_what_is_wrong_with_the_dates_is_said(series, editor_client):
    url = reverse("event_series_dates", args=[series.pk])
    answer = editor_client.post(url, {"rule": "weekly", **RULE, "until": "2025-01-01", "ends_at": "09:00"})
    assert set(answer.context["form"].errors) == {"until", "ends_at"}
    assert 'value="2026-01-13"' in answer.content.decode()


def test_the_page_of_a_series_shows_its_dates_and_links_both_ways(series):
    coming = EventPageFactory(title="Kommt", series=series, start=days_from_now(5))
    EventPageFactory(title="War", series=series, start=days_from_now(-5))
    EventPageFactory(title="Andere Reihe")
    page = main_of(series.url)
    assert titles(page, "[aria-labelledby=kommende] .event-title") == ["Kommt"]
    assert titles(page, "[aria-labelledby=archiv] .event-title") == ["War"]
    assert f"{series.url}kalender.ics" in hrefs(page)
    assert series.url in hrefs(main_of(coming.url))


def test_a_series_without_dates_says_so(series):
    assert words(main_of(series.url).select_one(".empty"))


@pytest.mark.parametrize("state", HIDING)
def test_a_hidden_series_is_not_linked_and_no_filter(state, series, site_tree):
    event = EventPageFactory(series=series)
    HIDING[state](series)
    for url in (site_tree.events.url, event.url):
        if state != "below a private page":
            assert series.title not in words(main_of(url))
