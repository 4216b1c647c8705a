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
from tests.helpers import get_soup, words

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


def submitted_post(author):
    post = NewsPageFactory(live=False, owner=author, title="Neues")
    post.save_revision(user=author)
    post.get_workflow().start(post, author)
    return NewsPage.objects.get(pk=post.pk)


def buttons_of(client, page) -> list[str]:
    form = get_soup(reverse("wagtailadmin_pages:edit", args=[page.pk]), client).select_one("form[data-edit-form]")
    names = ("name", "data-workflow-action-name")
    buttons = form.select("footer button")
    return [button[name] for button in buttons for name in names if button.has_attr(name)]


def test_who_may_publish_is_offered_that_first(people):
    _author, editor, _administrator = people
    assert buttons_of(log_in(editor), NewsPageFactory())[0] == "action-publish"


def test_who_may_approve_is_offered_that_first_and_not_to_skip_the_second_step(people):
    author, editor, administrator = people
    post = submitted_post(author)
    offered = buttons_of(log_in(editor), post)
    assert offered[0] == "approve"
    assert not {"action-publish", "action-cancel-workflow"} & set(offered)
    assert "action-publish" in buttons_of(log_in(administrator), post)
    assert "action-cancel-workflow" in buttons_of(log_in(author), post)


def test_an_older_form_does_not_skip_the_second_step_and_loses_nothing(people):
    author, editor, _administrator = people
    post = submitted_post(author)
    answer = edit(log_in(editor), post, {"teaser": "Kurz."})
    assert answer["Location"].startswith(reverse("wagtailadmin_pages:edit", args=[post.pk]))
    post.refresh_from_db()
    assert not post.live
    assert post.get_latest_revision_as_object().teaser == "Kurz."
    edit(log_in(editor), post, {"action-cancel-workflow": "action-cancel-workflow"}, publish=False)
    assert Page.objects.get(pk=post.pk).workflow_in_progress


@pytest.mark.parametrize("with_pages_below", [False, True])
def test_publishing_several_pages_does_not_skip_the_second_step(people, site_tree, with_pages_below):
    author, editor, administrator = people
    post = submitted_post(author)
    chosen = site_tree.news if with_pages_below else post
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={chosen.pk}&next=/admin/"
    data = {"include_descendants": "on"} if with_pages_below else {}
    answer = log_in(editor).post(url, data, follow=True)
    assert "„Neues“" in answer.content.decode()
    assert not NewsPage.objects.get(pk=post.pk).live
    log_in(administrator).post(url, data)
    assert NewsPage.objects.get(pk=post.pk).live


def test_the_reviewers_read_in_their_mail_who_submitted_what(people, django_capture_on_commit_callbacks):
    author, _editor, _administrator = people
    author.first_name, author.last_name = "Anna", "Abt & Söhne"
    author.save()
    with django_capture_on_commit_callbacks(execute=True):
        submitted_post(author)
    told = mail.outbox[-1]
    assert told.subject == "Zur Freigabe: „Neues“ von Anna Abt & Söhne"
    assert "Anna Abt & Söhne hat eingereicht: „Neues“ (Beitrag)." in told.body


def test_the_author_reads_why_a_post_came_back_wherever_it_stands(people, decide):
    author, editor, _administrator = people
    editor.first_name, editor.last_name = "Rita", "Redlich"
    editor.save()
    post = submitted_post(author)
    decide(editor, post, "reject", comment="Bitte <kürzer>")
    client = log_in(author)
    [row] = get_soup("/admin/", client).select("#objects-in-workflow-section .dashboard-rows > li")
    assert words(row).startswith("Neues Rita Redlich bittet um Änderungen")
    assert words(row.blockquote) == "Bitte <kürzer>"
    form = get_soup(reverse("wagtailadmin_pages:edit", args=[post.pk]), client)
    assert "Rita Redlich bittet um Änderungen: „Bitte <kürzer>“" in words(form.select_one(".messages"))
    assert words(form.select_one("[data-side-panel=status] blockquote")) == "Bitte <kürzer>"
    assert "bgelehnt" not in form.text + mail.outbox[-1].subject + mail.outbox[-1].body

    edit(client, post, RESTART, publish=False)
    [row] = get_soup("/admin/", client).select("#objects-in-workflow-section .dashboard-rows > li")
    assert words(row).startswith("Neues wartet: Prüfung durch die Redaktion")
