"""„Benutzerkonto“: the mail address and the password are changed by who knows the password, and not unseen."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.helpers import get_soup, soup_of, words

from .conftest import PASSWORD

ACCOUNT = "/admin/account/"
NEW = "ein-anderes-langes-passwort"


@pytest.fixture
def eva(user, client):
    client.force_login(user)
    return client


def send(client, **changes) -> list[str]:
    """Send the form of the account with `changes`, as a browser would; return what it says is wrong."""
    page = get_soup(ACCOUNT, client)
    data = {
        field["name"]: field.get("value", "") for field in page.select("input:not([type=file], [type=checkbox])[name]")
    }
    data |= {option.find_parent("select")["name"]: option["value"] for option in page.select("option[selected]")}
    data |= {"name_email-first_name": "Eva", "name_email-last_name": "Adler"}
    answer = client.post(ACCOUNT, data | {name.replace("__", "-"): value for name, value in changes.items()})
    return (
        [words(error) for error in soup_of(answer).select("form .error-message")] if answer.status_code == 200 else []
    )


def test_a_new_mail_address_needs_the_password_and_the_old_one_is_told(eva, user):
    assert send(eva, email__email="neu@example.org", email__password=PASSWORD) == []
    user.refresh_from_db()
    assert user.email == "neu@example.org"
    [note] = mail.outbox
    assert note.to == ["eva@example.org"]
    assert "neu@example.org" in note.body


@pytest.mark.parametrize("password", ["", "falsch"])
def test_without_the_password_the_mail_address_stays(password, eva, user):
    assert send(eva, email__email="boese@example.com", email__password=password) == ["Das ist nicht Ihr Passwort."]
    user.refresh_from_db()
    assert (user.email, mail.outbox) == ("eva@example.org", [])


def test_a_name_is_changed_without_the_password(eva, user):
    assert send(eva) == []
    user.refresh_from_db()
    assert user.get_full_name() == "Eva Adler"


def test_a_new_password_needs_the_old_one_and_is_told_by_mail(eva, user):
    passwords = {"password__new_password1": NEW, "password__new_password2": NEW}
    assert send(eva, password__old_password="falsch", **passwords) == ["Das ist nicht Ihr Passwort."]
    assert send(eva, password__old_password=PASSWORD, **passwords) == []
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert eva.get(ACCOUNT).status_code == 200, "still signed in"
    assert [note.to for note in mail.outbox] == [["eva@example.org"]]


@pytest.mark.parametrize(
    "guess",
    [
        {"email__email": "boese@example.com", "email__password": "{}"},
        {"password__old_password": "{}", "password__new_password1": NEW, "password__new_password2": NEW},
    ],
    ids=["mail address", "password"],
)
def test_who_finds_an_open_browser_cannot_guess_the_password(guess, eva, user):
    """Five tries in five minutes for the account, those at the login counted with them."""
    for number in range(5):
        wrong = {name: value.format(f"geraten-{number}") for name, value in guess.items()}
        assert send(eva, **wrong) == ["Das ist nicht Ihr Passwort."]
    [refusal] = send(eva, **{name: value.format(PASSWORD) for name, value in guess.items()})
    assert "Zu viele Versuche" in refusal
    user.refresh_from_db()
    assert (user.email, user.check_password(PASSWORD)) == ("eva@example.org", True)
    assert "Zu viele" in Client().post("/admin/login/", {"login": "eva", "password": PASSWORD}).content.decode()


def test_the_page_of_the_account_asks_for_the_password_in_german(eva):
    html = eva.get(reverse("wagtailadmin_account")).content.decode()
    assert "Ihre bisherige Adresse erhält einen Hinweis darauf." in html
