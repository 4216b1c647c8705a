"""The page cache in front of the site (deploy/varnish/): what it may keep, and when it is emptied.

The site says for each answer whether and how long a cache may keep it, in the standard header. The cache keeps what is
the same for every visitor, asks again after `MAX_AGE`, and may show what it has for a day longer while the site does
not answer. Whatever changes what visitors see empties all of it, once, after the transaction is committed: lists,
feeds and menus show pages that they do not know they depend on.
"""

import logging
import urllib.request

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.cache import has_vary_header

logger = logging.getLogger(__name__)

MAX_AGE = 300  # seconds; what changes with the clock (upcoming events, what expires) is at most this late
MAX_AGE_MISSING = 60  # of an address without a page, which may get one
STALE = 24 * 3600  # seconds for which an old page is better than none
TIMEOUT = 2  # seconds: a cache that does not answer must not keep an editor waiting

# The caches stand beside the site, also where the way out leads through a proxy.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def empty(*, keep_stale: bool = True) -> None:
    """Let every cache ask for all pages again.

    With `keep_stale` the old pages may still be shown while the site does not answer; without, they are gone: what was
    taken away must not come back.
    """
    for url in settings.PAGE_CACHE_URLS:
        request = urllib.request.Request(  # noqa: S310 an address from the settings
            url, method="PURGE", headers={"Purge-Mode": "soft" if keep_stale else "hard"}
        )
        try:
            _direct.open(request, timeout=TIMEOUT).close()
        except OSError as error:
            # Not worth an error page for the editor: the pages are asked for again after MAX_AGE.
            logger.error("The page cache %s could not be emptied: %s", url, error)


def _empty_softly():
    empty()


def _empty_hard():
    empty(keep_stale=False)


def empty_on_commit(*, keep_stale: bool = True) -> None:
    """Empty the caches when the transaction is committed, once however often this is called in it."""
    if not settings.PAGE_CACHE_URLS:
        return
    waiting = {function for _savepoints, function, _robust in transaction.get_connection().run_on_commit}
    if _empty_hard in waiting:
        return
    function = _empty_softly if keep_stale else _empty_hard
    if function not in waiting:
        transaction.on_commit(function, robust=True)


class PageCacheMiddleware:
    """Tells caches which answers they may keep. A view that says something about it itself is left alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                response["Cache-Control"] = "private, no-store"
            elif is_for_everybody(request, response):
                response["Cache-Control"] = cache_control(response)
        return response


def is_for_everybody(request, response) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and response.status_code in (200, 301, 308, 404, 410)
        and not response.cookies
        and not has_vary_header(response, "Cookie")
    )


def cache_control(response) -> str:
    """`s-maxage` and `stale-if-error` are for our own cache, which keeps them to itself: nobody could empty others."""
    age, stale = (MAX_AGE, STALE) if response.status_code < 400 else (MAX_AGE_MISSING, 0)
    page = (getattr(response, "context_data", None) or {}).get("page")
    if expire_at := getattr(page, "expire_at", None):
        left = max(0, int((expire_at - timezone.now()).total_seconds()))
        age = min(age, left)
        stale = min(stale, left - age)
    return f"public, max-age=0, s-maxage={age}, stale-if-error={stale}"
