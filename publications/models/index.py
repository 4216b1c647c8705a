from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from ikpe_site.core.filters import FilteredListMixin
from ikpe_site.core.models import BasePage
from ikpe_site.editing.panels import INDEX_FORM
from ikpe_site.editing.snippet_previews import in_place
from ikpe_site.feeds.writers import Feed, FeedMixin

from ..exports import EXTENSIONS, export_response
from ..filters import PublicationFilters
from .categories import PublicationCategory
from .publications import PublicationPage


class PublicationIndexPage(FilteredListMixin, FeedMixin, BasePage):
    motif = "paper"
    filters_class = PublicationFilters
    schema_page_type = "CollectionPage"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["publications.PublicationPage"]
    page_description = _("All publications by year, with filters, search and exports.")
    edit_handler = INDEX_FORM

    class Meta:
        verbose_name = _("list of publications")

    @property
    def listed(self):
        return PublicationPage.objects.child_of(self).visible()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["filters"] = filters = self.get_filters(request)
        context["categories"] = filters.categories
        publications = filters.narrow(self.listed).newest_first().for_listing()
        context["publications"] = context["paging"] = self.get_page_of_list(request, publications)
        context["subscription"] = self.get_feed(request)
        context["extensions"] = EXTENSIONS
        return context

    def show(self, request, category):
        """The list with a category as the form says."""
        categories = list(PublicationCategory.objects.with_counts(self.listed))
        counts = {entry.pk: entry.publication_count for entry in categories}
        category.publication_count = counts.get(category.pk, 0)
        return self.render(request, context_overrides={"categories": in_place(categories, category)})

    @path("")
    def list_route(self, request):
        return self.render(request)

    @path("export.<slug:extension>/")
    def export_route(self, request, extension):
        """All that the list shows with the same filters."""
        filters = self.get_lasting_filters(request)
        items = filters.narrow(self.listed).newest_first().values_list("csl", flat=True)
        return export_response(items, extension, name="ikpe-ergebnisse")

    def get_feed(self, request) -> Feed:
        return Feed.of(self, request, [self.listed])
