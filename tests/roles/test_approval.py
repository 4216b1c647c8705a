"""A post on its way from the author to the site: submitted, sent back, fixed, approved twice, published."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow

from ikpe_site.roles.groups import ADMINISTRATION, AUTHORS, EDITORS
from news.models import NewsPage
from tests.admin_forms import add, edit, read_form, stream_data
from tests.factories import NewsPageFactory

SUBMIT = {"action-submit": "action-submit"}
RESTART = {"action-restart-workflow": "action-restart-workflow"}


def log_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def people(site_tree, member_of):
    """An author, an editor and somebody of the administration."""
    return [member_of(name) for name in (AUTHORS, EDITORS, ADMINISTRATION)]


@pytest.fixture
def decide(django_capture_on_commit_callbacks):
    """Carry out an action of the workflow as `user`."""

    def act(user, page, name, **data):
        task = Page.objects.get(pk=page.pk).current_workflow_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, task.pk])
        with django_capture_on_commit_callbacks(execute=True):
            assert log_in(user).post(url, data).status_code in (200, 302)

    return act


def test_a_post_goes_its_way(people, decide, site_tree, client, freeze, django_capture_on_commit_callbacks):
    author, editor, administrator = people
    with django_capture_on_commit_callbacks(execute=True):
        add(log_in(author), NewsPage, site_tree.news, {"title": "Neues", "slug": "neues"} | SUBMIT, publish=False)
    post = NewsPage.objects.get(slug="neues")
    told = {address for message in mail.outbox for address in message.to}
    assert told == {editor.email, administrator.email}

    decide(editor, post, "reject", comment="Bitte kürzer")
    assert (mail.outbox[-1].to, "Bitte kürzer" in mail.outbox[-1].body) == ([author.email], True)

    edit(log_in(author), post, {"teaser": "Kurz."} | RESTART, publish=False)
    decide(editor, post, "approve")
    assert not NewsPage.objects.get(slug="neues").live
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    edit(log_in(administrator), post, {"go_live_at": f"{tomorrow:%d.%m.%Y %H:%M}"}, publish=False)
    decide(administrator, post, "approve")
    assert client.get("/aktuelles/neues/").status_code == 404
    assert mail.outbox[-1].to == [author.email]

    freeze(tomorrow + datetime.timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)
    assert "Kurz." in client.get("/aktuelles/neues/").content.decode()

    good = NewsPage.objects.get(slug="neues").latest_revision
    edit(log_in(editor), post, {"teaser": "Falsch."})
    assert "Falsch." in client.get("/aktuelles/neues/").content.decode()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[post.pk, good.pk])
    data = read_form(log_in(editor), url)
    data.update(stream_data(NewsPage) | {"revision": good.pk, "action-publish": "action-publish"})
    log_in(editor).post(reverse("wagtailadmin_pages:edit", args=[post.pk]), data)
    assert "Kurz." in client.get("/aktuelles/neues/").content.decode()


def test_while_the_second_step_waits_the_page_is_locked_for_the_others(people, decide):
    author, editor, _administrator = people
    post = NewsPageFactory(live=False, owner=author)
    post.save_revision(user=author)
    post.get_workflow().start(post, author)
    decide(editor, post, "approve")
    waiting = Page.objects.get(pk=post.pk)
    assert waiting.permissions_for_user(author).page_locked()
    assert waiting.permissions_for_user(editor).page_locked()


def test_an_approval_that_is_switched_off_is_not_offered(people):
    author, editor, _administrator = people
    Workflow.objects.get().deactivate()
    post = NewsPageFactory(live=False, owner=author)
    post.save_revision(user=author)
    form = log_in(author).get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()
    assert "action-submit" not in form
    edit(log_in(editor), post)
    assert NewsPage.objects.get(pk=post.pk).live
