"""What is to come and what was."""

import datetime

import pytest
from django.utils.translation import gettext as _

from events.models import EventPage
from tests.factories import EventPageFactory, TopicPageFactory, days_from_now, make_draft
from tests.helpers import berlin, get_soup, hrefs, main_of, options, titles, words

pytestmark = pytest.mark.database

NOON = berlin(2026, 3, 10, 12)


@pytest.fixture
def url(site_tree):
    return site_tree.events.url


def upcoming(url, **query):
    return titles(main_of(url, **query), "[aria-labelledby=kommende] .event-title")


def past(url, **query):
    return titles(main_of(url, **{"ansicht": "archiv"} | query), "[aria-labelledby=archiv] .event-title")


@pytest.mark.parametrize(
    ("start", "end", "is_over"),
    [
        (berlin(2026, 3, 10, 8), None, False),
        (berlin(2026, 3, 10, 0), None, False),
        (berlin(2026, 3, 10, 0, 30), berlin(2026, 3, 10, 1), False),
        (berlin(2026, 3, 10, 23, 59), None, False),
        (berlin(2026, 3, 9, 23, 59), None, True),
        (berlin(2026, 3, 9, 10), berlin(2026, 3, 10, 0, 0), False),
        (berlin(2026, 3, 1, 10), berlin(2026, 3, 10, 9), False),
        (berlin(2026, 3, 1, 10), berlin(2026, 3, 9, 23, 59), True),
        (berlin(2026, 3, 11), None, False),
    ],
)
@pytest.mark.parametrize("now", [berlin(2026, 3, 10, 0, 1), NOON, berlin(2026, 3, 10, 23, 58)], ids=str)
def test_an_event_is_upcoming_until_its_last_day_is_over(start, end, is_over, now, url, freeze):
    event = EventPageFactory(title="Fachtag", start=start, end=end)
    freeze(now)
    assert event.is_past is is_over
    assert upcoming(url) == ([] if is_over else ["Fachtag"])
    assert past(url) == (["Fachtag"] if is_over else [])


def test_every_event_is_either_upcoming_or_past(site_tree, freeze):
    for days in range(-3, 4):
        for hour in (0, 1, 12, 23):
            start = NOON.replace(hour=hour) + datetime.timedelta(days=days)
            EventPageFactory(start=start)
            EventPageFactory(start=start, end=start + datetime.timedelta(hours=30))
    freeze(NOON)
    coming, over = set(EventPage.objects.upcoming()), set(EventPage.objects.past())
    assert coming | over == set(EventPage.objects.all())
    assert not coming & over
    assert all(event.is_past for event in over)
    assert not any(event.is_past for event in coming)


def test_the_next_event_comes_first_and_the_latest_past_one(url):
    for days in (20, 5, -30, -3, 90):
        EventPageFactory(title=f"In {days} Tagen", start=days_from_now(days))
    assert upcoming(url) == ["In 5 Tagen", "In 20 Tagen", "In 90 Tagen"]
    assert past(url) == ["In -3 Tagen", "In -30 Tagen"]


def test_the_archive_is_ordered_by_year(url):
    for year in (2018, 2020, 2019, 2019):
        EventPageFactory(start=berlin(year, 5, 1, 10))
    page = main_of(url, ansicht="archiv")
    assert titles(page, ".year") == ["2020", "2019", "2018"]
    assert options(page, "jahr") == ["2020", "2019", "2018"]


@pytest.mark.parametrize("day", [berlin(2020, 1, 1), berlin(2020, 12, 31, 23, 30)], ids=str)
def test_the_year_is_that_of_the_calendar_in_erfurt(day, url):
    EventPageFactory(title="Neujahr", start=day)
    page = main_of(url, ansicht="archiv")
    assert titles(page, ".year") == ["2020"]
    assert options(page, "jahr") == ["2020"]
    assert past(url, jahr="2020") == ["Neujahr"]


def test_one_year_of_the_archive_can_be_chosen(url):
    EventPageFactory(title="Früher", start=berlin(2018, 5, 1))
    EventPageFactory(title="Später", start=berlin(2019, 5, 1))
    EventPageFactory(title="Bald", start=days_from_now(3))
    assert past(url, jahr="2018") == ["Früher"]
    assert upcoming(url, jahr="2018") == []
    shown = main_of(url, ansicht="archiv")
    assert options(shown, "jahr") == ["2019", "2018"], "what is to come is not in the archive"


@pytest.mark.parametrize("year", ["1999", "abc", "0", "20190", "<b>"])
def test_an_unknown_year_is_named_and_not_applied(year, url):
    EventPageFactory(title="Früher", start=berlin(2018, 5, 1))
    page = main_of(url, jahr=year)
    assert year in words(page.select_one(".filter-state .notice"))
    assert past(url, jahr=year) == ["Früher"]


def test_the_year_of_a_hidden_event_is_not_offered(url):
    make_draft(EventPageFactory(start=berlin(2018, 5, 1)))
    assert options(main_of(url, ansicht="archiv"), "jahr") == []


def test_the_archive_shows_25_events_a_page_and_the_year_survives_paging(url):
    for n in range(28):
        EventPageFactory(start=berlin(2018, 5, 1 + n))
    for number, count in {"": 25, "1": 25, "2": 3, "999": 3, "0": 3, "abc": 25}.items():
        assert len(past(url, seite=number)) == count, number
    EventPageFactory(start=berlin(2019, 5, 1))
    (following,) = hrefs(main_of(url, jahr="2018").select_one(".pagination"))
    assert set(following.lstrip("?").split("&")) == {"jahr=2018", "seite=2"}
    assert len(main_of(url + following).select("[aria-labelledby=archiv] .event-title")) == 3


