"""What is new about a region, as an Atom feed (RFC 4287)."""

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from ikpe_site.core.models import BasePage, InstituteSettings

LENGTH = 20


class RegionFeed(Feed):
    """The latest pages of all kinds that name the region: whatever app has pages with regions takes part.

    index_page: the RegionIndexPage that it belongs to. To be called with the request and `region`.
    """

    feed_type = Atom1Feed

    def __init__(self, index_page, request):
        self.index_page = index_page
        self.request = request

    def get_object(self, request, region):
        return region

    def title(self, region):
        return f"{InstituteSettings.for_request(self.request).short_name}: {region.name}"

    def subtitle(self, region):
        return _("News, projects, publications and events on %(region)s") % {"region": region.name}

    def link(self, region):
        return self.index_page.address_of(region, self.request)

    def feed_url(self, region):
        return self.link(region) + "feed/"

    def items(self, region):
        """One query for each kind of page."""
        models = [relation.related_model for relation in region._meta.related_objects]
        latest = []
        for model in (model for model in models if issubclass(model, BasePage)):
            pages = model.objects.filter(regions=region, first_published_at__isnull=False).visible()
            latest += pages.defer_streamfields().order_by("-first_published_at")[:LENGTH]
        return sorted(latest, key=lambda page: page.first_published_at, reverse=True)[:LENGTH]

    def item_title(self, page):
        return page.title

    def item_description(self, page):
        return page.teaser

    def item_link(self, page):
        return page.get_full_url(self.request)

    def item_guid(self, page):
        return f"urn:uuid:{page.translation_key}"

    def item_pubdate(self, page):
        return page.first_published_at

    def item_updateddate(self, page):
        return page.last_published_at

    def item_categories(self, page):
        return [str(page._meta.verbose_name)]
