"""Signing in with an identity provider that may not answer, and passwords of private pages that may be guessed."""

import logging
from functools import wraps

from allauth.core.internal import ratelimit
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from requests import RequestException
from wagtail import views as pages
from wagtail.documents.views import serve as documents

from ikpe_site.core.spam import client_address

from .middleware import seconds_left

logger = logging.getLogger(__name__)


def told_if_unreachable(view):
    """Say that signing in there is not possible, instead of an error 500, if the provider cannot be reached."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except RequestException as error:
            logger.warning("The identity provider does not answer: %s", type(error).__name__)
            return render(request, "socialaccount/authentication_error.html", status=503)

    return wrapped


provider_login = told_if_unreachable(views.login)
provider_callback = told_if_unreachable(views.callback)


def limited(view):
    """Refuse more guesses of the password of a page or document after too many wrong ones."""

    @wraps(view)
    def wrapped(request, **kwargs):
        key = " ".join(f"{name} {number}" for name, number in kwargs.items() if name != "page_id")
        guesses = []
        for action, of_whom in (
            ("private_password", f"{key} {client_address(request)}"),
            ("private_password_of_all", key),
        ):
            guess = ratelimit.consume(
                request, app="accounts", action=action, config=settings.PRIVATE_PASSWORD_LIMITS, key=of_whom
            )
            if guess is None:
                return ratelimit.respond_429(request)
            guesses.append(guess)
        response = view(request, **kwargs)
        if isinstance(response, HttpResponseRedirect):  # it was right
            for guess in guesses:
                guess.rollback()
        return response

    return wrapped


open_private_page = limited(pages.authenticate_with_password)
open_private_document = limited(documents.authenticate_with_password)


@never_cache
def session_state(request: HttpRequest) -> JsonResponse:
    """For the script of an open editor: how long the session goes on, and the token that its forms need by now."""
    if not request.user.is_authenticated:
        return JsonResponse({"seconds_left": 0})
    left = max(1, int(seconds_left(request.session)))
    return JsonResponse({"seconds_left": left, "csrf_token": get_token(request)})
