from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from ikpe_site.core.models import BasePage, SluggedMixin
from ikpe_site.core.sections import sections_for
from ikpe_site.editing.panels import INDEX_FORM, collapsed
from ikpe_site.editing.snippet_previews import ShownOnPageMixin
from ikpe_site.feeds.writers import Feed, atom_response, json_response, titled

from .. import structured_data
from ..feeds import pages_about
from ..map import region_map
from ..querysets import RegionQuerySet


class Region(index.Indexed, ShownOnPageMixin, SluggedMixin):
    """A county. Its key is the official five-digit Kreisschlüssel (Destatis, Gemeindeverzeichnis)."""

    OUTSIDE_KEY = "00000"
    shown_on = "topics.RegionIndexPage"

    class Kind(models.TextChoices):
        COUNTY = "county", _("Landkreis")
        CITY = "city", _("kreisfreie Stadt")
        STATE = "state", _("Land")
        OUTSIDE = "outside", _("outside Thuringia")

    name = models.CharField(_("name"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.COUNTY)
    key = models.CharField(
        _("official key"),
        max_length=5,
        unique=True,
        validators=[RegexValidator(r"^\d{5}$", _("The key has five digits, for example 16070."))],
        help_text=_("Five digits, 16… for Thuringia; 00000 stands for „außerhalb Thüringens“."),
    )
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged into"), null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("key")]),
        collapsed(_("Dissolved"), FieldRowPanel([FieldPanel("dissolved_on"), FieldPanel("merged_into")])),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("kind")]

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self):
        return self.name

    @property
    def is_dissolved(self) -> bool:
        return self.dissolved_on is not None and self.dissolved_on <= timezone.localdate()

    @property
    def locative(self) -> str:
        """Where, as part of a German sentence: „im Ilm-Kreis“, „in Erfurt“, „außerhalb Thüringens“."""
        if self.kind == self.Kind.OUTSIDE:
            return self.name
        if self.kind == self.Kind.COUNTY:
            # „Gotha“ is also a city: only names that are no city's can do without „Landkreis“.
            speaks_for_itself = self.name.casefold().endswith(("kreis", "land", "eichsfeld"))
            return f"im {self.name}" if speaks_for_itself else f"im Landkreis {self.name}"
        return f"in {self.name}"

    def clean(self):
        if self.merged_into_id and not self.dissolved_on:
            raise ValidationError({"dissolved_on": _("A region that was merged into another needs this date.")})
        if self.merged_into_id and self.merged_into_id == self.pk:
            raise ValidationError({"merged_into": _("A region cannot be merged into itself.")})


class RegionIndexPage(RoutablePageMixin, BasePage):
    """All regions, and a page for each below it: /regionen/<slug>/."""

    motif = "pin"

    schema_page_type = "CollectionPage"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("The counties, each with what the institute does there.")
    edit_handler = INDEX_FORM

    class Meta:
        verbose_name = _("list of regions")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["regions"] = list(Region.objects.select_related("merged_into"))
        counties = [region for region in context["regions"] if not region.is_dissolved]
        context["map"] = region_map(counties, url_for=lambda region: self.address_of(region, request))
        return context

    def address_of(self, region, request) -> str:
        return self.get_url(request) + self.reverse_subpage("region", [region.slug])

    def schema_nodes(self, graph) -> list[dict]:
        region = graph.context.get("region")
        return [structured_data.area(region) | {"@id": f"{graph.url}#region"}] if region else []

    @path("")
    def index_route(self, request):
        return self.render(request)

    @path("<slug:slug>/", name="region")
    def region_route(self, request, slug):
        return self.show(request, get_object_or_404(Region.objects.select_related("merged_into"), slug=slug))

    def show(self, request, region):
        context = super().get_context(request) | {
            "region": region,
            "sections": sections_for(region),
            "map": region_map(marked=[region]),
            "subscription": self.feed_of(region, request) if region.pk else None,
            "meta_title": region.name,
            "meta_description": _("Projects, publications, events and people to turn to %(where)s.")
            % {"where": region.locative},
        }
        return TemplateResponse(request, "topics/region.html", context)

    @path("<slug:slug>/feed/", name="feed")
    def feed_route(self, request, slug):
        return atom_response(request, self.feed_of(get_object_or_404(Region, slug=slug), request))

    @path("<slug:slug>/feed.json/", name="json_feed")
    def json_feed_route(self, request, slug):
        return json_response(request, self.feed_of(get_object_or_404(Region, slug=slug), request))

    def feed_of(self, region, request) -> Feed:
        return Feed(
            title=titled(request, region.name),
            description=_("News, projects, publications and events on %(region)s") % {"region": region.name},
            list_path=self.address_of(region, request),
            identity=f"{self.translation_key.urn}/{region.key}",
            querysets=pages_about(region),
        )
