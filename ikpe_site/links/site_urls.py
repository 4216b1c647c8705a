"""What the URLs of a site lead to: asked for one by one, or for many with the same few queries."""

from collections import defaultdict

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from ikpe_site.core.querysets import IsRestricted

from .redirects import match, nearest_redirect
from .resolving import ResolvedUrl, ancestry, nearest_of, page_at, parts_of, resolved_at
from .spelling import candidates


class SiteUrls:
    def __init__(self, site: Site):
        self.site = site

    def page_at(self, path: str) -> ResolvedUrl | None:
        return page_at(path, self.site.root_page)

    def match(self, path: str) -> tuple[Redirect, str] | None:
        return match(path, self.site)


class KnownSiteUrls(SiteUrls):
    """All pages and redirects of the site, fetched at once."""

    def __init__(self, site: Site):
        super().__init__(site)
        root = site.root_page
        pages = Page.objects.descendant_of(root, inclusive=True).annotate(is_restricted=IsRestricted())
        self.pages = {page.url_path: page for page in pages}
        self.by_id = {page.pk: page for page in self.pages.values()}
        self.redirects: dict[str, list[Redirect]] = defaultdict(list)
        for redirect in Redirect.get_for_site(site):
            if redirect.redirect_page_id in self.by_id:
                redirect.redirect_page = self.by_id[redirect.redirect_page_id]
            self.redirects[redirect.old_path].append(redirect)

    def page_at(self, path: str) -> ResolvedUrl | None:
        root, parts = self.site.root_page, parts_of(path)
        above = [self.pages[url_path] for url_path in ancestry(parts, root) if url_path in self.pages]
        rows = [(page.pk, page.depth, page.content_type_id, page.live) for page in above]
        nearest = nearest_of(rows, parts, root)
        return nearest and resolved_at(self.by_id[nearest.pk], nearest.rest, root)

    def match(self, path: str) -> tuple[Redirect, str] | None:
        rests = candidates(path)
        return nearest_redirect([each for old in rests for each in self.redirects.get(old, ())], rests)
