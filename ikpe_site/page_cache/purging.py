"""Empties the page cache in front of the site (deploy/varnish/).

Whatever changes what visitors see empties all of it, once, after the transaction is committed: lists, feeds and menus
show pages that they do not know they depend on.
"""

import logging
import urllib.request

from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)

TIMEOUT = 2  # seconds: a cache that does not answer must not keep an editor waiting


def empty(*, keep_stale: bool = True) -> None:
    """Let every cache ask for all pages again.

    With `keep_stale` the old pages may still be shown while the site does not answer; without, they are gone: what was
    taken away must not come back.
    """
    # The caches stand beside the site, also where the way out leads through a proxy.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for url in settings.PAGE_CACHE_URLS:
        request = urllib.request.Request(  # noqa: S310 an address from the settings
            url, method="PURGE", headers={"Purge-Mode": "soft" if keep_stale else "hard"}
        )
        try:
            direct.open(request, timeout=TIMEOUT).close()
        except OSError as error:
            # Not worth an error page for the editor: the pages are asked for again after MAX_AGE.
            logger.error("The page cache %s could not be emptied: %s", url, error)


def _empty_softly() -> None:
    empty()


def _empty_hard() -> None:
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
