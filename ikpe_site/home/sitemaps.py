"""The sitemap: an index, and files of at most 10,000 addresses each, with the pictures of the pages."""

from functools import cached_property
from urllib.parse import SplitResult, urlsplit

from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max
from django.db.models.functions import Length, Substr
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site, get_page_models

from ikpe_site.core.examples import whole_examples
from ikpe_site.core.metadata import SOCIAL_FORMAT
from ikpe_site.core.models import BasePage
from ikpe_site.core.querysets import is_in_private_collection, visible_to_visitors
from ikpe_site.core.site_urls import absolute_url
from ikpe_site.media.models import CustomRendition
from topics.feeds import models_about
from topics.models import Region, RegionIndexPage


class SiteSitemap(Sitemap):
    """Addresses on the canonical host of the site, whatever host the request names."""

    limit = 10_000

    def __init__(self, request):
        self.request = request

    @cached_property
    def root(self) -> SplitResult:
        return urlsplit(absolute_url(self.request, "/"))

    def get_protocol(self, protocol=None) -> str:
        return self.root.scheme

    def get_domain(self, site=None) -> str:
        return self.root.netloc

    def get_latest_lastmod(self):
        raise NotImplementedError  # Django's looks at all addresses, for each file


class PageSitemap(SiteSitemap):
    """All pages that visitors may see, as rows of the common table: pages of their own types would take too long."""

    @cached_property
    def home(self) -> Page:
        return Site.find_for_request(self.request).root_page

    def items(self):
        pages = Page.objects.filter(visible_to_visitors(), path__startswith=self.home.path).exclude(whole_examples())
        return pages.order_by("path").values("pk", "path", "numchild", "url_path", "last_published_at")

    def location(self, row) -> str:
        return row["url_path"][len(self.home.url_path) - 1 :]

    def lastmod(self, row):
        return row["last_published_at"]

    def get_latest_lastmod(self):
        return self.items().aggregate(latest=Max("last_published_at"))["latest"]

    def get_urls(self, page=1, site=None, protocol=None) -> list[dict]:
        urls = super().get_urls(page, site, protocol)
        paths = [url["item"]["path"] for url in urls]
        below = self.latest_below([url["item"]["path"] for url in urls if url["item"]["numchild"]])
        images = picture_addresses(paths[0], paths[-1]) if paths else {}
        for url in urls:
            url["lastmod"] = max(filter(None, (url["lastmod"], below.get(url["item"]["path"]))), default=None)
            if picture := images.get(url["item"]["pk"]):
                url["image"] = absolute_url(self.request, picture)
        return urls

    def latest_below(self, paths: list[str]) -> dict:
        """When a page right below each of `paths` was last published: a page that lists others changes with them."""
        steplen = Page.steplen
        children = Page.objects.filter(visible_to_visitors(), last_published_at__isnull=False)
        children = children.annotate(parent=Substr("path", 1, Length("path") - steplen)).filter(parent__in=paths)
        return dict(children.order_by().values_list("parent").annotate(latest=Max("last_published_at")))


def picture_addresses(first: str, last: str) -> dict[int, str]:
    """The pictures that pages from path `first` to path `last` give to messengers, as far as they are made already."""
    pictures = {}
    for model in (model for model in get_page_models() if issubclass(model, BasePage)):
        pages = model.objects.filter(path__gte=first, path__lte=last, image__isnull=False)
        pictures |= dict(pages.values_list("pk", "image_id"))
    if not pictures:
        return {}
    made = CustomRendition.objects.filter(~is_in_private_collection("image__"), filter_spec=SOCIAL_FORMAT)
    addresses = {rendition.image_id: rendition.url for rendition in made.only("image_id", "file")}
    return {pk: addresses[image] for pk, image in pictures.items() if image in addresses}


class RegionSitemap(SiteSitemap):
    """The pages of the regions, which are no pages of Wagtail's. One changes with what is published about it."""

    @cached_property
    def index_page(self) -> RegionIndexPage | None:
        return RegionIndexPage.objects.visible().first()

    @cached_property
    def changes(self) -> dict:
        """When something about a region was last published, by its id: a query for each kind of page."""
        changes = {}
        for model, field in models_about(Region):
            published = model.objects.visible().filter(last_published_at__isnull=False, **{f"{field}__isnull": False})
            for region, latest in published.order_by().values_list(field).annotate(latest=Max("last_published_at")):
                changes[region] = max(latest, changes.get(region, latest))
        return changes

    def items(self):
        return list(Region.objects.order_by("key")) if self.index_page else []

    def location(self, region) -> str:
        return self.index_page.address_of(region, self.request)

    def lastmod(self, region):
        return self.changes.get(region.pk)

    def get_latest_lastmod(self):
        return max(self.changes.values(), default=None)


def sections(request) -> dict:
    return {"seiten": PageSitemap(request), "regionen": RegionSitemap(request)}


@require_safe
def index(request):
    return views.index(request, sections(request), sitemap_url_name="sitemap_section")


@require_safe
def section(request, section: str):
    return views.sitemap(request, sections(request), section, template_name="home/sitemap.xml")
