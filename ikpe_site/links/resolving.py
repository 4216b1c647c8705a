"""What a URL of the site leads to, without a request for it."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings
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
    rest: str = ""

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
    return f"{path}?{parts.query}" if parts.query else path


def own_hosts() -> set[str]:
    return {urlsplit(settings.SITE_URL).hostname, *(host.lstrip(".") for host in settings.ALLOWED_HOSTS)}


def wordpress_url(path: str) -> str:
    """What WordPress would have answered for the path and query of a URL; empty if it is none of its own."""
    parts = urlsplit(path)
    query = dict(parse_qsl(parts.query)) if parts.path == "/" else {}
    return next((f"/?{key}={query[key]}" for key in WORDPRESS_KEYS if key in query), "")


def page_at(path: str, root: Page) -> ResolvedUrl | None:
    """The page at a path of the site whose home page is `root`, public or not, or the route of one."""
    parts = [part for part in unquote(urlsplit(path).path).split("/") if part]
    if any("\0" in part for part in parts):
        return None
    lengths = {
        f"{root.url_path}{'/'.join(parts[:length])}{'/' if length else ''}": length for length in range(len(parts) + 1)
    }
    pages = Page.objects.filter(url_path__in=lengths).annotate(is_restricted=IsRestricted())
    page = pages.order_by("-depth").first()
    if page is None:
        return None
    resolved = ResolvedUrl(page, "/".join(parts[lengths[page.url_path] :]))
    if resolved.rest and (page.pk == root.pk or not has_route(resolved)):
        return None
    return resolved


def has_route(resolved: ResolvedUrl) -> bool:
    """Whether the page answers at its route, or a view stands at such a URL (`kontakt.vcf`)."""
    page = resolved.page.specific_deferred
    if isinstance(page, RoutablePageMixin):
        try:
            page.resolve_subpage(f"/{resolved.rest}/")
        except Resolver404:
            pass
        else:
            return True
    return is_view(f"{page.url}{resolved.rest}")


def is_view(path: str) -> bool:
    """Whether a view that does not serve pages stands at the path."""
    try:
        return resolve(urlsplit(path).path).url_name not in (None, "wagtail_serve")
    except Resolver404:
        return False
