"""Where this site differs from what django-allauth does by itself."""

from types import SimpleNamespace

import pytest
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.context import request_context
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from ikpe_site.accounts.adapters import AccountAdapter, ProviderAdapter, SecondFactorAdapter
from ikpe_site.accounts.receivers import STARTED

NOW = 2_000_000_000


def test_nobody_can_register():
    assert not AccountAdapter().is_open_for_signup(None)
    assert not ProviderAdapter().is_open_for_signup(None, None)


@pytest.mark.parametrize(
    ("seconds", "usually", "expected"), [(0, True, False), (0, False, False), (1, True, True), (1, False, False)]
)
def test_the_password_is_asked_for_again_only_some_time_after_signing_in(seconds, usually, expected, monkeypatch):
    """And only for what django-allauth itself would ask for it."""
    monkeypatch.setattr("time.time", lambda: NOW)

    def is_required(self, *, app, **options):
        assert (app, options) == ("allauth.mfa", {"x": 1})
        return usually

    monkeypatch.setattr(DefaultAccountAdapter, "is_reauthentication_required", is_required)
    request = SimpleNamespace(session={STARTED: NOW - app_settings.REAUTHENTICATION_TIMEOUT - seconds})
    with request_context(request):
        assert AccountAdapter().is_reauthentication_required(app="allauth.mfa", x=1) is expected


def test_a_session_that_knows_no_beginning_is_asked_for_the_password():
    with request_context(SimpleNamespace(session={})):
        assert AccountAdapter().is_reauthentication_required(app="allauth.mfa")


@pytest.mark.parametrize(("behind_proxy", "address"), [(True, "192.0.2.1"), (False, "192.0.2.9")])
def test_limits_count_by_no_address_that_a_visitor_claims(behind_proxy, address, settings):
    settings.BEHIND_TLS_PROXY = behind_proxy
    headers = {"x-forwarded-for": "203.0.113.1, 192.0.2.1", "x-real-ip": "203.0.113.1"}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="192.0.2.9")
    assert AccountAdapter(request).get_client_ip(request) == address


@pytest.mark.parametrize(
    ("credentials", "counted_by"),
    [
        ({"username": "eva"}, "eva@example.org"),
        ({"username": "EVA"}, "eva@example.org"),
        ({"email": "eva@example.org"}, "eva@example.org"),
        ({"email": "E\uff36A @Example.org "}, "eva@example.org"),
        ({"username": "Ohne"}, "ohne"),
        ({"username": "Gro\u00df mann"}, "grossmann"),
        ({}, ""),
    ],
)
def test_attempts_are_counted_by_account_however_its_name_is_written(credentials, counted_by, user, django_user_model):
    django_user_model.objects.create_user("ohne")
    assert AccountAdapter()._get_login_attempts_cache_key(None, **credentials) == counted_by  # noqa: SLF001


def test_a_browser_is_named_in_mails_by_harmless_letters():
    request = RequestFactory().get("/", headers={"user-agent": "Browser\n <b>\u202e1</b>"})
    assert AccountAdapter(request).get_http_user_agent(request) == "Browser &lt;b&gt;1&lt;/b&gt;"


def test_an_app_names_the_account():
    assert SecondFactorAdapter().get_totp_label(get_user_model()(username="eva")) == "eva"


@pytest.fixture
def connected(user, client):
    """Call it with the addresses of whoever comes from the provider: the account that is connected with the login."""

    def come(*addresses, is_existing=False):
        accounts = []
        login = SimpleNamespace(
            is_existing=is_existing,
            email_addresses=[SimpleNamespace(email=email, verified=verified) for email, verified in addresses],
            connect=lambda request, account: accounts.append((request, account.username)),
        )
        ProviderAdapter().pre_social_login("request", login)
        return accounts

    return come


@pytest.mark.parametrize(
    ("addresses", "is_connected"),
    [
        ([("eva@example.org", True)], True),
        ([("EVA@example.org", True)], True),
        ([("niemand@example.org", True), ("eva@example.org", True)], True),
        ([("eva@example.org", True), ("eva@example.org", True)], True),
        ([("eva@example.org", False)], False),
        ([("eva@example.org", True), ("zweite@example.org", True)], False),
        ([("eva@example.org", True), ("zweite@example.org", False)], True),
        ([("eva@example.org", True), ("zu@example.org", True)], True),
        ([("zu@example.org", True)], False),
        ([], False),
    ],
)
def test_the_first_login_is_connected_with_the_one_open_account_of_a_verified_address(
    addresses, is_connected, connected, django_user_model
):
    django_user_model.objects.create_user("zweite", "zweite@example.org")
    django_user_model.objects.create_user("zu", "zu@example.org", is_active=False)
    assert connected(*addresses) == ([("request", "eva")] if is_connected else [])


def test_a_login_that_is_known_stays_with_its_account(connected):
    assert connected(("eva@example.org", True), is_existing=True) == []
