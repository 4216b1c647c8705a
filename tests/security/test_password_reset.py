"""A new password: a link for whoever has an account, good for an hour and once."""

import datetime
import re

import pytest
from allauth.account.forms import default_token_generator
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from tests.helpers import soup_of

from .conftest import PASSWORD


@pytest.mark.usefixtures("tasks_are_done")
def test_the_mail_for_a_new_password_is_german_and_leads_to_this_site_whatever_host_was_named(user, settings):
    settings.ALLOWED_HOSTS = ["*"]
    Client().post("/admin/konto/passwort/", {"email": "EVA@example.org"}, headers={"host": "boese.example.com"})
    [message] = mail.outbox
    assert message.subject == "IKPE: Neues Passwort"
    assert "Guten Tag" in message.body
    assert "eva" in message.body
    assert "60 Minuten" in message.body
    assert message.to == ["eva@example.org"]
    assert "boese" not in message.body
    assert re.search(rf"{re.escape(settings.SITE_URL)}/admin/konto/passwort/\S+", message.body)


def test_a_closed_account_gets_no_link(user, client):
    user.is_active = False
    user.save()
    client.post("/admin/konto/passwort/", {"email": "eva@example.org"})
    assert mail.outbox == []


@pytest.mark.usefixtures("tasks_are_done")
def test_each_account_with_the_address_gets_a_link(user, client):
    get_user_model().objects.create_user("eva-admin", "Eva@example.org", PASSWORD)
    client.post("/admin/konto/passwort/", {"email": "eva@example.org"})
    assert sorted(message.to for message in mail.outbox) == [["Eva@example.org"], ["eva@example.org"]]


@pytest.mark.usefixtures("tasks_are_done")
def test_the_link_sets_a_new_password_once_and_signs_nobody_in(user, client, settings):
    client.post("/admin/konto/passwort/", {"email": "eva@example.org"})
    link = re.search(r"http\S+", mail.outbox[0].body)[0].removeprefix(settings.SITE_URL)
    form = client.get(link, follow=True)
    assert soup_of(form).select("input[name=password1]")
    new = "ein-anderes-langes-passwort"
    assert client.post(form.request["PATH_INFO"], {"password1": new, "password2": new}).status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)
    assert client.get("/admin/").status_code == 302
    assert not soup_of(Client().get(link, follow=True)).select("input[name=password1]")


@pytest.mark.parametrize(
    ("password", "faults"),
    [
        ("elf-Zeichen", {"password_too_short"}),
        ("417239068254", {"password_entirely_numeric"}),
        ("qwerty123456", {"password_too_common"}),
        ("eva@example.org", {"password_too_similar"}),
        ("1234", {"password_too_short", "password_entirely_numeric", "password_too_common"}),
    ],
)
def test_a_password_is_long_and_no_obvious_one(password, faults, user):
    validate_password("zwölf-Zeiche", user)
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, user)
    assert {error.code for error in refusal.value.error_list} == faults


@pytest.mark.parametrize(("minutes", "is_good"), [(59, True), (61, False)])
def test_a_link_for_a_new_password_is_good_for_an_hour(minutes, is_good, user, monkeypatch):
    token = default_token_generator.make_token(user)
    later = default_token_generator._now() + datetime.timedelta(minutes=minutes)  # noqa: SLF001  there for tests
    monkeypatch.setattr(default_token_generator, "_now", lambda: later)
    assert default_token_generator.check_token(user, token) is is_good
