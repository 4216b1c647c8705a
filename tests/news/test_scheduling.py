"""Planning a post: its day goes with it, and what is still to be done is said."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from ikpe_site.roles.groups import AUTHORS
from news.models import NewsPage
from tests.admin_forms import add, edit, edit_url
from tests.factories import NewsPageFactory
from tests.helpers import get_soup, hrefs, words

TODAY = timezone.localdate()
IN_A_WEEK = timezone.localtime() + datetime.timedelta(days=7)
TIME = {"go_live_at": f"{IN_A_WEEK:%d.%m.%Y %H:%M}"}
NOT_YET = "noch nicht eingeplant"


def draft_of(post) -> NewsPage:
    return NewsPage.objects.get(pk=post.pk).get_latest_revision_as_object()


def messages_of(client, url) -> str:
    box = get_soup(url, client).select_one(".messages")
    for template in box.select("template"):
        template.decompose()
    return words(box)


@pytest.fixture
def post(site_tree):
    return NewsPageFactory(live=False, date=TODAY, first_published_at=None)


def test_a_post_bears_the_day_on_which_it_appears(post, editor_client):
    edit(editor_client, post, TIME, publish=False)
    assert draft_of(post).date == IN_A_WEEK.date()


def test_a_later_day_and_a_post_that_was_live_stay_as_they_are(post, editor_client):
    later = TODAY + datetime.timedelta(days=30)
    edit(editor_client, post, TIME | {"date": f"{later:%d.%m.%Y}"}, publish=False)
    assert draft_of(post).date == later
    live = NewsPageFactory(date=TODAY)
    live.save_revision().publish()
    edit(editor_client, live, TIME, publish=False)
    assert draft_of(live).date == TODAY


def test_after_a_time_was_saved_it_says_what_is_still_to_be_done(post, editor_client):
    edit(editor_client, post, TIME, publish=False)
    assert NOT_YET in messages_of(editor_client, edit_url(post))
    edit(editor_client, post, TIME)
    assert NOT_YET not in messages_of(editor_client, edit_url(post))


def test_authors_read_that_they_have_to_submit_it(site_tree, member_of):
    client = Client()
    client.force_login(member_of(AUTHORS))
    add(client, NewsPage, site_tree.news, {"title": "Geplant", "slug": "geplant"} | TIME, publish=False)
    said = messages_of(client, edit_url(NewsPage.objects.get(slug="geplant")))
    assert f"{NOT_YET}: Reichen Sie sie zur Freigabe ein." in said


def test_a_vacancy_without_a_deadline_is_asked_about(site_tree, editor_client):
    job = NewsPageFactory(kind=NewsPage.Kind.JOB)
    with_deadline = NewsPageFactory(kind=NewsPage.Kind.JOB, application_deadline=TODAY + datetime.timedelta(days=9))
    page = get_soup("/admin/", editor_client)
    [card] = [card for card in page.select(".dashboard-card") if "ohne Bewerbungsfrist" in words(card.h3)]
    assert any(f"/{job.pk}/" in link for link in hrefs(card))
    assert not any(f"/{with_deadline.pk}/" in link for link in hrefs(card))
