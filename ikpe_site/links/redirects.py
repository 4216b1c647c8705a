"""Where a URL that does not exist, or no longer does, leads today."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from ikpe_site.core.querysets import IsRestricted

from .resolving import ResolvedUrl, has_route, is_view, own_path, page_at, split_path, wordpress_url
from .spelling import COUNTING, LANGUAGE, as_meant, candidates, without

MAX_STEPS = 10


@dataclass
class Target:
    url: str
    is_permanent: bool


def find_target(request: HttpRequest) -> Target | None:
    """Where to send a visitor who got no page at the URL of `request`; None if nowhere."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    path = request.get_full_path()
    target = follow(path, site)
    if target is None and request.method in ("GET", "HEAD"):
        target = find_as_meant(path, site)
    return target if target and target.url != path else None


def find_as_meant(path: str, site: Site) -> Target | None:
    for spelling in dict.fromkeys(as_meant(path)):
        if spelling == path:
            continue
        resolved = page_at(spelling, site.root_page)
        # A view that was asked has answered: names of files and tokens are others in lower case.
        if resolved.is_visible if resolved else is_view(spelling) and not is_view(path):
            return Target(spelling, is_permanent=True)
        if target := follow(spelling, site):
            return target
    return None


def follow(path: str, site: Site) -> Target | None:
    """The end of the redirects from `path`, so that a visitor takes one step; None if it is no page visitors may see.

    A page that exists again wins over a redirect from its URL. Redirects in a circle lead nowhere.
    """
    is_permanent = True
    for _step in range(MAX_STEPS):
        matching = match(path, site)
        if matching is None:
            return None
        redirect, rest = matching
        is_permanent = is_permanent and redirect.is_permanent
        if redirect.redirect_page_id:
            url = page_url(redirect, rest, path)
            return Target(url, is_permanent) if url else None
        target = Target(redirect.redirect_link, is_permanent)
        own = own_path(target.url)
        if own is None:
            return target
        path = own
        resolved = page_at(path, site.root_page)
        if resolved and not is_wordpress(path):
            return target if resolved.is_visible else None
        if is_view(path):
            return target
    return None


def match(path: str, site: Site) -> tuple[Redirect, str] | None:
    """The redirect from `path`, or from the longest URL above it, and the rest of the path below that URL."""
    rests = candidates(path)
    return nearest_redirect(Redirect.objects.filter(Q(site=site) | Q(site=None), old_path__in=rests), rests)


def nearest_redirect(redirects: Iterable[Redirect], rests: dict[str, str]) -> tuple[Redirect, str] | None:
    """Of the redirects from one of the old URLs `rests`, as `candidates()` gives them, the nearest that leads on."""

    def nearness(redirect: Redirect) -> tuple[int, int, bool]:
        return -len(rests[redirect.old_path]), len(redirect.old_path), redirect.site_id is not None

    for redirect in sorted(redirects, key=nearness, reverse=True):
        rest = rests[redirect.old_path]
        if not rest or redirect.redirect_page_id:
            return redirect, rest
    return None


def is_wordpress(path: str) -> bool:
    return bool(wordpress_url(path))


def page_url(redirect: Redirect, rest: str, path: str) -> str | None:
    """The URL of the page that `redirect` leads to, or of the route `rest` below it; None if there is none.

    The query of `path` goes along, unless it is part of the old URL: calendars are subscribed to with filters. What
    counts visitors does not.
    """
    page = Page.objects.annotate(is_restricted=IsRestricted()).get(pk=redirect.redirect_page_id)
    resolved = ResolvedUrl(page, redirect.redirect_page_route_path.strip("/") or rest)
    if not resolved.is_visible or (url := page.get_url()) is None:
        return None
    if resolved.rest and has_route(resolved):
        url += resolved.rest if "." in resolved.rest.rpartition("/")[2] else f"{resolved.rest}/"
    elif rest:
        return None
    query = "" if "?" in redirect.old_path else without(LANGUAGE, without(COUNTING, split_path(path)[1]))
    return f"{url}?{query}" if query else url
