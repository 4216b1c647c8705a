"""A post and what is around it."""

import datetime
from itertools import pairwise

import pytest

from news.models import RelatedPage
from tests.admin_forms import edit_url, inline_row, read_form, stream_data
from tests.factories import (
    HIDING,
    EventPageFactory,
    ImageFactory,
    NewsPageFactory,
    PersonPageFactory,
    PublicationPageFactory,
    TopicPageFactory,
    make_draft,
)
from tests.helpers import hrefs, main_of, soup_of, titles, words

DAY = datetime.date(2020, 1, 15)


def neighbours(post) -> dict:
    page = main_of(post.url)
    return {
        "newer": hrefs(page, ".neighbours a[rel=next]"),
        "older": hrefs(page, ".neighbours a[rel=prev]"),
    }


def test_a_post_names_the_newer_and_the_older_one(site_tree):
    old, middle, new = (NewsPageFactory(date=DAY + datetime.timedelta(days=n)) for n in range(3))
    assert neighbours(middle) == {"newer": [new.url], "older": [old.url]}
    assert neighbours(old) == {"newer": [middle.url], "older": []}
    assert neighbours(new) == {"newer": [], "older": [middle.url]}


def test_posts_of_one_day_are_neighbours_in_the_order_of_the_list(site_tree):
    posts = [NewsPageFactory(date=DAY) for _ in range(4)]
    order = hrefs(main_of(site_tree.news.url), ".card-title a")
    assert order == [post.url for post in reversed(posts)]
    walked, here = [posts[-1].url], posts[-1]
    while older := neighbours(here)["older"]:
        walked += older
        here = next(post for post in posts if post.url == older[0])
    assert walked == order


def test_one_can_walk_from_the_newest_to_the_oldest_post_and_back(site_tree):
    dates = [DAY, DAY, DAY + datetime.timedelta(days=3), DAY - datetime.timedelta(days=9), DAY]
    posts = {post.url: post for post in (NewsPageFactory(date=date) for date in dates)}
    order = hrefs(main_of(site_tree.news.url), ".card-title a")
    for here, older in pairwise(order):
        assert neighbours(posts[here])["older"] == [older]
        assert neighbours(posts[older])["newer"] == [here]


@pytest.mark.parametrize("state", [state for state in HIDING if state != "below a private page"])
def test_a_hidden_post_is_nobodys_neighbour(state, site_tree):
    old, hidden, new = (NewsPageFactory(date=DAY + datetime.timedelta(days=n)) for n in range(3))
    HIDING[state](hidden)
    assert neighbours(old)["newer"] == [new.url]
    assert neighbours(new)["older"] == [old.url]


def test_a_post_links_its_people_topics_and_related_pages(site_tree):
    person, topic = PersonPageFactory(), TopicPageFactory()
    event, publication = EventPageFactory(), PublicationPageFactory()
    post = NewsPageFactory(
        people=[person],
        topics=[topic],
        related_pages=[RelatedPage(page=publication), RelatedPage(page=event)],
    )
    page = main_of(post.url)
    links = hrefs(page, ".column-aside .aside-section:not(.share) a")
    assert set(links) == {topic.url, event.url, publication.url}
    assert hrefs(page, ".person-line .person-name a") == [person.url]
    assert page.select_one(".person-line .portrait")


def test_related_pages_keep_the_order_of_the_editors(site_tree):
    pages = [EventPageFactory() for _ in range(3)]
    chosen = [pages[2], pages[0], pages[1]]
    post = NewsPageFactory(related_pages=[RelatedPage(page=page, sort_order=n) for n, page in enumerate(chosen)])
    assert hrefs(main_of(post.url), "[aria-labelledby=mehr] a") == [page.url for page in chosen]


def test_a_page_that_is_both_related_and_a_neighbour_is_both(site_tree):
    older = NewsPageFactory(date=DAY)
    post = NewsPageFactory(date=DAY, related_pages=[RelatedPage(page=older)])
    assert hrefs(main_of(post.url), "[aria-labelledby=mehr] a") == [older.url]
    assert neighbours(post)["older"] == [older.url]


@pytest.mark.parametrize("state", HIDING)
def test_a_hidden_page_is_not_linked(state, site_tree):
    person, topic, event = PersonPageFactory(), TopicPageFactory(), EventPageFactory()
    post = NewsPageFactory(people=[person], topics=[topic], related_pages=[RelatedPage(page=event)])
    for page in (person, topic, event):
        HIDING[state](page)
    assert not {person.url, topic.url, event.url} & set(hrefs(main_of(post.url)))


def test_the_lead_picture_has_alternative_text_caption_and_credit(site_tree):
    image = ImageFactory(description="Ein Turm aus Würfeln", credit="Zeichnung: IKPE")
    figure = main_of(NewsPageFactory(image=image, image_caption="Der Turm").url).select_one("figure.lead-picture")
    assert figure.img["alt"] == "Ein Turm aus Würfeln"
    assert words(figure.figcaption) == "Der Turm Zeichnung: IKPE"


def test_the_preview_shows_what_is_chosen_and_not_saved_yet(site_tree, editor_client):
    topic, person, event = TopicPageFactory(), PersonPageFactory(), EventPageFactory()
    post = NewsPageFactory()
    data = read_form(editor_client, edit_url(post)) | stream_data(type(post))
    data |= {"topics": [topic.pk], "people": [person.pk]} | inline_row("related_pages", page=event.pk)
    preview = edit_url(post) + "preview/"
    assert editor_client.post(preview, data).json()["is_valid"]
    shown = soup_of(editor_client.get(preview)).main
    assert {topic.url, person.url, event.url} <= set(hrefs(shown))


# --- news on other pages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("relation", ["topics", "people"])
def test_a_post_stands_on_the_pages_it_names(relation, site_tree):
    target = TopicPageFactory() if relation == "topics" else PersonPageFactory()
    post = NewsPageFactory(**{relation: [target]})
    NewsPageFactory(title="Ein anderer")
    assert hrefs(main_of(target.url), "[aria-labelledby=aktuelles] a") == [post.url]


@pytest.mark.parametrize("factory", [EventPageFactory, PublicationPageFactory])
def test_a_post_stands_on_the_page_it_is_about(factory, site_tree):
    target = factory()
    post = NewsPageFactory(related_pages=[RelatedPage(page=target)])
    assert hrefs(main_of(target.url), "[aria-labelledby=aktuelles] a") == [post.url]


def test_other_pages_show_the_five_latest_posts(site_tree):
    topic = TopicPageFactory()
    posts = [NewsPageFactory(date=DAY + datetime.timedelta(days=n), topics=[topic]) for n in range(7)]
    make_draft(posts[6])
    shown = titles(main_of(topic.url), "[aria-labelledby=aktuelles] li a")
    assert shown == [post.title for post in posts[5:0:-1]]
