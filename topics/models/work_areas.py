from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from ikpe_site.core.models import BasePage
from ikpe_site.editing.panels import BODY, INDEX_FORM, PICTURE, TEASER, TITLE, collapsed, page_form

from .. import structured_data
from ..querysets import TreeQuerySet
from .topics import AccordionMixin


class WorkAreaIndexPage(BasePage):
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
    objects = PageManager.from_queryset(TreeQuerySet)()

    parent_page_types = ["topics.WorkAreaIndexPage"]
    subpage_types = []
    page_description = _("A work area of the institute, with its sections.")

    edit_handler = page_form(TITLE, TEASER, FieldPanel("accordion"), PICTURE, collapsed(_("Further content"), BODY))
    search_fields = [*BasePage.search_fields, index.SearchField("accordion")]

    class Meta:
        verbose_name = _("work area")
        verbose_name_plural = _("work areas")

    def schema_nodes(self, graph) -> list[dict]:
        return [structured_data.service(self, graph)]
