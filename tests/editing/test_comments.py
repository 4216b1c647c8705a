"""Editors talk about a page beside its form, and get a German mail when somebody answers."""

import re

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from wagtail.models import PageSubscription

from ikpe_site.core.models import BasePage
from ikpe_site.roles.groups import AUTHORS, EDITORS
from tests import factories
from tests.admin_forms import edit_url, read_form, stream_data

from .test_admin_in_german import english_in

PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_form_takes_comments(model):
    assert "comments" in model.get_edit_handler().get_form_class().formsets


def comment(client, page, text, field, **more):
    """Save the form as it stands, with a comment beside `field`."""
    data = read_form(client, edit_url(page))
    data.update(stream_data(type(page)))
    row = {"id": "", "text": text, "contentpath": field, "position": "", "DELETE": "", "resolved": ""} | more
    data.update({"comments-TOTAL_FORMS": "1", "comments-INITIAL_FORMS": "1" if row["id"] else "0"})
    data.update({f"comments-0-{name}": value for name, value in row.items()})
    data.update({"comments-0-replies-TOTAL_FORMS": "0", "comments-0-replies-INITIAL_FORMS": "0"})
    assert client.post(edit_url(page), data).status_code == 302


@pytest.fixture
def commented(site_tree, member_of):
    """A post of an author on which an editor has written a comment; its mails are in the outbox."""
    author, editor = member_of(AUTHORS), member_of(EDITORS)
    post = factories.NewsPageFactory(title="Zweiter Atlas", owner=author)
    PageSubscription.objects.create(page=post, user=author, comment_notifications=True)
    client = Client()
    client.force_login(editor)
    comment(client, post, "Bitte kürzen.", "teaser")
    return post


def test_a_comment_is_kept_beside_its_field(commented):
    [kept] = commented.wagtail_admin_comments.all()
    assert (kept.text, kept.contentpath) == ("Bitte kürzen.", "teaser")


def test_who_follows_a_page_gets_a_german_mail_about_a_comment(commented):
    [message] = mail.outbox
    assert message.to == [commented.owner.email]
    assert "Zweiter Atlas" in message.subject
    assert "Bitte kürzen." in message.body
    assert english_in(re.sub(r"https?://\S+", "", f"{message.subject} {message.body}")) == set()
