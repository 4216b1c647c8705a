"""Who finds and sees the lists, and what they do there with several pages at once."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.factories import EventPageFactory, NewsPageFactory, TopicPageFactory

from .conftest import LISTS, index, rows, shown

pytestmark = pytest.mark.database

# --- who finds and sees them -----------------------------------------------------------------------------------------


def test_the_menu_names_them_in_the_order_of_the_site(site_tree, editor_client):
    page = editor_client.get("/admin/").content.decode()
    places = [page.index(f'"{index(name)}"') for name in LISTS]
    assert places == sorted(places)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_reached_by_editors_and_by_nobody_else(name, site_tree, editor_client, client, client_with):
    assert editor_client.get(index(name)).status_code == 200
    assert "login" in client.get(index(name))["Location"]
    assert client_with().get(index(name)).status_code == 302


def test_the_menu_shows_the_lists_of_ones_own_section_only(site_tree, client_with):
    page = client_with("add", page=site_tree.events).get("/admin/").content.decode()
    assert [name for name in LISTS if f'"{index(name)}"' in page] == ["events"]


def test_one_sees_the_pages_that_one_sees_in_the_tree(site_tree, client_with):
    NewsPageFactory()
    EventPageFactory(title="Fachtag")
    client = client_with("change", page=site_tree.events)
    assert shown(client, "events") == ["Fachtag"]
    assert shown(client, "news") == []


def test_the_button_leads_to_the_form_for_whom_may_add(site_tree, editor_client, client_with):
    form = reverse("wagtailadmin_pages:add", args=["news", "newspage", site_tree.news.pk])
    assert form in editor_client.get(index("news")).content.decode()
    assert form not in client_with("change", page=site_tree.news).get(index("news")).content.decode()


def test_a_new_project_asks_for_its_topic(site_tree, editor_client):
    TopicPageFactory()
    TopicPageFactory()
    choice = reverse("projects:choose_parent")
    assert choice in editor_client.get(index("projects")).content.decode()
    assert editor_client.get(choice).status_code == 200


# --- several at once -------------------------------------------------------------------------------------------------


def test_several_pages_are_published_at_once(site_tree, editor_client):
    posts = [NewsPageFactory(live=False) for _number in range(3)]
    for post in posts:
        post.save_revision()
    assert rows(editor_client, "news")[0].select_one("input[type=checkbox]")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={post.pk}" for post in posts[:2])
    response = editor_client.post(f"{url}?{query}&next={index('news')}", {"include_descendants": ""})
    assert response["Location"] == index("news")
    assert [Page.objects.get(pk=post.pk).live for post in posts] == [True, True, False]
