"""Slugs that a route or a view has: no page takes a feed from its readers, and none is published that nobody sees."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from ikpe_site.core.models import ContentPage
from ikpe_site.editing.slugs import owned_slugs
from news.models import NewsPage
from tests.admin_forms import add, assert_published, edit, errors_of
from tests.factories import (
    ContentPageFactory,
    EventPageFactory,
    NewsPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    TopicPageFactory,
)

TAKEN = "The website itself uses the address “%(slug)s” here. Please choose another one."
OWNED = [
    (NewsPageFactory, "Feed", "feed"),
    (PublicationPageFactory, "Feed", "feed"),
    (TopicPageFactory, "Programme", "programme"),
    (ProjectPageFactory, "Feed", "feed"),
    (ContentPageFactory, "Suche", "suche"),
    (ContentPageFactory, "Abonnieren", "abonnieren"),
    (ContentPageFactory, "Anmeldung", "anmeldung"),
    (ContentPageFactory, "Admin", "admin"),
    (ContentPageFactory, "Documents", "documents"),
    (ContentPageFactory, "Media", "media"),
    (ContentPageFactory, "Static", "static"),
    (ContentPageFactory, "Health", "health"),
    (ContentPageFactory, "Metrics", "metrics"),
    (ContentPageFactory, "Vorschau", "vorschau"),
]
owned = pytest.mark.parametrize(("factory", "title", "slug"), OWNED)


@owned
def test_a_page_made_by_a_program_takes_the_next_free_slug(factory, title, slug, site_tree):
    assert factory(title=title).slug == f"{slug}-2"
    assert factory(title="Ein anderer Titel", slug=slug).slug == f"{slug}-3"


def test_only_where_the_route_is(site_tree):
    assert EventPageFactory(title="Feed").slug == "feed"
    assert ContentPageFactory(title="Suche", parent=ContentPageFactory(title="Verein")).slug == "suche"
    assert "feed" not in owned_slugs(site_tree.home)


@pytest.mark.parametrize("slug", ["feed", "Feed"])
def test_the_form_refuses_it_with_a_sentence(slug, site_tree, editor_client):
    answer = add(editor_client, NewsPage, site_tree.news, {"title": "Feed", "slug": slug})
    assert errors_of(answer) == {"slug": [_(TAKEN) % {"slug": "feed"}]}


def test_the_form_of_a_page_that_is_there_refuses_it_as_well(site_tree, editor_client):
    assert "slug" in errors_of(edit(editor_client, ContentPageFactory(), {"slug": "suche"}))


def test_a_title_typed_without_a_slug_takes_the_next_free_one(site_tree, editor_client):
    assert_published(add(editor_client, NewsPage, site_tree.news, {"title": "Feed", "slug": ""}))
    assert NewsPage.objects.get().slug == "feed-2"


# --- copied and moved ------------------------------------------------------------------------------------------------


@pytest.fixture
def below(site_tree):
    """A page that has the slug `suche` where nothing else wants it."""
    return ContentPageFactory(title="Suche", parent=ContentPageFactory(title="Verein"))


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_copy_takes_the_next_free_slug(below, site_tree, keep_live):
    copy = below.copy(to=site_tree.home, keep_live=keep_live)
    assert (copy.slug, copy.get_latest_revision_as_object().slug) == ("suche-2", "suche-2")


def test_an_alias_takes_the_next_free_slug(below, site_tree):
    assert below.create_alias(parent=site_tree.home).slug == "suche-2"


def test_the_form_of_a_copy_refuses_it_with_a_sentence(below, site_tree, editor_client):
    url = reverse("wagtailadmin_pages:copy", args=[below.pk])
    data = {"new_title": "Suche", "new_slug": "Suche", "new_parent_page": site_tree.home.pk}
    answer = editor_client.post(url, data)
    assert answer.context["form"].errors == {"new_slug": [_(TAKEN) % {"slug": "suche"}]}
    assert editor_client.post(url, data | {"new_slug": "Über uns"}).status_code == 302
    assert ContentPage.objects.child_of(site_tree.home).filter(slug="ueber-uns").exists()


def test_a_page_moved_there_takes_the_next_free_slug_with_what_is_below_it(below, site_tree, editor_client):
    child = ContentPageFactory(title="Hilfe", parent=below)
    below.save_revision()
    Page.objects.get(pk=below.pk).move(Page.objects.get(pk=site_tree.home.pk), pos="last-child")
    assert Page.objects.get(pk=below.pk).url == "/suche-2/"
    assert Page.objects.get(pk=child.pk).url == "/suche-2/hilfe/"
    assert_published(edit(editor_client, ContentPage.objects.get(pk=below.pk), {"teaser": "Neu."}))
    assert Page.objects.get(pk=below.pk).url == "/suche-2/"


# --- a route wins over a page that has its slug nevertheless ---------------------------------------------------------


def force_slug(page: Page, slug: str) -> None:
    parent = page.get_parent()
    Page.objects.filter(pk=page.pk).update(slug=slug, url_path=f"{parent.url_path}{slug}/")


@pytest.mark.parametrize("index", ["news", "publications"])
def test_a_page_takes_no_feed_from_its_subscribers(index, site_tree):
    factory = {"news": NewsPageFactory, "publications": PublicationPageFactory}[index]
    force_slug(factory(), "feed")
    answer = Client().get(f"{getattr(site_tree, index).url}feed/")
    assert answer["Content-Type"].startswith("application/atom+xml")


def test_a_topic_takes_no_pages_of_programmes(site_tree):
    topic = TopicPageFactory()
    ProgrammeFactory(abbreviation="ARM", name="Armutsprävention", topic=topic)
    force_slug(topic, "programme")
    project = ProjectPageFactory(parent=TopicPageFactory._meta.model.objects.get())
    force_slug(project, "arm")
    assert Client().get("/themen/programme/arm/").context["programme"].abbreviation == "ARM"


# --- titles of which no slug can be made -----------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["!!!", "…", "\ue000"])
@pytest.mark.parametrize("publish", [True, False])
def test_a_title_without_letters_gets_a_slug_of_its_kind(title, publish, site_tree, editor_client):
    for slug in ("beitrag", "beitrag-2"):
        assert add(editor_client, NewsPage, site_tree.news, {"title": title}, publish=publish).status_code == 302
        page = NewsPage.objects.get(slug=slug)
        assert (page.title, page.live) == (title, publish)
        assert page.url == f"/aktuelles/{slug}/"


@pytest.mark.parametrize("title", ["Привет", "日本語", "🎉🎉"])
def test_titles_in_other_scripts_get_a_slug(title, site_tree):
    assert NewsPageFactory(title=title).slug.isascii()
    assert NewsPageFactory(title=title).slug
