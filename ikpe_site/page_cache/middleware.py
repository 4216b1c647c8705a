"""What the page cache in front of the site (deploy/varnish/) may keep.

The site says for each answer whether and how long a cache may keep it, in the standard header. The cache keeps what is
the same for every visitor, asks again after `MAX_AGE`, and may show what it has for a day longer while the site does
not answer.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import has_vary_header

MAX_AGE = 300  # seconds; what changes with the clock (upcoming events, what expires) is at most this late
MAX_AGE_MISSING = 60  # of an address without a page, which may get one
STALE = 24 * 3600  # seconds for which an old page is better than none


class PageCacheMiddleware:
    """Tells caches which answers they may keep. A view that says something about it itself is left alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                response["Cache-Control"] = "private, no-store"
            elif is_for_everybody(request, response):
                response["Cache-Control"] = cache_control(response)
        return response


def is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and response.status_code in (200, 301, 308, 404, 410)
        and not response.cookies
        and not has_vary_header(response, "Cookie")
    )


def cache_control(response: HttpResponse) -> str:
    """`s-maxage` and `stale-if-error` are for our own cache, which keeps them to itself: nobody could empty others."""
    age, stale = (MAX_AGE, STALE) if response.status_code < 400 else (MAX_AGE_MISSING, 0)
    page = (getattr(response, "context_data", None) or {}).get("page")
    if expire_at := getattr(page, "expire_at", None):
        left = max(0, int((expire_at - timezone.now()).total_seconds()))
        age = min(age, left)
        stale = min(stale, left - age)
    return f"public, max-age=0, s-maxage={age}, stale-if-error={stale}"
