"""What a session may do that lacks the second factor: leave, and set it up or show it."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import RequestFactory

from ikpe_site.accounts import second_factor
from ikpe_site.accounts.middleware import SecondFactorMiddleware

INDEX, SHOW = "/admin/konto/zweiter-faktor/", "/admin/konto/zweiter-faktor/reauthenticate/"
ALWAYS_OPEN = ["account_logout", "wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"]
TO_SET_UP = ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"]
TO_SHOW = ["mfa_reauthenticate", "mfa_reauthenticate_webauthn"]


@pytest.fixture
def ask(monkeypatch):
    """Ask for a view: where the request is sent, and whether it still counts as the user's."""

    def make(view="wagtailadmin_home", path="/admin/", is_missing=True, is_set_up=False, has_cookie=True):
        request = RequestFactory().get(path)
        request.user, request.resolver_match = User(pk=1), SimpleNamespace(view_name=view)
        if has_cookie:
            request.COOKIES["sessionid"] = "x"
        monkeypatch.setattr(second_factor, "is_missing", lambda asked: asked is request and is_missing)
        monkeypatch.setattr(second_factor, "is_set_up", lambda user: user.pk == 1 and is_set_up)
        answer = SecondFactorMiddleware(None).process_view(request, None, (), {})
        return answer and answer["Location"].partition("?")[0], not isinstance(request.user, AnonymousUser)

    return make


@pytest.mark.parametrize("view", ALWAYS_OPEN + TO_SET_UP)
def test_without_one_it_may_set_one_up_or_leave(view, ask):
    assert ask(view) == (None, True)


@pytest.mark.parametrize("view", ALWAYS_OPEN + TO_SHOW)
def test_with_one_it_may_show_it_or_leave(view, ask):
    assert ask(view, is_set_up=True) == (None, True)


@pytest.mark.parametrize(
    ("view", "is_set_up", "answer"),
    [
        *((view, True, SHOW) for view in ["wagtailadmin_home", *TO_SET_UP]),
        *((view, False, INDEX) for view in ["wagtailadmin_home", *TO_SHOW]),
    ],
)
def test_anything_else_in_the_admin_leads_there(view, is_set_up, answer, ask):
    assert ask(view, is_set_up=is_set_up) == (answer, True)


@pytest.mark.parametrize("is_set_up", [True, False])
def test_elsewhere_it_counts_as_nobodys(is_set_up, ask):
    assert ask("wagtail_serve", "/aktuelles/", is_set_up=is_set_up) == (None, False)


@pytest.mark.parametrize("path", ["/admin/", "/aktuelles/"])
def test_a_session_that_has_shown_it_and_visitors_may_go_on(path, ask):
    assert ask(path=path, is_missing=False) == (None, True)
    assert ask(path=path, has_cookie=False) == (None, True)
