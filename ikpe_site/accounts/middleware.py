"""What a session has to fulfil to count as that of an editor: a second factor, and not too long ago."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ikpe_site.operations.headers import is_admin

from . import second_factor
from .receivers import LAST_ACTIVE, STARTED

PRECISION = 60  # seconds between two notes of the last activity: not every request writes to the session
# Sent by an open editor by itself, also when nobody sits in front of it.
BACKGROUND_NAMESPACE = "wagtailadmin_editing_sessions"
SESSION_STATE = "account_session_state"

ALWAYS_OPEN = {"account_logout", "wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}
TO_SHOW = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
TO_SET_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}


def has_session(request) -> bool:
    """Visitors have none; to look for one would make their pages vary by cookie."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def refuse(request, address: str):
    """Lead to `address` and back to this page; a script that asks gets a plain 403."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest" or "json" in request.headers.get("accept", ""):
        return HttpResponse(status=403)
    return redirect_to_login(
        request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home"), address
    )


def seconds_left(session) -> float:
    """How long it goes on if nothing more is done in it; below 0 if it has ended."""
    now = time.time()
    idle = now - session.get(LAST_ACTIVE, 0)
    age = now - session.get(STARTED, 0)
    return min(settings.SESSION_IDLE_SECONDS - idle, settings.SESSION_COOKIE_AGE - age)


def is_background(request) -> bool:
    """Whether an open editor asks by itself. Whoever wants to stay signed in says so with `?continue`."""
    match = request.resolver_match
    if match.view_name == SESSION_STATE:
        return "continue" not in request.GET
    return BACKGROUND_NAMESPACE in match.namespaces


class SessionLifetimeMiddleware:
    """Ends a session some hours after the login, and some minutes after the last thing done in the admin."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not has_session(request) or not request.user.is_authenticated:
            return None
        now = time.time()
        idle = now - request.session.get(LAST_ACTIVE, 0)
        if seconds_left(request.session) < 0:
            logout(request)
            if is_admin(request):
                messages.warning(request, _("Your session has ended. Please sign in again."))
                return refuse(request, reverse("account_login"))
        elif is_admin(request) and idle > PRECISION and not is_background(request):
            request.session[LAST_ACTIVE] = now
        return None


class SecondFactorMiddleware:
    """Lets a session that lacks the second factor do nothing but set it up, or show it if there is one already.

    Elsewhere on the site such a session counts as nobody's: it opens no private page and no private document.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not has_session(request) or not second_factor.is_missing(request):
            return None
        is_set_up = second_factor.is_set_up(request.user)
        if request.resolver_match.view_name in ALWAYS_OPEN | (TO_SHOW if is_set_up else TO_SET_UP):
            return None
        if not is_admin(request):
            request.user = AnonymousUser()
            return None
        return refuse(request, reverse("mfa_reauthenticate" if is_set_up else "mfa_index"))
