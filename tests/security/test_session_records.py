"""What a session remembers: when it began, and what was shown in it."""

from types import SimpleNamespace

import pytest
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth import user_logged_in

from ikpe_site.accounts import second_factor
from ikpe_site.accounts.receivers import LAST_ACTIVE, STARTED

NOW = 2_000_000_000


@pytest.fixture
def request_of(user):
    return SimpleNamespace(session={}, user=user)


def test_a_session_begins_with_the_login(request_of, user, monkeypatch):
    monkeypatch.setattr("time.time", lambda: NOW)
    user_logged_in.send(type(user), request=request_of, user=user)
    assert (request_of.session[STARTED], request_of.session[LAST_ACTIVE]) == (NOW, NOW)


def test_who_sets_up_a_second_factor_has_shown_it(request_of, user):
    app = Authenticator(pk=7, user=user, type=Authenticator.Type.TOTP)
    authenticator_added.send(Authenticator, request=request_of, user=user, authenticator=app)
    [record] = get_authentication_records(request_of, user)
    assert (record["method"], record["id"], record["type"]) == (second_factor.METHOD, 7, "totp")


@pytest.mark.parametrize("is_left", [True, False])
def test_without_any_second_factor_none_was_shown(is_left, request_of, user, monkeypatch):
    monkeypatch.setattr(second_factor, "is_set_up", lambda owner: owner == user and is_left)
    for method in ("password", second_factor.METHOD):
        record_authentication(request_of, user, method)
    password, shown = get_authentication_records(request_of, user)
    authenticator_removed.send(Authenticator, request=request_of, user=user, authenticator=Authenticator(user=user))
    assert get_authentication_records(request_of, user) == ([password, shown] if is_left else [password])
