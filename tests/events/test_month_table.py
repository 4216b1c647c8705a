"""The month as a table."""

import pytest
from django.utils.translation import gettext as _

from tests.factories import EventPageFactory, TopicPageFactory, make_draft
from tests.helpers import berlin, get_soup, main_of, titles, words


@pytest.fixture
def table(site_tree):
    return lambda **query: main_of(site_tree.events.url, ansicht="monat", **query).select_one(".month-table")


def cells(table):
    """What stands on each day of the month that has something."""
    days = {cell.time["datetime"]: titles(cell, "li a") for cell in table.select("td:has(time)")}
    return {day: events for day, events in days.items() if events}


def test_the_table_has_a_caption_and_headers_and_every_day_once(table):
    month = table(monat="2026-03")
    assert words(month.caption) == "März 2026"
    assert [header.abbr["title"] for header in month.select("th[scope=col]")] == [
        *("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
    ]
    days = [time["datetime"] for time in month.select("td time")]
    assert days == [f"2026-03-{day:02}" for day in range(1, 32)]
    assert all(len(row.select("td")) == 7 for row in month.select("tbody tr"))
    assert "1. März" in words(month.select_one("td time")).replace(" .", ".")


def test_events_stand_on_each_of_their_days_by_the_clock_of_erfurt(table):
    EventPageFactory(title="Spät", start=berlin(2026, 3, 29, 23, 30))
    EventPageFactory(title="Früh", start=berlin(2026, 3, 30, 0, 30))
    EventPageFactory(title="Lang", start=berlin(2026, 3, 30, 10), end=berlin(2026, 4, 1, 12))
    assert cells(table(monat="2026-03")) == {
        "2026-03-29": ["23:30 Spät"],
        "2026-03-30": ["00:30 Früh", "10:00 Lang"],
        "2026-03-31": ["Lang"],
    }
    assert cells(table(monat="2026-04")) == {"2026-04-01": ["Lang"]}


def test_the_first_month_shown_is_that_of_the_next_event(table, freeze):
    EventPageFactory(start=berlin(2026, 5, 4, 10))
    freeze(berlin(2026, 3, 10, 12))
    assert words(table().caption) == "Mai 2026"


def test_without_events_it_is_this_month(table, freeze):
    freeze(berlin(2026, 3, 10, 12))
    month = table()
    assert words(month.caption) == "März 2026"
    assert month.select_one("[aria-current=date] time")["datetime"] == "2026-03-10"


def test_a_month_without_events_says_so(site_tree):
    EventPageFactory(start=berlin(2036, 3, 10, 10))
    empty, filled = (main_of(site_tree.events.url, monat=month) for month in ("2036-02", "2036-03"))
    assert _("There are no events in this month.") in words(empty)
    assert _("There are no events in this month.") not in words(filled)


def test_a_month_that_does_not_exist_is_passed_over(table, freeze):
    freeze(berlin(2026, 3, 10, 12))
    assert words(table(monat="2026-13").caption) == "März 2026"


def test_the_table_shows_what_the_filters_choose_and_keeps_them(table, site_tree):
    topic = TopicPageFactory()
    EventPageFactory(title="Gewählt", topics=[topic], start=berlin(2026, 3, 10), all_day=True)
    EventPageFactory(title="Anderes", start=berlin(2026, 3, 11), all_day=True)
    make_draft(EventPageFactory(title="Geheim", topics=[topic], start=berlin(2026, 3, 12)))
    assert cells(table(monat="2026-03", thema=topic.slug)) == {"2026-03-10": ["Gewählt"]}
    page = get_soup(site_tree.events.url, monat="2026-03", thema=topic.slug)
    links = [link["href"] for link in page.select(".month-steps a")]
    assert all(f"thema={topic.slug}" in link for link in links)
    assert ["monat=2026-02" in links[0], "monat=2026-04" in links[1]] == [True, True]


def test_a_cancelled_event_is_read_out_as_cancelled(table):
    EventPageFactory(title="Fachtag", start=berlin(2036, 3, 10, 10), status="cancelled")
    assert "(abgesagt)" in words(table(monat="2036-03"))
