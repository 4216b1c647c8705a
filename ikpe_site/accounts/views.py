"""Signing in with an identity provider that may not answer."""

import logging
from functools import wraps

from allauth.socialaccount.providers.openid_connect import views
from django.shortcuts import render
from requests import RequestException

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
