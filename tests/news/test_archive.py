"""The archive by month, and posts that are pinned for a time."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from tests.factories import NewsPageFactory, make_draft
from tests.helpers import hrefs, main_of, options, titles, words

pytestmark = pytest.mark.database


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def url(site_tree):
    return site_tree.news.url


@pytest.fixture
def posts(site_tree):
    for title, date in {"A": "2019-11-05", "B": "2020-03-01", "C": "2020-03-31", "D": "2020-05-02"}.items():
        NewsPageFactory(title=title, date=day(date))
    make_draft(NewsPageFactory(title="Entwurf", date=day("2011-03-01")))


def shown(url, **query):
    return titles(main_of(url, **query), ".card-title")


# --- the archive -----------------------------------------------------------------------------------------------------


def test_the_archive_names_years_and_months_with_the_number_of_posts(url, posts):
    archive = main_of(url).select_one(".archive")
    assert titles(archive, "summary") == ["2020 (3)", "2019 (1)"]
    assert titles(archive, "li") == [
        _("All of %(year)s") % {"year": 2020},
        "März 2020 (2)",
        "Mai 2020 (1)",
        _("All of %(year)s") % {"year": 2019},
        "November 2019 (1)",
    ]


def test_every_link_of_the_archive_leads_to_as_many_posts_as_it_says(url, posts):
    for link in main_of(url).select(".archive a"):
        main = main_of(url + link["href"])
        number = words(link).rpartition("(")[2].rstrip(")")
        assert len(main.select(".card")) == int(number) if number.isdecimal() else 3
        assert len(main.select(".archive [aria-current]")) == 1
        assert main.select_one(".archive [aria-current]")["href"] == link["href"]


def test_a_month_is_chosen_within_its_year(url, posts):
    assert shown(url, jahr="2020", monat="3") == ["C", "B"]
    assert options(main_of(url, jahr="2020"), "monat") == ["3", "5"]
    assert options(main_of(url), "monat") == []


@pytest.mark.parametrize(
    "query", [{"monat": "3"}, {"jahr": "2020", "monat": "13"}, {"jahr": "2020", "monat": "4"}, {"monat": "x"}]
)
def test_a_month_without_posts_or_year_is_named_and_not_applied(query, url, posts):
    page = main_of(url, **query)
    assert len(page.select(".card")) == (3 if "jahr" in query else 4)
    assert query["monat"] in words(page.select_one(".filter-state .notice"))


def test_the_chosen_year_is_open_in_the_archive(url, posts):
    opened = main_of(url, jahr="2019").select(".archive details[open]")
    assert [words(details.summary) for details in opened] == ["2019 (1)"]
    assert main_of(url).select(".archive details[open]") == []


def test_without_posts_there_is_no_archive(url):
    assert main_of(url).select(".archive") == []


# --- pinned posts ----------------------------------------------------------------------------------------------------

TODAY = timezone.localdate


def pin(title, days):
    NewsPageFactory(title=title, date=day("2015-01-01"), pinned_until=TODAY() + datetime.timedelta(days=days))


def test_a_pinned_post_comes_first_and_is_marked(url, posts):
    pin("Wichtig", 7)
    page = main_of(url)
    assert titles(page, ".card-title") == ["Wichtig", "D", "C", "B", "A"]
    assert [words(card.select_one(".card-title")) for card in page.select(".card:has(.badge)")] == ["Wichtig"]


def test_a_post_is_pinned_up_to_the_end_of_its_day_and_then_no_more(url, posts):
    pin("Heute noch", 0)
    pin("Gestern noch", -1)
    assert shown(url) == ["Heute noch", "D", "C", "B", "A", "Gestern noch"]


def test_of_two_pinned_posts_the_newer_comes_first(url):
    for date in ("2018-01-01", "2019-01-01"):
        NewsPageFactory(title=date, date=day(date), pinned_until=TODAY())
    assert shown(url) == ["2019-01-01", "2018-01-01"]


def test_a_pinned_post_stands_once_on_one_page_of_the_list(url):
    for n in range(14):
        NewsPageFactory(title=f"Nummer {n}", date=day("2019-01-01") + datetime.timedelta(days=n))
    pin("Wichtig", 7)
    assert shown(url)[0] == "Wichtig"
    assert shown(url, seite=2) == ["Nummer 2", "Nummer 1", "Nummer 0"]


def test_a_pinned_post_comes_first_on_the_home_page(site_tree, posts):
    pin("Wichtig", 7)
    site_tree.home.body = [("news", {"heading": "Neu", "hidden": False, "count": 3, "link_label": "Alle"})]
    site_tree.home.save()
    page = main_of("/")
    assert titles(page, ".card-title") == ["Wichtig", "D", "C"]
    assert len(page.select(".card .badge")) == 1


def test_neighbours_of_a_pinned_post_follow_its_date(site_tree, posts):
    pin("Wichtig", 7)
    page = main_of("/aktuelles/wichtig/")
    assert hrefs(page, ".neighbours a") == ["/aktuelles/a/"]