def test_what_is_to_come_shows_25_events_a_page_and_keeps_the_filter(url):
    topic = TopicPageFactory(title="Familie")
    for n in range(27):
        EventPageFactory(start=days_from_now(1 + n), topics=[topic])
    assert len(upcoming(url)) == 25
    (following,) = hrefs(main_of(url, thema="familie").select_one(".pagination"))
    assert set(following.lstrip("?").split("&")) == {"thema=familie", "seite=2"}
    assert len(upcoming(url + following)) == 2


# --- views -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, "kommende"),
        ({"ansicht": "liste"}, "kommende"),
        ({"ansicht": "monat"}, "monat"),
        ({"ansicht": "archiv"}, "archiv"),
        ({"monat": "2026-03"}, "monat"),
        ({"jahr": "2018"}, "archiv"),
        ({"ansicht": "monat", "jahr": "2018"}, "archiv"),
        ({"ansicht": "quartal"}, "kommende"),
    ],
    ids=str,
)
def test_each_view_stands_on_its_own(query, shown, url):
    page = main_of(url, **query)
    assert [section["id"] for section in page.select("#kommende, #monat, #archiv")] == [shown]
    assert len(page.select(".views [aria-current]")) == 1


def test_an_unknown_view_is_named_and_what_is_to_come_is_shown(url):
    EventPageFactory(title="Bald", start=days_from_now(3))
    page = main_of(url, ansicht="<b>quartal")
    assert "<b>quartal" in words(page.select_one(".notice"))
    assert titles(page, ".event-title") == ["Bald"]
    assert main_of(url, ansicht="monat").select(".notice") == []


def test_views_and_filters_keep_each_other(url):
    EventPageFactory(start=days_from_now(3), topics=[TopicPageFactory(title="Familie")])
    page = main_of(url, ansicht="monat", thema="familie")
    assert all(address.endswith("&thema=familie") for address in hrefs(page.select_one(".views")))
    assert page.select_one(".filters input[name=ansicht]")["value"] == "monat"
    assert hrefs(page.select_one(".filter-state")) == [f"{url}?ansicht=monat"]


def test_only_the_archive_offers_years(url):
    EventPageFactory(start=berlin(2018, 5, 1))
    for view, years in {"liste": [], "monat": [], "archiv": ["2018"]}.items():
        assert options(main_of(url, ansicht=view), "jahr") == years


def test_the_archive_is_an_address_of_its_own_for_search_engines_and_a_month_is_none(url):
    archive, month = get_soup(url, ansicht="archiv"), get_soup(url, ansicht="monat")
    assert archive.select_one("link[rel=canonical]")["href"].endswith(f"{url}?ansicht=archiv")
    assert archive.select("meta[name=robots]") == []
    assert month.select_one("meta[name=robots]")["content"] == "noindex"


@pytest.mark.parametrize("view", ["liste", "monat", "archiv"])
def test_every_view_offers_the_calendar(view, url):
    assert main_of(url, ansicht=view).select_one(".calendar-subscription #kalender")


# --- a row -----------------------------------------------------------------------------------------------------------


def test_without_upcoming_events_the_list_says_so(url):
    assert words(main_of(url).select_one(".empty p")) == _("There are no upcoming events at the moment.")


def test_a_row_shows_date_time_place_and_status(url):
    event = EventPageFactory(start=days_from_now(5, hour=9), place="Rathaus", is_online=True, status="postponed")
    row = main_of(url).select_one(".event-row")
    assert event.date_display in words(row)
    assert event.time_display in words(row)
    assert "Rathaus" in words(row)
    assert event.get_status_display() in words(row.select_one(".badge"))


def test_a_row_shows_the_date_once(url):
    event = EventPageFactory(start=days_from_now(5, hour=9), place="Rathaus")
    row = main_of(url).select_one(".event-row")
    for hidden in row.select(".visually-hidden"):
        hidden.extract()
    assert words(row.select_one(".meta")) == f"{event.time_display} · Rathaus"
    assert str(event.first_day.day) in words(row.select_one(".event-day"))


def test_a_row_of_several_days_says_the_last_one(url):
    EventPageFactory(start=berlin(2036, 9, 23), end=berlin(2036, 9, 27), all_day=True)
    assert "bis 27. September" in words(main_of(url).select_one(".event-row .meta"))


def test_an_event_as_planned_has_no_badge(url):
    EventPageFactory()
    assert main_of(url).select(".badge") == []


# --- events on other pages -------------------------------------------------------------------------------------------


def test_a_topic_shows_its_next_events_then_its_latest(site_tree):
    topic = TopicPageFactory()
    for days in (-20, 30, -2, 4):
        EventPageFactory(title=f"In {days} Tagen", start=days_from_now(days), topics=[topic])
    EventPageFactory(title="Anderes Thema")
    shown = titles(main_of(topic.url), "[aria-labelledby=termine] li a")
    assert shown == ["In 4 Tagen", "In 30 Tagen", "In -2 Tagen", "In -20 Tagen"]


def test_a_topic_with_many_events_shows_the_very_next_one_first(site_tree):
    topic = TopicPageFactory()
    for days in range(1, 13):
        EventPageFactory(title=f"In {days} Tagen", start=days_from_now(days), topics=[topic])
    shown = titles(main_of(topic.url), "[aria-labelledby=termine] li a")
    assert shown == [f"In {days} Tagen" for days in range(1, 6)]
