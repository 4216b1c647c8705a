"""Signing in: no way around it, no name revealed, a limit on attempts, and an end of the session."""

import time
from statistics import median

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import override_settings
from django.urls import NoReverseMatch, reverse
from wagtail.models import Collection

from tests.factories import ContentPageFactory
from tests.helpers import soup_of, words

from .conftest import PASSWORD

SIGN_IN = "/admin/login/"


def is_signed_in(client) -> bool:
    return client.get("/admin/").status_code == 200


@pytest.mark.parametrize("login", ["eva", "eva@example.org"])
def test_name_or_mail_and_password_open_the_admin(login, user, sign_in, client):
    assert sign_in(login)["Location"] == "/admin/"
    assert is_signed_in(client)


def test_wagtails_own_log_in_leads_to_this_one(client, db):
    response = client.get("/_util/login/?next=/admin/pages/")
    assert (response.status_code, response["Location"]) == (302, f"{SIGN_IN}?next=/admin/pages/")


@pytest.mark.parametrize("address", ["/admin/login/", "/_util/login/"])
def test_what_wagtails_own_log_in_takes_signs_nobody_in(address, user, client):
    client.post(address, {"username": "eva", "password": PASSWORD})
    assert not is_signed_in(client)


@pytest.mark.parametrize("address", ["", "done/", "confirm/MQ/set-password/", "complete/"])
def test_wagtails_own_password_reset_leads_to_this_one(address, client, db):
    assert client.get(f"/admin/password_reset/{address}")["Location"] == "/admin/konto/passwort/"


@pytest.mark.parametrize("address", ["registrieren/", "signup/", "email/"])
def test_nobody_can_register(address, client, db):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert client.post(f"/admin/konto/{address}", {"username": "neu", "password1": PASSWORD}).status_code in (302, 404)
    assert not get_user_model().objects.filter(username="neu").exists()


