"""Example content: a report of all of it, and the ways to be rid of it at once."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.documents.views.bulk_actions.document_bulk_action import DocumentBulkAction
from wagtail.permissions import page_permission_policy

from ikpe_site.core.examples import example_pages
from ikpe_site.editing.page_changes import UnpublishableError, change_page, obstacle_to_change
from ikpe_site.editing.page_permissions import PageReportView
from ikpe_site.media.models import CustomDocument


def what_is_example(page) -> str:
    """„the whole page“, or how many of its parts."""
    if page.is_example:
        return str(_("the whole page"))
    return ngettext("%(count)s part", "%(count)s parts", page.example_parts) % {"count": page.example_parts}


class ExampleReportView(PageReportView):
    """The pages with example content that the user sees in the admin; each is edited or, with others, dealt with."""

    page_title = _("Example content")
    header_icon = "warning"
    template_name = "dashboard/example_report.html"
    results_template_name = "dashboard/example_results.html"
    index_url_name = "example_content"
    index_results_url_name = "example_content_results"
    default_ordering = "title"
    is_searchable = True
    search_fields = ["title"]
    list_export = ("title", "page_type_display_name", "example", "status_string")
    export_headings = {
        "title": _("Page"),
        "page_type_display_name": _("Type"),
        "example": _("Example is"),
        "status_string": _("Status"),
    }

    def get_base_queryset(self):
        explorable = page_permission_policy.explorable_instances(self.request.user)
        return example_pages().filter(pk__in=explorable.values("pk")).specific(defer=False)

    @cached_property
    def columns(self) -> list[Any]:
        headings = self.export_headings
        return [
            BulkActionsColumn("bulk_actions"),
            TitleColumn(
                "title",
                label=headings["title"],
                accessor="get_admin_display_title",
                get_url=self.get_edit_url,
                sort_key="title",
            ),
            Column("type", accessor="page_type_display_name", label=headings["page_type_display_name"], width="18%"),
            Column("example", accessor=what_is_example, label=headings["example"], width="18%"),
            PageStatusColumn("status", label=headings["status_string"], sort_key="live", width="12%"),
        ]

    @cached_property
    def editable(self) -> set[int]:
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return set(example_pages().filter(pk__in=mine.order_by().values("pk")).values_list("pk", flat=True))

    def get_edit_url(self, page) -> str | None:
        return reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk in self.editable else None

    def to_row_dict(self, item):
        item.example = what_is_example(item)
        return super().to_row_dict(item)

    def get_context_data(self, *args, **kwargs):
        """The documents have a list of their own, in which the same can be done with them."""
        mine = document_policy.instances_user_has_any_permission_for(self.request.user, ["change", "delete"])
        return super().get_context_data(*args, **kwargs) | {
            "documents": mine.filter(is_example=True).count(),
            "documents_url": f"{reverse('wagtaildocs:index')}?is_example=True",
        }


class RemoveExampleMark:
    """What was an example is true now: only the mark goes, everything else stays."""

    display_name = _("Remove the example mark")
    action_type = "remove_example_mark"
    aria_label = _("Remove the mark of examples from what is chosen")
    template_name = "dashboard/bulk_remove_example_mark.html"
    action_priority = 55


class RemovePageExampleMark(RemoveExampleMark, PageBulkAction):
    def check_perm(self, page):
        return not obstacle_to_change(page, self.request.user)

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        changed = 0
        for page in objects:
            try:
                change_page(page.pk, [lambda one: one.remove_example_marks()], user)
            except UnpublishableError:
                continue  # its form says what is missing
            changed += 1
        return changed, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(count)s page is no example any more.", "%(count)s pages are no examples any more.", num_parent_objects
        ) % {"count": num_parent_objects}


class RemoveDocumentExampleMark(RemoveExampleMark, DocumentBulkAction):
    def check_perm(self, document):
        return document_policy.user_has_permission_for_instance(self.request.user, "change", document)

    @classmethod
    def execute_action(cls, objects, **kwargs):
        changed = CustomDocument.objects.filter(pk__in=[document.pk for document in objects], is_example=True)
        return changed.update(is_example=False), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(count)s document is no example any more.",
            "%(count)s documents are no examples any more.",
            num_parent_objects,
        ) % {"count": num_parent_objects}
