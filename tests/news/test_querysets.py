"""Which posts, in which order, and what is fetched with them."""

import datetime

import pytest
from django.utils import timezone

from news.models import NewsPage
from tests.factories import ImageFactory, NewsPageFactory, TopicPageFactory, make_draft, mark_published

pytestmark = pytest.mark.database

DAY = datetime.timedelta(days=1)


@pytest.fixture
def posts(site_tree):
    """By title, made in this order: two of one day between an older and a newer one."""
    days = {"früher": 1, "neu": 3, "A": 2, "B": 2}
    return {title: NewsPageFactory(title=title, date=datetime.date(2026, 3, day)) for title, day in days.items()}


def titles(posts) -> list[str]:
    return [post.title for post in posts]


def test_of_posts_of_one_day_that_made_last_comes_first(posts):
    assert titles(NewsPage.objects.newest_first()) == ["neu", "B", "A", "früher"]


@pytest.mark.parametrize(
    ("title", "newer", "older"),
    [
        ("neu", [], ["B", "A", "früher"]),
        ("B", ["neu"], ["A", "früher"]),
        ("A", ["B", "neu"], ["früher"]),
        ("früher", ["A", "B", "neu"], []),
    ],
)
def test_neighbours_are_the_nearest_first(title, newer, older, posts):
    assert titles(NewsPage.objects.newer_than(posts[title])) == newer
    assert titles(NewsPage.objects.older_than(posts[title])) == older


def test_a_post_is_pinned_to_the_end_of_its_last_day(posts):
    today = timezone.localdate()
    for title, day in {"früher": today, "A": today + DAY, "B": today - DAY}.items():
        NewsPage.objects.filter(pk=posts[title].pk).update(pinned_until=day)
    pinned = NewsPage.objects.pinned_first()
    assert [(post.title, post.is_pinned) for post in pinned] == [
        ("A", True),
        ("früher", True),
        ("neu", False),
        ("B", False),
    ]
    NewsPage.objects.update(pinned_until=today, date=today)
    assert titles(NewsPage.objects.pinned_first()) == ["B", "A", "neu", "früher"]


def test_vacancies_are_a_kind_of_their_own(posts):
    NewsPage.objects.filter(title="neu").update(kind=NewsPage.Kind.JOB)
    assert titles(NewsPage.objects.vacancies()) == ["neu"]


def test_a_card_has_what_it_shows_without_another_query(site_tree, django_assert_num_queries):
    image = ImageFactory()
    image.get_rendition("width-8")
    post = NewsPageFactory(title="Bericht", label="Region", image=image, body=[("heading", "Anfang")])
    with django_assert_num_queries(2):
        [card] = NewsPage.objects.for_listing()
        assert len(card.image.renditions.all()) == 1
        shown = (card.title, card.teaser, card.date, card.label, card.kind, card.pinned_until, card.url_path)
        assert shown == ("Bericht", post.teaser, post.date, "Region", post.kind, None, post.url_path)
    assert {"body", "owner_id", "search_description"} <= card.get_deferred_fields()


def test_a_feed_has_the_topics_that_visitors_may_see_in_the_order_of_their_list(site_tree, django_assert_num_queries):
    topics = [TopicPageFactory(title=title) for title in ("Danach", "Entwurf", "Zuerst")]
    topics[2].move(topics[0], "left")
    NewsPageFactory(image=ImageFactory(), topics=topics)
    mark_published()
    make_draft(topics[1])
    with django_assert_num_queries(3):
        [post] = NewsPage.objects.for_feed()
        assert [(topic.title, topic.get_deferred_fields() > {"body"}) for topic in post.topics.all()] == [
            ("Zuerst", True),
            ("Danach", True),
        ]
        assert len(post.image.renditions.all()) == 0
