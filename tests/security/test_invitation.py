"""Nobody types a password for somebody else: a new user gets a link to choose their own."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse

from ikpe_site.roles.groups import ADMINISTRATION
from tests.helpers import get_soup, soup_of

NEW = {"username": "anna", "email": "anna@example.org", "first_name": "Anna", "last_name": "Abt"}
PASSWORD = "ein-neues-langes-passwort"


@pytest.fixture
def administration(site_tree, member_of):
    client = Client()
    client.force_login(member_of(ADMINISTRATION))
    return client


def add(client, capture, **fields):
    with capture(execute=True):
        return client.post(reverse("wagtailusers_users:add"), NEW | fields)


@pytest.mark.usefixtures("tasks_are_done")
def test_a_new_user_chooses_a_password_by_the_link_in_the_invitation(
    administration, django_capture_on_commit_callbacks, settings
):
    assert not get_soup(reverse("wagtailusers_users:add"), administration).select("input[type=password]")
    answer = add(administration, django_capture_on_commit_callbacks)
    assert "anna@example.org" in administration.get(answer["Location"]).content.decode()
    user = get_user_model().objects.get(username="anna")
    assert not user.has_usable_password()
    [message] = mail.outbox
    assert (message.to, message.subject) == (["anna@example.org"], "IKPE: Ihr Zugang")
    assert "Guten Tag Anna Abt," in message.body
    assert "„anna“" in message.body

    link = re.search(r"http\S+", message.body)[0].removeprefix(settings.SITE_URL)
    client = Client()
    form = client.get(link, follow=True)
    assert soup_of(form).select("input[name=password1]")
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.usefixtures("tasks_are_done")
def test_what_a_form_sends_as_a_password_counts_for_nothing(
    administration, editor, django_capture_on_commit_callbacks
):
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    add(administration, django_capture_on_commit_callbacks, **passwords)
    assert not get_user_model().objects.get(username="anna").has_usable_password()
    url = reverse("wagtailusers_users:edit", args=[editor.pk])
    assert administration.post(url, NEW | passwords | {"username": "berta", "is_active": "on"}).status_code == 302
    editor.refresh_from_db()
    assert not editor.check_password(PASSWORD)


@pytest.mark.usefixtures("tasks_are_done")
def test_who_comes_too_late_asks_for_a_new_link(administration, django_capture_on_commit_callbacks):
    add(administration, django_capture_on_commit_callbacks)
    mail.outbox.clear()
    Client().post("/admin/konto/passwort/", {"email": "anna@example.org"})
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
