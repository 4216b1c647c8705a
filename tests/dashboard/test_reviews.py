"""Whether somebody has looked at a page within a year."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry

from ikpe_site.core.models import ContentPage
from ikpe_site.editing.reviews import LOG_ACTION, due_for_review, mark_as_reviewed
from ikpe_site.editing.todos import all_todos
from tests.admin_forms import edit_url
from tests.factories import (
    ContentPageFactory,
    NewsPageFactory,
    PersonPageFactory,
    ProjectPageFactory,
    TopicPageFactory,
    WorkAreaPageFactory,
    make_draft,
)
from tests.helpers import get_soup, hrefs, words

from .conftest import days, published

pytestmark = pytest.mark.database


def is_due(page) -> bool:
    [todo] = [todo for todo in all_todos() if (todo.name, todo.model) == ("outdated", page._meta.label)]
    return todo.find(type(page).objects.all()).filter(pk=page.pk).exists()


def review_url(page) -> str:
    return reverse("page_review", args=[page.pk])


@pytest.mark.parametrize(("days_ago", "due"), [(10, False), (364, False), (366, True), (4000, True)])
def test_a_page_is_due_a_year_after_it_was_published(days_ago, due, site_tree):
    assert is_due(published(ContentPageFactory(), days_ago)) is due


@pytest.mark.parametrize(
    "factory", [ContentPageFactory, TopicPageFactory, ProjectPageFactory, WorkAreaPageFactory, PersonPageFactory]
)
def test_pages_that_speak_of_today_are_reviewed(factory, site_tree):
    assert is_due(published(factory(), 400))


def test_posts_are_of_their_day_and_need_no_review(site_tree):
    assert "news.NewsPage" not in [todo.model for todo in all_todos() if todo.name == "outdated"]


def test_neither_drafts_nor_finished_projects_nor_people_who_left(site_tree):
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    draft = published(ContentPageFactory(), 400)
    make_draft(draft)
    assert not is_due(draft)
    assert not is_due(published(ProjectPageFactory(ends_on=yesterday), 400))
    assert not is_due(published(PersonPageFactory(left_on=yesterday), 400))


def test_a_page_of_unknown_age_is_due(site_tree):
    page = ContentPageFactory()
    Page.objects.filter(pk=page.pk).update(last_published_at=None, first_published_at=None)
    assert is_due(page)


def test_a_review_counts_for_a_year(site_tree, editor):
    page = published(ContentPageFactory(), 800)
    mark_as_reviewed(page, editor)
    assert not is_due(page)
    PageLogEntry.objects.filter(action=LOG_ACTION).update(timestamp=days(-366))
    assert is_due(page)


def test_the_oldest_comes_first(site_tree):
    pages = [published(ContentPageFactory(), age) for age in (400, 900, 600)]
    due = due_for_review(ContentPage.objects.filter(pk__in=[page.pk for page in pages]))
    assert [page.pk for page in due] == [pages[1].pk, pages[2].pk, pages[0].pk]


# --- the button ------------------------------------------------------------------------------------------------------


def test_the_button_asks_first_and_changes_nothing_but_the_history(site_tree, editor_client, editor):
    page = published(ContentPageFactory(title="Satzung"), 400)
    before = Page.objects.get(pk=page.pk)
    assert review_url(page) in hrefs(get_soup(edit_url(page), editor_client))
    assert "Satzung" in words(get_soup(review_url(page), editor_client))
    assert is_due(page)
    assert editor_client.post(review_url(page))["Location"] == edit_url(page)
    assert not is_due(page)
    after = Page.objects.get(pk=page.pk)
    assert (after.latest_revision_id, after.last_published_at) == (before.latest_revision_id, before.last_published_at)
    entry = PageLogEntry.objects.get(action=LOG_ACTION)
    assert (entry.page_id, entry.user) == (page.pk, editor)
    history = editor_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert _("Reviewed") in history


def test_the_dashboard_marks_with_one_click_and_stays(site_tree, editor_client):
    page = published(ContentPageFactory(), 400)
    form = get_soup("/admin/", editor_client).select_one(f'form[action="{review_url(page)}"]')
    data = {field["name"]: field["value"] for field in form.select("input")}
    assert editor_client.post(form["action"], data)["Location"] == "/admin/"
    assert not is_due(page)


def test_nobody_is_led_to_another_site(site_tree, editor_client):
    page = published(ContentPageFactory(), 400)
    response = editor_client.post(review_url(page), {"next": "https://example.org/"})
    assert response["Location"] == edit_url(page)


def test_only_who_may_edit_the_page_may_say_so(site_tree, client_with, client):
    page, post = published(ContentPageFactory(), 400), NewsPageFactory()
    helper = client_with("change", page=site_tree.news)
    assert helper.post(review_url(page)).status_code == 302
    assert is_due(page)
    assert helper.post(review_url(post))["Location"] == edit_url(post)
    assert "login" in client.post(review_url(page))["Location"]
    assert PageLogEntry.objects.filter(action=LOG_ACTION).count() == 1


def test_drafts_have_no_button_and_unknown_pages_no_form(site_tree, editor_client):
    page = ContentPageFactory(live=False)
    assert review_url(page) not in hrefs(get_soup(edit_url(page), editor_client))
    assert editor_client.get(reverse("page_review", args=[987654])).status_code == 404


def test_several_are_marked_at_once(site_tree, editor_client):
    topics = [published(TopicPageFactory(), 400) for _number in range(3)]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "review"])
    url += "?" + "&".join(f"id={topic.pk}" for topic in topics[:2]) + f"&next={reverse('topics:index')}"
    asked = words(get_soup(url, editor_client))
    assert topics[0].title in asked
    assert topics[2].title not in asked
    assert editor_client.post(url)["Location"] == reverse("topics:index")
    assert [is_due(topic) for topic in topics] == [False, False, True]


def test_several_at_once_leave_out_what_one_may_not_edit(site_tree, client_with):
    topic, post = published(TopicPageFactory(), 400), NewsPageFactory()
    client = client_with("change", page=site_tree.news)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "review"]) + f"?id={topic.pk}&id={post.pk}"
    client.post(url)
    assert is_due(topic)
    assert PageLogEntry.objects.filter(action=LOG_ACTION).values_list("page", flat=True).get() == post.pk
