"""The second factor: asked for before anything else, checked in the session and not only in the account."""

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.factories import ContentPageFactory, DocumentFactory, make_private
from tests.helpers import soup_of

from .conftest import PASSWORD

SET_UP, SHOW = "/admin/konto/zweiter-faktor/", "/admin/konto/zweiter-faktor/reauthenticate/"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def secret(user):
    """The secret of the app that `eva` has set up."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_of(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def where(client, address="/admin/") -> str:
    response = client.get(address)
    return response["Location"].partition("?")[0] if response.status_code == 302 else address


def test_without_a_second_factor_the_first_thing_to_do_is_to_set_one_up(user, sign_in, client):
    sign_in()
    for address in ("/admin/", "/admin/pages/", "/admin/account/", "/admin/users/", "/admin/reports/site-history/"):
        assert where(client, address) == SET_UP
    assert "Passkey" in client.get(SET_UP).content.decode()


def test_an_app_is_set_up_once_and_opens_the_admin(user, sign_in, client, monkeypatch):
    # The test's own transaction never ends: what is to follow it happens at once.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda action, **options: action())
    sign_in()
    page = soup_of(client.get("/admin/konto/zweiter-faktor/totp/activate/"))
    code = code_of(page.select_one("#authenticator_secret")["value"])
    assert client.post("/admin/konto/zweiter-faktor/totp/activate/", {"code": code}).status_code == 302
    assert where(client) == "/admin/"
    codes = soup_of(client.get("/admin/konto/zweiter-faktor/recovery-codes/")).textarea.text.split()
    assert len(codes) == 10
    assert mail.outbox[0].to == ["eva@example.org"]
    assert "Authenticator-App" in mail.outbox[0].body


ALWAYS_OPEN = ["account_logout", "wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"]
TO_SET_UP = ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"]
TO_SHOW = ["mfa_reauthenticate", "mfa_reauthenticate_webauthn"]


@pytest.mark.parametrize("name", ALWAYS_OPEN + TO_SET_UP)
def test_what_is_needed_to_set_one_up_or_to_leave_is_open(name, user, client):
    client.force_login(user)
    assert not client.get(reverse(name)).get("Location", "").startswith(f"{SET_UP}?")


@pytest.mark.parametrize("name", ALWAYS_OPEN + TO_SHOW)
def test_what_is_needed_to_show_one_or_to_leave_is_open(name, user, secret, client):
    client.force_login(user)
    assert not client.get(reverse(name)).get("Location", "").startswith(f"{SHOW}?")


@pytest.mark.parametrize(
    ("request_of", "answer"),
    [
        (lambda client: client.get("/admin/pages/?q=a"), f"{SET_UP}?next=/admin/pages/%3Fq%3Da"),
        (lambda client: client.post("/admin/pages/3/delete/"), f"{SET_UP}?next=/admin/"),
        (lambda client: client.get("/admin/pages/", headers={"x-requested-with": "XMLHttpRequest"}), 403),
        (lambda client: client.get("/admin/pages/", headers={"accept": "application/json"}), 403),
    ],
    ids=["a page", "a form", "a script", "a program"],
)
def test_afterwards_an_editor_comes_back_and_a_script_is_told(request_of, answer, user, client):
    client.force_login(user)
    response = request_of(client)
    assert response.get("Location", response.status_code) == answer


def test_a_passkey_is_proposed_that_is_both_factors_in_one(user, sign_in, client):
    sign_in()
    form = soup_of(client.get("/admin/konto/zweiter-faktor/webauthn/add/"))
    assert form.select_one("input[name=passwordless]").has_attr("checked")


def test_the_password_alone_does_not_sign_in_who_has_one(user, secret, sign_in, client):
    assert sign_in()["Location"].startswith("/admin/konto/zweiter-faktor/authenticate/")
    assert where(client) == "/admin/login/"


def test_password_and_code_sign_in_and_no_code_twice(user, secret, sign_in, client):
    sign_in()
    code = code_of(secret)
    assert client.post("/admin/konto/zweiter-faktor/authenticate/", {"code": code})["Location"] == "/admin/"
    assert where(client) == "/admin/"
    other = Client()
    other.post("/admin/login/", {"login": "eva", "password": PASSWORD})
    other.post("/admin/konto/zweiter-faktor/authenticate/", {"code": code})
    assert where(other) == "/admin/login/"


def test_a_recovery_code_signs_in_once(user, secret, sign_in, client):
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    for expected in ("/admin/", "/admin/login/"):
        client.logout()
        sign_in()
        client.post("/admin/konto/zweiter-faktor/authenticate/", {"code": code})
        assert where(client) == expected


def test_codes_cannot_be_guessed(user, secret, sign_in, client):
    sign_in()
    for number in range(5):
        client.post("/admin/konto/zweiter-faktor/authenticate/", {"code": f"{number:06}"})
    client.post("/admin/konto/zweiter-faktor/authenticate/", {"code": code_of(secret)})
    assert where(client) == "/admin/login/"


def test_a_session_opened_without_it_has_to_show_it_and_cannot_set_up_another(user, secret, client):
    """However that session came about: what the account has does not count."""
    client.force_login(user)
    assert where(client) == SHOW
    for address in (SET_UP, f"{SET_UP}totp/deactivate/", f"{SET_UP}webauthn/add/", f"{SET_UP}recovery-codes/"):
        assert where(client, address) == SHOW
    assert client.post("/admin/konto/bestaetigen/", {"password": PASSWORD})["Location"].startswith(SHOW)
    assert client.post(SHOW, {"code": code_of(secret)}).status_code == 302
    assert where(client) == "/admin/"


def test_such_a_session_opens_nothing_elsewhere_either(user, secret, client, site_tree):
    page = ContentPageFactory()
    make_private(page)
    document = DocumentFactory()
    client.force_login(user)
    assert client.get(page.url).status_code == 302
    assert "wagtail-userbar" not in client.get("/").content.decode()
    assert client.get(document.url).status_code == 200, "what visitors may read"
    assert client.get("/admin/api/main/pages/", headers={"accept": "application/json"}).status_code == 403


def test_a_group_with_access_to_the_admin_is_enough_to_need_it(client, django_user_model):
    admin = django_user_model.objects.create_superuser("wartung", "w@example.org", PASSWORD)
    reader = django_user_model.objects.create_user("leserin", "l@example.org", PASSWORD)
    client.force_login(admin)
    assert where(client) == SET_UP
    client.force_login(reader)
    assert where(client, "/") == "/"


def test_it_can_be_switched_off(user, sign_in, client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    sign_in()
    assert where(client) == "/admin/"


def test_who_removes_the_last_one_sets_up_a_new_one(user, secret, sign_in, client):
    sign_in()
    client.post("/admin/konto/zweiter-faktor/authenticate/", {"code": code_of(secret)})
    client.post("/admin/konto/zweiter-faktor/totp/deactivate/")
    assert not Authenticator.objects.filter(user=user).exists()
    assert where(client) == SET_UP


def test_the_webmaster_takes_a_lost_one_off(user, secret, sign_in, client, capsys):
    RecoveryCodes.activate(user)
    call_command("reset_second_factor", "eva")
    assert "„eva“ ist gelöscht" in capsys.readouterr().out
    assert not get_adapter().is_mfa_enabled(user)
    sign_in()
    assert where(client) == SET_UP


@pytest.mark.parametrize("name", ["eva", "niemand"])
def test_there_is_nothing_to_take_off(name, user):
    with pytest.raises(CommandError, match=re.escape(f"„{name}“")):
        call_command("reset_second_factor", name)
    assert get_user_model().objects.count() == 1


def test_visitors_have_no_session_and_pages_do_not_depend_on_one(site_tree, client):
    response = client.get("/")
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


def test_the_account_leads_to_it(user, sign_in, client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    sign_in()
    assert f'href="{SET_UP}"' in client.get("/admin/account/").content.decode()
