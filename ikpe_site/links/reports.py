"""The reports of the admin on URLs that were asked for in vain and on broken links."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.contrib.redirects.permissions import permission_policy as redirect_policy
from wagtail.permissions import page_permission_policy

from ikpe_site.editing.page_permissions import PageReportView
from ikpe_site.editing.spreadsheets import ExportMixin

from .models import Link, MissingUrl


class DayColumn(Column):
    """A date as such: Wagtail's own says how many hours have passed since its midnight."""

    def get_value(self, instance: Any) -> Any:
        return date_format(super().get_value(instance), "SHORT_DATE_FORMAT")


class MissingUrlReportView(ExportMixin, ReportView):
    """The URLs that visitors did not find, the most wanted first, each one click away from a redirect."""

    page_title = _("Addresses not found")
    header_icon = "redirect"
    model = MissingUrl
    results_template_name = "links/missing_url_results.html"
    index_url_name = "missing_urls"
    index_results_url_name = "missing_urls_results"
    permission_policy = redirect_policy
    any_permission_required = ("add", "change")
    default_ordering = ("-count", "path")
    is_searchable = True
    search_fields = ["path"]
    list_export = ("path", "count", "last_asked_on")

    @cached_property
    def columns(self) -> list[Any]:
        return [
            Column("path", label=_("Web address"), width="50%", sort_key="path"),
            Column("count", label=_("Requests"), sort_key="count"),
            DayColumn("last_asked_on", label=_("Last asked for"), sort_key="last_asked_on"),
            TitleColumn(
                "add", label=_("What to do"), accessor=lambda _row: _("Add redirect"), get_url=self.get_add_url
            ),
        ]

    def get_add_url(self, missing: MissingUrl) -> str:
        return f"{reverse('wagtailredirects:add')}?{urlencode({'old_path': missing.path})}"


class LinkFilterSet(WagtailFilterSet):
    problem = ChoiceFilter(label=_("Problem"), choices=Link.Problem.choices)
    is_external = ChoiceFilter(label=_("Leads to"), choices=[(False, _("this website")), (True, _("other websites"))])

    class Meta:
        model = Link
        fields: ClassVar[list[str]] = []


class BrokenLinkReportView(PageReportView):
    """The links that lead nowhere, in the pages that the user sees in the admin, each with a way to its field."""

    page_title = _("Broken links")
    header_icon = "link"
    model = Link
    results_template_name = "links/broken_link_results.html"
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    filterset_class = LinkFilterSet
    default_ordering = ("broken_since", "pk")
    list_export = ("source_title", "field", "address", "get_problem_display", "status", "broken_since", "checked_at")
    export_headings = {
        "source_title": _("Page"),
        "field": _("Field"),
        "address": _("Web address"),
        "get_problem_display": _("Problem"),
        "status": _("Status"),
        "broken_since": _("Since"),
        "checked_at": _("Checked"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        links = Link.objects.broken().select_related("page")
        pages = page_permission_policy.explorable_instances(self.request.user).values("pk")
        seen = links.filter(page__in=pages)
        return seen | links.filter(page=None) if self.may_edit_settings else seen

    @property
    def may_edit_settings(self) -> bool:
        return self.request.user.has_perm("core.change_institutesettings")

    @cached_property
    def columns(self) -> list[Any]:
        headings = self.export_headings
        return [
            TitleColumn("page", label=headings["source_title"], accessor="source_title", get_url=self.get_edit_url),
            Column("field", label=headings["field"], sort_key="field"),
            Column("address", label=headings["address"], width="30%", sort_key="address"),
            Column("problem", label=headings["get_problem_display"], accessor="problem_display"),
            DayColumn("broken_since", label=headings["broken_since"], sort_key="broken_since"),
        ]

    @cached_property
    def editable(self) -> set[int]:
        pages = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return set(pages.values_list("pk", flat=True))

    def get_edit_url(self, link: Link) -> str | None:
        """The form of the page, opened at the block that holds the link."""
        if link.page_id is None:
            return reverse("wagtailsettings:edit", args=["core", "institutesettings"])
        if link.page_id not in self.editable:
            return None
        return f"{reverse('wagtailadmin_pages:edit', args=[link.page_id])}#:w:contentpath={link.content_path}"
