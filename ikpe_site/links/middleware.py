from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.cache import patch_cache_control

from .not_found import counter
from .redirects import find_target

REMEMBERED_FOR = 24 * 3600  # seconds


class RedirectMiddleware:
    """Leads from URLs that are gone to where their page is today, and counts those that lead nowhere.

    Takes the place of Wagtail's middleware. Browsers keep a permanent redirect for ever if they may: after a day they
    ask again, so that a new page at an old URL is found.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code not in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return response
        target = find_target(request)
        if target is None:
            if response.status_code == HTTPStatus.NOT_FOUND:
                counter.add(request)
            return response
        redirect = (HttpResponsePermanentRedirect if target.is_permanent else HttpResponseRedirect)(target.url)
        if target.is_permanent:
            patch_cache_control(redirect, max_age=REMEMBERED_FOR)
        return redirect
