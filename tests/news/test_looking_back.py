"""A post of the kind „Rückblick“ and its event, chosen in the form of the post and kept with the event."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import EventPage
from ikpe_site.roles.groups import ADMINISTRATION, AUTHORS
from news.models import NewsPage
from tests.admin_forms import add, assert_published, edit, edit_url, errors_of, read_form
from tests.factories import EventPageFactory, NewsPageFactory, days_from_now
from tests.helpers import get_soup, words

pytestmark = pytest.mark.database


@pytest.fixture
def event(site_tree):
    event = EventPageFactory(title="Fachtag", start=days_from_now(-5))
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def review_of(event):
    """What holds for the live event, and for its newest draft."""
    event = EventPage.objects.get(pk=event.pk)
    return event.review_id, event.get_latest_revision_as_object().review_id


def chosen(client, post) -> str:
    return read_form(client, edit_url(post))["event"]


def test_a_new_post_names_its_event_and_both_link_to_each_other(event, site_tree, editor_client, client):
    assert_published(
        add(editor_client, NewsPage, site_tree.news, {"title": "So war es", "kind": "rueckblick", "event": event.pk})
    )
    post = NewsPage.objects.get()
    assert review_of(event) == (post.pk, post.pk)
    assert chosen(editor_client, post) == str(event.pk)
    assert "Fachtag" in words(get_soup(post.url, client).select_one(".notice"))
    assert "So war es" in words(get_soup(event.url, client).select_one(".notice"))


def test_a_draft_keeps_the_choice_and_changes_nothing_yet(event, editor_client):
    post = NewsPageFactory()
    edit(editor_client, post, {"event": event.pk}, publish=False)
    assert review_of(event) == (None, None)
    assert chosen(editor_client, post) == str(event.pk)
    preview = get_soup(reverse("wagtailadmin_pages:view_draft", args=[post.pk]), editor_client)
    assert "Fachtag" in words(preview.select_one(".notice"))
    edit(editor_client, post, {"teaser": "Ein Satz."}, publish=False)
    assert_published(edit(editor_client, post))
    assert review_of(event) == (post.pk, post.pk)


def test_a_draft_can_take_the_choice_back(event, editor_client):
    post = NewsPageFactory()
    edit(editor_client, post, {"event": event.pk}, publish=False)
    edit(editor_client, post, {"event": ""}, publish=False)
    assert chosen(editor_client, post) == ""
    edit(editor_client, post)
    assert review_of(event) == (None, None)


def test_an_event_with_unpublished_changes_keeps_them(event, editor_client):
    event.title = "Noch geheim"
    event.save_revision()
    post = NewsPageFactory()
    edit(editor_client, post, {"event": event.pk})
    assert review_of(event) == (post.pk, post.pk)
    event.refresh_from_db()
    assert (event.title, event.has_unpublished_changes) == ("Fachtag", True)
    assert event.get_latest_revision_as_object().title == "Noch geheim"


def test_an_event_that_is_a_draft_stays_one(event, editor_client):
    event.unpublish()
    post = NewsPageFactory()
    edit(editor_client, post, {"event": event.pk})
    assert review_of(event) == (post.pk, post.pk)
    assert not EventPage.objects.get(pk=event.pk).live


def test_a_post_moves_on_to_another_event_or_to_none(event, editor_client):
    post, other = NewsPageFactory(), EventPageFactory(title="Anderes")
    edit(editor_client, post, {"event": event.pk})
    edit(editor_client, post, {"event": other.pk})
    assert (review_of(event), review_of(other)) == ((None, None), (post.pk, post.pk))
    edit(editor_client, post, {"event": ""})
    assert review_of(other) == (None, None)


def test_what_is_chosen_in_the_form_of_the_event_shows_in_that_of_the_post(event, editor_client):
    post, other = NewsPageFactory(), NewsPageFactory()
    edit(editor_client, post, {"event": event.pk})
    edit(editor_client, event, {"review": other.pk})
    assert (chosen(editor_client, post), chosen(editor_client, other)) == ("", str(event.pk))
    assert_published(edit(editor_client, post))
    assert review_of(event) == (other.pk, other.pk)


def test_other_changes_leave_the_event_alone(event, editor_client):
    post = NewsPageFactory()
    edit(editor_client, post, {"event": event.pk})
    before = event.revisions.count()
    edit(editor_client, post, {"teaser": "Ein Satz."})
    assert event.revisions.count() == before


def test_the_scheduler_fulfils_it_at_its_time(event, editor_client, freeze):
    post = NewsPageFactory(live=False)
    later = timezone.localtime() + datetime.timedelta(days=1)
    edit(editor_client, post, {"event": event.pk, "go_live_at": later.strftime("%d.%m.%Y %H:%M")})
    assert review_of(event) == (None, None)
    freeze(timezone.now() + datetime.timedelta(days=2))
    call_command("publish_scheduled", verbosity=0)
    assert NewsPage.objects.get(pk=post.pk).live
    assert review_of(event) == (post.pk, post.pk)


def test_a_second_post_for_an_event_is_refused_and_told_of_the_first(event, editor_client):
    first, second = NewsPageFactory(title="Erster Rückblick"), NewsPageFactory()
    edit(editor_client, first, {"event": event.pk})
    for publish in (False, True):
        [message] = errors_of(edit(editor_client, second, {"event": event.pk}, publish=publish))["event"]
        assert "Erster Rückblick" in message
    assert review_of(event) == (first.pk, first.pk)


def test_of_two_drafts_for_an_event_the_first_to_be_published_gets_it(event, editor_client):
    first, second = NewsPageFactory(), NewsPageFactory()
    for post in (first, second):
        edit(editor_client, post, {"event": event.pk}, publish=False)
    edit(editor_client, first)
    assert "event" in errors_of(edit(editor_client, second))
    second.refresh_from_db()
    second.get_latest_revision().publish()  # without the form
    assert review_of(event) == (first.pk, first.pk)


def test_the_draft_of_an_event_may_have_a_review_already(event, editor_client):
    first, second = NewsPageFactory(title="Schon gewählt"), NewsPageFactory()
    edit(editor_client, event, {"review": first.pk}, publish=False)
    [message] = errors_of(edit(editor_client, second, {"event": event.pk}))["event"]
    assert "Schon gewählt" in message


def test_who_may_not_publish_the_event_is_told_so(event, site_tree, member_of):
    client = Client()
    client.force_login(author := member_of(AUTHORS))
    own = NewsPageFactory(owner=author, live=False)
    [message] = errors_of(edit(client, own, {"event": event.pk}, publish=False))["event"]
    assert message == "„Fachtag“: Sie dürfen diese Seite nicht veröffentlichen."


def test_who_may_not_publish_the_event_can_still_edit_its_review(event, site_tree, member_of):
    client = Client()
    client.force_login(author := member_of(AUTHORS))
    own = NewsPageFactory(owner=author)
    EventPage.objects.filter(pk=event.pk).update(review=own)
    response = edit(client, own, {"teaser": "Ein Satz."}, publish=False)
    assert response.status_code == 302, errors_of(response)


def test_an_event_in_moderation_waits(event, editor_client, member_of):
    event.save_revision()
    event.get_workflow().start(event, member_of(ADMINISTRATION))
    [message] = errors_of(edit(editor_client, NewsPageFactory(), {"event": event.pk}))["event"]
    assert message.startswith("„Fachtag“: ")


def test_an_event_that_cannot_be_published_does_not_hinder_the_post(event, editor_client):
    EventPage.objects.filter(pk=event.pk).update(start=None)
    post = NewsPageFactory()
    assert_published(edit(editor_client, post, {"event": event.pk}))
    assert review_of(event)[0] is None


def test_a_post_on_several_events_says_so_and_leaves_them_alone(event, editor_client):
    post = NewsPageFactory()
    EventPage.objects.filter(pk__in=[event.pk, EventPageFactory(title="Zweiter Tag").pk]).update(review=post)
    soup = get_soup(edit_url(post), editor_client)
    assert "Zweiter Tag" in words(soup.select_one("[data-contentpath=event]"))
    assert_published(edit(editor_client, post, {"event": ""}))
    assert EventPage.objects.filter(review=post).count() == 2


def test_a_copy_of_a_post_takes_no_event_with_it(event, site_tree, editor_client):
    post = NewsPageFactory()
    edit(editor_client, post, {"event": event.pk})
    copy = NewsPage.objects.get(pk=post.pk).copy(update_attrs={"slug": "kopie"})
    assert review_of(event) == (post.pk, post.pk)
    assert chosen(editor_client, copy) == ""
