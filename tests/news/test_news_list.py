"""The list of news: order, pages and filters."""

import datetime

import pytest
from django.utils.translation import gettext as _

from news.models import NewsPage
from tests.factories import ImageFactory, NewsPageFactory, TopicPageFactory, make_draft
from tests.helpers import hrefs, main_of, options, titles, words

pytestmark = pytest.mark.database

Kind = NewsPage.Kind


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def url(site_tree):
    return site_tree.news.url


def shown(url, **query):
    return titles(main_of(url, **query), ".card-title")


def test_the_newest_post_comes_first(url):
    for date in ("2019-03-01", "2020-01-15", "2018-12-31"):
        NewsPageFactory(title=f"Vom {date}", date=day(date))
    assert shown(url) == ["Vom 2020-01-15", "Vom 2019-03-01", "Vom 2018-12-31"]


def test_of_two_posts_of_one_day_the_later_made_comes_first(url):
    NewsPageFactory(title="Zuerst", date=day("2020-01-15"))
    NewsPageFactory(title="Danach", date=day("2020-01-15"))
    assert shown(url) == ["Danach", "Zuerst"]


def test_a_card_shows_date_label_title_teaser_and_picture(url):
    NewsPageFactory(
        title="Fachtag", date=day("2019-11-05"), label="11/2019", teaser="Worum es ging.", image=ImageFactory()
    )
    card = main_of(url).select_one(".card")
    assert card.time["datetime"] == "2019-11-05"
    assert words(card.time) == "5. November 2019"
    assert "11/2019" in words(card)
    assert "Worum es ging." in words(card)
    assert card.select_one("picture img")["alt"] == ""


def test_a_card_without_label_shows_the_kind_and_without_picture_the_cubes(url):
    post = NewsPageFactory(kind=Kind.JOB, label="")
    card = main_of(url).select_one(".card")
    assert post.get_kind_display() in words(card)
    assert card.select_one(".card-media svg")


def test_posts_with_the_same_title_each_have_their_own_page(url, client):
    posts = [NewsPageFactory(title="IKPE unterwegs") for _ in range(3)]
    links = hrefs(main_of(url), ".card-title a")
    assert sorted(links) == sorted(post.url for post in posts)
    assert len(set(links)) == 3
    assert all(client.get(link).status_code == 200 for link in links)


# --- pages -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def thirty_posts(site_tree):
    first = datetime.date(2019, 1, 1)
    for n in range(30):
        NewsPageFactory(title=f"Nummer {n}", date=first + datetime.timedelta(days=n))


NUMBERS = {  # page numbers as visitors may send them: (first post, number of posts)
    None: (29, 12),
    "1": (29, 12),
    "2": (17, 12),
    "3": (5, 6),
    "999": (5, 6),
    "0": (5, 6),
    "-1": (5, 6),
    "abc": (29, 12),
    "": (29, 12),
    "1.5": (29, 12),
}


def test_there_are_twelve_posts_a_page_and_odd_page_numbers_break_nothing(url, thirty_posts):
    for number, (first, count) in NUMBERS.items():
        titles = shown(url, **({} if number is None else {"seite": number}))
        assert titles == [f"Nummer {n}" for n in range(first, first - count, -1)], number


def test_the_pages_are_linked_both_ways(url, thirty_posts):
    middle = main_of(url, seite=2).select_one(".pagination")
    assert hrefs(middle, "a[rel=prev]") == ["?seite=1"]
    assert hrefs(middle, "a[rel=next]") == ["?seite=3"]
    assert _("Page %(number)s of %(count)s") % {"number": 2, "count": 3} in words(middle)
    assert hrefs(main_of(url).select_one(".pagination")) == ["?seite=2"]
    assert hrefs(main_of(url, seite=3).select_one(".pagination")) == ["?seite=2"]


def test_a_single_page_has_no_links_to_others(url):
    NewsPageFactory()
    assert main_of(url).select(".pagination") == []


