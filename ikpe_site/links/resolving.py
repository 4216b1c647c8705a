"""What a URL of the site leads to, without a request for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import Resolver404, resolve
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from ikpe_site.core.querysets import IsRestricted, may_be_seen

# What WordPress finds by a query of the home page, such as `/?p=123`.
WORDPRESS_KEYS = ("p", "page_id", "attachment_id", "cat", "tag", "author", "m", "feed")


@dataclass
class ResolvedUrl:
    """A page, or the route `rest` below it (`kalender.ics`); whether visitors may see it is `is_visible`."""

    page: Page
    rest: str

    @property
    def is_visible(self) -> bool:
        return may_be_seen(self.page)


def own_path(url: str) -> str | None:
    """The path and query of a URL on this site, given in full or from its first slash; None for another site."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("", "http", "https") or (parts.netloc and parts.hostname not in own_hosts()):
            return None
    except ValueError:
        return None
    path = parts.path or ("/" if parts.netloc else "")
    if not path.startswith("/"):
        return None
    path = f"/{path.lstrip('/')}"  # two slashes would begin the name of a host
    return f"{path}?{parts.query}" if parts.query else path


def own_hosts() -> set[str]:
    return {urlsplit(settings.SITE_URL).hostname, *(host.lstrip(".") for host in settings.ALLOWED_HOSTS)}


def split_path(path: str) -> tuple[str, str]:
    """The path and the query of a URL that begins with its path, which may hold anything."""
    bare, _mark, query = path.partition("#")[0].partition("?")
    return bare, query


def wordpress_url(path: str) -> str:
    """What WordPress would have answered for the path and query of a URL; empty if it is none of its own."""
    bare, parameters = split_path(path)
    query = dict(parse_qsl(parameters)) if bare == "/" else {}
    return next((f"/?{key}={query[key]}" for key in WORDPRESS_KEYS if key in query), "")


class Nearest(NamedTuple):
    """The page, by type and key, that answers for a URL, and what of the URL is left for it."""

    model: type[Page]
    pk: int
    rest: str


def nearest_page(parts: Sequence[str], root: Page) -> Nearest | None:
    """The deepest page whose URL these parts, below `root`, begin with, or one above it that has a route for the rest.

    A route wins over a page, so that no title takes a feed from those who read it.
    """
    pages = Page.objects.filter(url_path__in=ancestry(parts, root)).order_by("depth")
    return nearest_of(pages.values_list("pk", "depth", "content_type", "live"), parts, root)


def ancestry(parts: Sequence[str], root: Page) -> list[str]:
    """The `url_path` of the page with these parts of a URL, if there is one, behind those of the pages above it."""
    return list(accumulate((f"{part}/" for part in parts), initial=root.url_path))


def nearest_of(rows: Iterable[tuple[int, int, int, bool]], parts: Sequence[str], root: Page) -> Nearest | None:
    """As `nearest_page()`, of the pages (key, depth, content type, live) that stand at the URL or above it."""
    nearest = None
    for pk, depth, content_type, live in rows:
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        nearest = Nearest(model, pk, "/".join(parts[depth - root.depth :]))
        if live and nearest.rest and is_route(model, nearest.rest):
            break
    return nearest


def page_at(path: str, root: Page) -> ResolvedUrl | None:
    """The page at a path of the site whose home page is `root`, public or not, or the route of one."""
    parts = parts_of(path)
    if any("\0" in part for part in parts) or (nearest := nearest_page(parts, root)) is None:
        return None
    page = Page.objects.annotate(is_restricted=IsRestricted()).get(pk=nearest.pk)
    return resolved_at(page, nearest.rest, root)


def resolved_at(page: Page, rest: str, root: Page) -> ResolvedUrl | None:
    """The page with the rest of a URL; None if it does not answer there. `page` knows whether it is restricted."""
    resolved = ResolvedUrl(page, rest)
    if resolved.rest and (page.pk == root.pk or not has_route(resolved)):
        return None
    return resolved


def parts_of(path: str) -> list[str]:
    return [part for part in unquote(split_path(path)[0]).split("/") if part]


def has_route(resolved: ResolvedUrl) -> bool:
    """Whether the page answers at its route, or a view stands at such a URL (`kontakt.vcf`)."""
    return is_route(resolved.page.specific_class, resolved.rest) or is_view(f"{resolved.page.url}{resolved.rest}")


def is_route(model: Any, rest: str) -> bool:
    """Whether pages of this type answer at `rest` below their own URL."""
    if not issubclass(model, RoutablePageMixin):
        return False
    try:
        model.get_resolver().resolve(f"/{rest}/")
    except Resolver404:
        return False
    return True


def is_view(path: str) -> bool:
    """Whether a view that does not serve pages stands at the path."""
    try:
        return resolve(split_path(path)[0]).url_name not in (None, "wagtail_serve")
    except Resolver404:
        return False
