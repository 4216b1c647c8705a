"""Lists and reports of Wagtail without the pages in the trash.

Wagtail hands all pages to a superuser. Everybody else has rights in the tree of the site only, where the trash is not,
but is reminded of what they edited or locked wherever it is.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.admin.views.home import LockedPagesPanel, RecentEditsPanel
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.models import Page

from .models import TrashPage, in_trash, not_in_trash


class WithoutTrashMixin:
    def get_queryset(self):
        return super().get_queryset().filter(not_in_trash())


class AgingPages(WithoutTrashMixin, AgingPagesView):
    def add_last_publisher_name_to_page(self, username_mapping, page):
        super().add_last_publisher_name_to_page(username_mapping, page)
        # Otherwise Wagtail says „None“ of pages that a program published, and „System“ in its other lists.
        page.last_published_by_user = page.last_published_by_user or _("System")


class LockedPages(WithoutTrashMixin, LockedPagesView):
    pass


class PagesOfType(WithoutTrashMixin, ContentTypeUseView):
    pass


class PageSearch(SearchView):
    # Without them, Wagtail says „1–3 von 3 None“.
    verbose_name = Page._meta.verbose_name
    verbose_name_plural = Page._meta.verbose_name_plural

    def annotate_queryset(self, pages):
        """Called before the search, which gives back no queryset. `all_pages` are those that the filters count."""
        self.all_pages = self.all_pages.filter(not_in_trash())
        return super().annotate_queryset(pages.filter(not_in_trash()))


class PageTypes(PageTypesUsageReportView):
    def get_queryset(self):
        kept = Page.objects.filter(not_in_trash())
        latest = kept.filter(content_type=OuterRef("pk")).order_by(
            F("latest_revision_created_at").desc(nulls_last=True)
        )
        types = super().get_queryset().exclude(pk=ContentType.objects.get_for_model(TrashPage).pk)
        # In the place of Wagtail's own annotations.
        return types.annotate(
            count=Count("pages", filter=Q(pages__in=kept)), last_edited_page_id=Subquery(latest.values("pk")[:1])
        ).order_by("-count", "app_label", "model")


class Workflows(WorkflowView):
    def get_queryset(self):
        return super().get_queryset().exclude(of_deleted_pages())


class WorkflowTasks(WorkflowTasksView):
    def get_queryset(self):
        return super().get_queryset().exclude(of_deleted_pages("workflow_state__"))


def of_deleted_pages(prefix: str = "") -> Q:
    """The condition for workflow states, which name a page by its key as a text; `prefix` leads to them."""
    pages = Page.objects.exclude(not_in_trash()).values(key=Cast("pk", CharField()))
    page_type = ContentType.objects.get_for_model(Page)
    return Q(**{f"{prefix}base_content_type": page_type, f"{prefix}object_id__in": pages})


class MyLockedPages(LockedPagesPanel):
    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        context["locked_pages"] = context["locked_pages"].filter(not_in_trash())
        return context


class RecentEdits(RecentEditsPanel):
    """Whoever deletes a page has often edited it before."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        context["last_edits"] = [(when, page) for when, page in context["last_edits"] if not in_trash(page)]
        return context