@pytest.mark.parametrize("target", ["https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere_after_signing_in(target, user, client):
    response = client.post(f"{SIGN_IN}?next={target}", {"login": "eva", "password": PASSWORD, "next": target})
    assert response["Location"] == "/admin/"


# --- what is revealed ------------------------------------------------------------------------------------------------


def told(response) -> str:
    """The text of a page without what was typed."""
    page = soup_of(response)
    for field in page.select("input"):
        field.attrs.pop("value", None)
    return words(page.main)


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(user, sign_in):
    assert told(sign_in("eva", "falsch")) == told(sign_in("niemand", "falsch"))
    assert told(sign_in("eva@example.org", "falsch")) == told(sign_in("niemand@example.org", "falsch"))


def test_an_account_that_is_closed_reveals_itself_to_nobody_without_its_password(user, sign_in):
    user.is_active = False
    user.save()
    assert told(sign_in("eva", "falsch")) == told(sign_in("niemand", "falsch"))


def seconds(action, *arguments) -> float:
    """The CPU time of an action: that of the clock says more about how busy the machine is."""
    began = time.process_time()
    action(*arguments)
    return time.process_time() - began


@override_settings(ACCOUNT_RATE_LIMITS=False, PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"])
def test_a_wrong_name_takes_as_long_as_a_wrong_password(user, sign_in):
    user.set_password(PASSWORD)
    user.save()
    sign_in("eva", "falsch")
    known, unknown = ([seconds(sign_in, name, "falsch") for _try in range(3)] for name in ("eva", "niemand"))
    assert 0.5 < median(known) / median(unknown) < 2


def test_asking_for_a_password_is_answered_alike_whether_there_is_an_account_or_not(user, client, tasks_are_done):
    answers = [
        client.post("/admin/konto/passwort/", {"email": address}, follow=True)
        for address in ("eva@example.org", "niemand@example.org")
    ]
    assert told(answers[0]) == told(answers[1])
    assert [message.to for message in mail.outbox] == [["eva@example.org"]]


def test_asking_for_a_password_does_the_same_work_for_every_address(user, client, django_assert_num_queries):
    """The worker looks for the account, after the answer."""
    for address in ("eva@example.org", "niemand@example.org"):
        with django_assert_num_queries(0):
            assert client.post("/admin/konto/passwort/", {"email": address}).status_code == 302


# --- limits ----------------------------------------------------------------------------------------------------------

FIVE = range(5)


def test_an_account_is_closed_for_some_minutes_after_five_wrong_passwords_from_anywhere(user, sign_in, client):
    for number in FIVE:
        sign_in("eva", "falsch", REMOTE_ADDR=f"192.0.2.{number}")
    refused = sign_in("eva", PASSWORD, REMOTE_ADDR="192.0.2.99")
    assert "Zu viele Versuche" in told(refused)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "spellings",
    [
        ["eva", "EVA", " eva ", "Eva", "eVa"],
        ["eva", "eva@example.org", "EVA@example.org", " eva@EXAMPLE.org", "eva"],
        ["karl", "\u212aarl", "KARL", "karl\u00a0", "\uff4barl"],
    ],
    ids=["name", "name and mail address", "name with other letters that look alike"],
)
def test_five_tries_are_for_the_account_however_its_name_is_written(spellings, user, sign_in, client):
    if "karl" in spellings:
        get_user_model().objects.create_user("karl", "", PASSWORD)
    for number, name in enumerate(spellings):
        sign_in(name, "falsch", REMOTE_ADDR=f"192.0.2.{number}")
    for name in spellings:
        assert "Zu viele Versuche" in told(sign_in(name, PASSWORD, REMOTE_ADDR="192.0.2.99"))
    assert not is_signed_in(client)


def test_an_address_is_shut_out_for_some_minutes_after_ten_wrong_passwords_for_anybody(user, sign_in, client):
    for number in range(10):
        sign_in(f"name-{number}", "falsch", REMOTE_ADDR="192.0.2.1")
    assert "Zu viele Versuche" in told(sign_in("eva", PASSWORD, REMOTE_ADDR="192.0.2.1"))
    assert not is_signed_in(client)
    assert sign_in("eva", PASSWORD, REMOTE_ADDR="192.0.2.2").status_code == 302


@pytest.mark.parametrize("behind_proxy", [True, False])
def test_a_claimed_address_does_not_get_around_the_limit(behind_proxy, user, sign_in, settings):
    """The proxy adds the true address at the end of X-Forwarded-For; without a proxy nothing in it counts."""
    settings.BEHIND_TLS_PROXY = behind_proxy
    for number in range(10):
        claim = f"203.0.113.{number}, 192.0.2.1"
        sign_in(f"name-{number}", "falsch", headers={"x-forwarded-for": claim, "x-real-ip": f"203.0.113.{number}"})
    refused = sign_in("eva", PASSWORD, headers={"x-forwarded-for": "203.0.113.200, 192.0.2.1"})
    assert "Zu viele Versuche" in told(refused)


def test_behind_a_proxy_others_can_still_sign_in(user, sign_in, settings):
    settings.BEHIND_TLS_PROXY = True
    for number in range(10):
        sign_in(f"name-{number}", "falsch", headers={"x-forwarded-for": "192.0.2.1"})
    assert sign_in("eva", PASSWORD, headers={"x-forwarded-for": "192.0.2.2"}).status_code == 302


@pytest.mark.usefixtures("tasks_are_done")
def test_one_address_can_ask_for_few_new_passwords(user, client):
    answers = [client.post("/admin/konto/passwort/", {"email": "eva@example.org"}) for _try in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert len(mail.outbox) == 3
    assert "Bitte warten Sie" in answers[-1].content.decode()


def test_one_connection_can_ask_for_ten_new_passwords_whosever_they_are(db, client):
    answers = [client.post("/admin/konto/passwort/", {"email": f"{number}@example.org"}) for number in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]


@pytest.mark.parametrize("kind", ["page", "document"])
def test_the_password_of_what_is_private_is_guessed_ten_times_only(kind, site_tree, client):
    if kind == "page":
        page = ContentPageFactory()
        restriction = page.view_restrictions.create(restriction_type="password", password="offen")
        url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    else:
        collection = Collection.get_first_root_node().add_child(name="Vorstand")
        restriction = collection.view_restrictions.create(restriction_type="password", password="offen")
        url = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    right = {"password": "offen", "return_url": "/"}
    assert {client.post(url, right).status_code for _reader in range(12)} == {302}, "readers do not count"
    answers = [client.post(url, right | {"password": f"geraten-{number}"}).status_code for number in range(11)]
    assert answers == [200] * 10 + [429]
    assert client.post(url, right).status_code == 429
    assert client.post(url, right, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_no_stranger_keeps_the_readers_of_a_private_page_out(site_tree, client, settings):
    page = ContentPageFactory()
    restriction = page.view_restrictions.create(restriction_type="password", password="offen")
    url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])

    def guess(password, address):
        return client.post(url, {"password": password, "return_url": "/"}, REMOTE_ADDR=address).status_code

    settings.PRIVATE_PASSWORD_LIMITS = {"private_password": "4/h/key", "private_password_of_all": "12/h/key"}
    assert [guess(f"geraten-{number}", "192.0.2.1") for number in range(30)] == [200] * 4 + [429] * 26
    assert guess("offen", "192.0.2.2") == 302
    assert [guess("geraten", f"192.0.2.{number}") for number in range(10, 18)] == [200] * 8, "readers do not count"
    assert guess("offen", "192.0.2.2") == 429, "what many guess together ends as well"


# --- the end of a session --------------------------------------------------------------------------------------------


@pytest.fixture
def later(monkeypatch):
    """Set the clock of sessions to some minutes from now."""
    now = time.time()
    return lambda minutes: monkeypatch.setattr("time.time", lambda: now + minutes * 60)


def test_a_session_ends_when_nothing_is_done(user, sign_in, client, later):
    sign_in()
    later(59)
    assert is_signed_in(client)
    later(59 + 59)
    assert is_signed_in(client), "counted from the last thing done"
    later(59 + 59 + 61)
    response = client.get("/admin/pages/")
    assert response["Location"] == f"{SIGN_IN}?next=/admin/pages/"
    assert "Ihre Sitzung ist beendet" in client.get(response["Location"]).content.decode()


def test_a_session_ends_in_the_evening_however_busy(user, sign_in, client, later):
    sign_in()
    for hours in range(1, 12):
        later(hours * 59)
        assert is_signed_in(client)
    later(12 * 60 + 1)
    assert not is_signed_in(client)


def test_what_an_open_editor_sends_by_itself_keeps_no_session_alive(user, sign_in, client, later, site_tree):
    sign_in()
    later(30)
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["home", "homepage", site_tree.home.pk, 1])
    assert client.post(ping).status_code == 200
    later(61)
    assert not is_signed_in(client)


def test_the_cookie_ends_with_the_browser_and_is_out_of_reach_of_scripts(user, sign_in):
    cookie = sign_in().cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_signing_out_ends_the_session(user, sign_in, client):
    sign_in()
    client.post("/admin/logout/")
    assert not is_signed_in(client)
