"""A post that looks back on an event, and the event that shows it."""

import pytest
from django.test import Client
from django.urls import reverse

from ikpe_site.roles.groups import AUTHORS, EDITORS
from news.models import NewsPage, RelatedPage
from tests.admin_forms import add_url, assert_published, edit, edit_url, read_form, stream_data
from tests.factories import EventPageFactory, NewsPageFactory, days_from_now, make_draft
from tests.helpers import get_soup, hrefs, main_of, words


@pytest.fixture
def event(site_tree):
    return EventPageFactory(title="Arbeitskreis", start=days_from_now(-5))


def reviews_on(event) -> list[str]:
    return hrefs(main_of(event.url), ".notice a")


def test_a_review_and_its_event_name_each_other(event):
    post = NewsPageFactory(event=event)
    assert hrefs(main_of(post.url), ".notice a") == [event.url]
    assert reviews_on(event) == [post.url]


def test_an_event_that_is_reviewed_and_related_is_named_once(event):
    post = NewsPageFactory(event=event, related_pages=[RelatedPage(page=event)])
    assert hrefs(main_of(post.url)).count(event.url) == 1


def test_the_review_of_a_draft_event_tells_nothing_of_it(event):
    post = NewsPageFactory(event=event)
    make_draft(event)
    assert "Arbeitskreis" not in words(main_of(post.url))


def test_a_draft_changes_nothing_yet_and_its_preview_names_the_event(event, editor_client):
    post = NewsPageFactory()
    edit(editor_client, post, {"event": event.pk}, publish=False)
    assert reviews_on(event) == []
    preview = get_soup(reverse("wagtailadmin_pages:view_draft", args=[post.pk]), editor_client)
    assert hrefs(preview, ".notice a") == [event.url]
    assert_published(edit(editor_client, post))
    assert reviews_on(event) == [post.url]


def test_a_copy_of_a_post_takes_no_event_with_it(event):
    NewsPageFactory(event=event).copy(update_attrs={"slug": "kopie"})
    assert event.reviews.count() == 1


def test_a_post_outlives_its_event(event, editor_client):
    post = NewsPageFactory(event=event)
    post.save_revision()
    event.delete()
    assert read_form(editor_client, edit_url(post))["event"] == ""
    assert main_of(post.url).select(".notice") == []


# --- „Rückblick schreiben“ -------------------------------------------------------------------------------------------


def button_of(client, event) -> str | None:
    links = get_soup(edit_url(event), client).select("a[href]")
    return next((link["href"] for link in links if words(link) == "Rückblick schreiben"), None)


def test_a_button_on_an_event_that_is_over_begins_its_review(event, site_tree, editor_client):
    url = button_of(editor_client, event)
    data = read_form(editor_client, url)
    assert (data["event"], data["kind"]) == (str(event.pk), [NewsPage.Kind.REVIEW])
    form = get_soup(url, editor_client).find(id="page-edit-form")
    assert form["action"].partition("?")[0] == add_url(NewsPage, site_tree.news)
    data.update(stream_data(NewsPage) | {"title": "So war es", "action-publish": "1"})
    assert_published(editor_client.post(form["action"], data))
    assert reviews_on(event) == [NewsPage.objects.get().url]


def test_before_the_event_there_is_nothing_to_look_back_on(editor_client, site_tree):
    assert button_of(editor_client, EventPageFactory(start=days_from_now(1))) is None


def test_pages_that_are_no_events_have_no_such_button(editor_client, site_tree):
    assert button_of(editor_client, NewsPageFactory()) is None


@pytest.mark.parametrize(("group", "may_write"), [(EDITORS, True), (AUTHORS, True), (None, False)])
def test_who_may_write_posts_may_begin_a_review(group, may_write, event, member_of):
    client = Client()
    if group:
        client.force_login(member_of(group))
    assert (client.get(reverse("write_review", args=[event.pk])).status_code == 200) is may_write


def test_who_may_write_no_posts_sees_no_button_and_no_form(event, site_tree, client_with):
    client = client_with("change", page=site_tree.events)
    assert button_of(client, event) is None
    assert client.get(reverse("write_review", args=[event.pk])).status_code == 302


def test_there_is_no_review_of_an_event_that_does_not_exist(editor_client):
    assert editor_client.get(reverse("write_review", args=[0])).status_code == 404
