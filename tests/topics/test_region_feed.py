"""The Atom feed of a region, read back with feedparser."""

import datetime

import feedparser
import pytest

from ikpe_site.feeds.writers import LENGTH
from tests.factories import (
    EventPageFactory,
    NewsPageFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    mark_published,
)
from tests.helpers import get_soup, hrefs, queries_of
from topics.models import Region

pytestmark = pytest.mark.database


@pytest.fixture
def url(site_tree):
    return f"{site_tree.regions.url}greiz/feed/"


@pytest.fixture
def greiz(db):
    return [Region.objects.get(name="Greiz")]


def parsed(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def test_it_has_pages_of_all_kinds_the_latest_first(url, greiz, client, institute):
    made = [
        factory(title=f"{number}. Umlaute & Straße <b>", regions=greiz)
        for number, factory in enumerate(
            (NewsPageFactory, ProjectPageFactory, PublicationPageFactory, EventPageFactory)
        )
    ]
    NewsPageFactory(title="Anderswo")
    start = datetime.datetime(2024, 3, 1, 12, tzinfo=datetime.UTC)
    for number, page in enumerate(made):
        published = start + datetime.timedelta(days=number)
        type(page).objects.filter(pk=page.pk).update(first_published_at=published, last_published_at=published)
    feed = parsed(client, url)
    assert [entry.title for entry in feed.entries] == [page.title for page in reversed(made)]
    assert [entry.link for entry in feed.entries] == [page.full_url for page in reversed(made)]
    assert feed.entries[-1].published_parsed[:4] == (2024, 3, 1, 12)
    assert feed.feed.title.endswith("Greiz")
    assert feed.feed.language == "de"


def test_an_entry_keeps_its_id_when_its_title_and_address_change(url, greiz, client):
    post = NewsPageFactory(regions=greiz)
    mark_published()
    post.refresh_from_db()
    (before,) = parsed(client, url).entries
    post.title, post.slug = "Anders", "anders"
    post.save()
    (after,) = parsed(client, url).entries
    assert after.id == before.id == f"urn:uuid:{post.translation_key}"
    assert after.link != before.link


def test_it_ends_somewhere_and_costs_the_same_with_many_entries(url, greiz, client):
    NewsPageFactory(regions=greiz)
    mark_published()
    few = len(queries_of(url))
    for _ in range(LENGTH + 2):
        NewsPageFactory(regions=greiz)
    mark_published()
    assert len(queries_of(url)) == few
    assert len(parsed(client, url).entries) == LENGTH


def test_a_region_without_anything_has_an_empty_feed(url, client):
    assert parsed(client, url).entries == []


def test_there_is_no_feed_for_a_region_that_does_not_exist(site_tree, client):
    assert client.get(f"{site_tree.regions.url}atlantis/feed/").status_code == 404


def test_the_page_of_the_region_names_its_feed(site_tree, url):
    page = get_soup(f"{site_tree.regions.url}greiz/")
    assert page.select_one("link[rel=alternate][type='application/atom+xml']")["href"] == url
    assert url in hrefs(page.main)