# --- filters ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def posts(site_tree):
    family, age = TopicPageFactory(title="Familie"), TopicPageFactory(title="Alter")
    TopicPageFactory(title="Ungenutzt")
    NewsPageFactory(title="A", date=day("2019-05-01"), kind=Kind.REVIEW, topics=[family])
    NewsPageFactory(title="B", date=day("2020-05-01"), kind=Kind.REVIEW, topics=[family, age])
    NewsPageFactory(title="C", date=day("2020-06-01"), kind=Kind.JOB, topics=[age])
    NewsPageFactory(title="D", date=day("2018-06-01"), kind=Kind.JOB)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, "CBAD"),
        ({"thema": "familie"}, "BA"),
        ({"thema": "alter"}, "CB"),
        ({"art": "rueckblick"}, "BA"),
        ({"jahr": "2020"}, "CB"),
        ({"thema": "familie", "jahr": "2020"}, "B"),
        ({"thema": "alter", "art": "stellenausschreibung"}, "C"),
        ({"thema": "familie", "art": "rueckblick", "jahr": "2019"}, "A"),
        ({"thema": "familie", "art": "stellenausschreibung"}, ""),
        ({"thema": "", "art": "", "jahr": ""}, "CBAD"),
    ],
)
def test_filters_combine(query, titles, url, posts):
    assert shown(url, **query) == list(titles)


def test_the_list_says_which_filters_are_on_and_how_to_remove_them(url, posts):
    state = main_of(url, thema="familie", jahr="2020").select_one(".filter-state")
    assert len(state.select(".chip")) == 2
    assert "Familie" in words(state)
    assert "2020" in words(state)
    assert hrefs(state) == [url]


def test_the_chosen_values_stay_chosen_in_the_form(url, posts):
    form = main_of(url, thema="familie", jahr="2020").select_one("form.filters")
    assert [option["value"] for option in form.select("option[selected]")] == ["familie", "2020"]


def test_only_values_in_use_are_offered(url, posts):
    page = main_of(url)
    assert options(page, "thema") == ["familie", "alter"]
    assert options(page, "art") == ["rueckblick", "stellenausschreibung"]
    assert options(page, "jahr") == ["2020", "2019", "2018"]


def test_values_that_only_hidden_posts_use_are_not_offered(url, posts):
    hidden = NewsPageFactory(date=day("2011-01-01"), kind=Kind.OUT_AND_ABOUT, topics=[TopicPageFactory(title="Neu")])
    make_draft(hidden)
    page = main_of(url)
    assert "2011" not in options(page, "jahr")
    assert "unterwegs" not in options(page, "art")
    assert "neu" not in options(page, "thema")


@pytest.mark.parametrize(
    "query",
    [
        {"thema": "gibt-es-nicht"},
        {"thema": "ungenutzt"},
        {"art": "xyz"},
        {"jahr": "1999"},
        {"jahr": "abc"},
        {"jahr": "20200"},
        {"thema": "<script>alert(1)</script>"},
        {"jahr": "2020\x00"},
        {"thema": "' OR 1=1 --"},
    ],
)
def test_an_unknown_value_is_named_and_not_applied(query, url, posts):
    page = main_of(url, **query)
    assert titles(page, ".card-title") == list("CBAD")
    notice = page.select_one(".filter-state .notice")
    assert next(iter(query.values())).replace("\x00", "") in words(notice).replace("\x00", "").replace("\ufffd", "")
    assert page.select("script") == []


def test_an_unknown_value_leaves_the_other_filters_on(url, posts):
    assert shown(url, jahr="1999", thema="familie") == ["B", "A"]


def test_filters_survive_paging(url, thirty_posts):
    topic = TopicPageFactory(title="Familie")
    for post in NewsPage.objects.all()[:20]:
        post.topics.add(topic)
        post.save()
    first = main_of(url, thema="familie", jahr="2019", art="meldung")
    (following,) = hrefs(first.select_one(".pagination"))
    assert {"thema=familie", "jahr=2019", "art=meldung", "seite=2"} == set(following.lstrip("?").split("&"))
    second = main_of(url + following)
    assert len(second.select(".card")) == 8
    assert len(second.select(".filter-state .chip")) == 3


def test_an_empty_list_says_so(url):
    assert words(main_of(url).select_one(".empty p")) == _("There are no posts for this choice.")


def test_a_choice_without_posts_says_so(url, posts):
    page = main_of(url, thema="familie", art="stellenausschreibung")
    assert page.select_one(".empty")
    assert page.select(".card") == []
