from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from ikpe_site.core.models import BasePage
from ikpe_site.editing.panels import BODY, INDEX_FORM, PICTURE, TEASER, TITLE, collapsed, page_form
from ikpe_site.editing.widgets import CheckboxColumns

from .. import structured_data
from ..querysets import TreeQuerySet
from .topics import AccordionMixin, TopicPage


class WorkAreaIndexPage(BasePage):
    motif = "bars"
    schema_page_type = "CollectionPage"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["topics.WorkAreaPage"]
    page_description = _("The work areas of the institute.")
    edit_handler = INDEX_FORM

    class Meta:
        verbose_name = _("list of work areas")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["work_areas"] = WorkAreaPage.objects.child_of(self).visible().in_tree_order().for_listing()
        return context


class WorkAreaPage(AccordionMixin, BasePage):
    class Drawing(models.TextChoices):
        """Drawings of ikpe_site.cubes.motifs."""

        BARS = "bars", _("a statistic")
        LECTURE = "lecture", _("people before a board")
        MEETING = "meeting", _("a table with chairs")
        PATH = "path", _("a way to a flag")

    drawing = models.CharField(_("drawing"), max_length=10, choices=Drawing, default=Drawing.BARS)
    topics = ParentalManyToManyField(
        TopicPage,
        verbose_name=_("topics"),
        blank=True,
        related_name="work_areas",
        help_text=_("Who is responsible for one of them also appears on the page of the work area."),
    )

    objects = PageManager.from_queryset(TreeQuerySet)()

    parent_page_types = ["topics.WorkAreaIndexPage"]
    subpage_types = []
    page_description = _("A work area of the institute, with its sections.")

    edit_handler = page_form(
        TITLE,
        TEASER,
        FieldPanel("accordion"),
        MultiFieldPanel([PICTURE, FieldPanel("drawing")], heading=_("Picture or drawing")),
        FieldPanel("topics", widget=CheckboxColumns),
        collapsed(_("Further content"), BODY),
    )
    search_fields = [*BasePage.search_fields, index.SearchField("accordion")]

    class Meta:
        verbose_name = _("work area")
        verbose_name_plural = _("work areas")

    @property
    def motif(self) -> str:
        return self.drawing

    @cached_property
    def listed_topics(self) -> list[TopicPage]:
        """The topics that visitors may see; of a preview those that are chosen in its form."""
        chosen = self.topics.values_list("id", flat=True)
        return list(TopicPage.objects.filter(pk__in=chosen).visible().in_tree_order().for_listing())

    def schema_nodes(self, graph) -> list[dict]:
        return [structured_data.service(self, graph)]
