"""The report of the admin on what nobody answers for."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.permissions import page_permission_policy

from ikpe_site.editing.page_permissions import PageReportView
from topics.models import Region

from .gaps import Gap, GapKind, find_gaps
from .models import PersonPage


class GapFilterSet(WagtailFilterSet):
    kind = ChoiceFilter(label=_("Gap"), choices=GapKind.choices)

    class Meta:
        model = PersonPage  # asked for by FilterSet: gaps are not stored
        fields = []

    def filter_queryset(self, gaps: list[Gap]) -> list[Gap]:
        kind = self.form.cleaned_data["kind"]
        return [gap for gap in gaps if gap.kind == kind] if kind else gaps


class GapReportView(PageReportView):
    """The gaps in pages and regions that the user sees in the admin, each with a link to where it can be filled."""

    page_title = _("Gaps in responsibilities")
    header_icon = "warning"
    results_template_name = "people/admin/gap_report_results.html"
    index_url_name = "people_gaps"
    index_results_url_name = "people_gaps_results"
    filterset_class = GapFilterSet
    list_export = ("kind.label", "title", "person_name", "date")
    export_headings = {
        "kind.label": _("Gap"),
        "title": _("About"),
        "person_name": _("Person"),
        "date": _("Date"),
    }

    def get_queryset(self) -> list[Gap]:
        return [gap for gap in find_gaps() if self.may(gap, ("view", "change"), self.explorable)]

    @cached_property
    def columns(self):
        headings = self.export_headings
        return [
            Column("kind", label=headings["kind.label"], accessor="kind.label"),
            TitleColumn("title", label=headings["title"], get_url=self.get_edit_url, width="45%"),
            Column("person", label=headings["person_name"], accessor="person_name"),
            Column("date", label=headings["date"], accessor="date_display"),
        ]

    @cached_property
    def explorable(self) -> set[int]:
        return set(page_permission_policy.explorable_instances(self.request.user).values_list("pk", flat=True))

    @cached_property
    def editable(self) -> set[int]:
        pages = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return set(pages.values_list("pk", flat=True))

    def may(self, gap: Gap, actions: tuple[str, ...], pages: set[int]) -> bool:
        """Whether the user has one of the rights `actions` to the region of `gap`, or its page is among `pages`."""
        if isinstance(gap.target, Region):
            return any(self.request.user.has_perm(f"topics.{action}_region") for action in actions)
        return gap.target.pk in pages

    def get_edit_url(self, gap: Gap) -> str | None:
        if not self.may(gap, ("change",), self.editable):
            return None
        name = "wagtailsnippets_topics_region" if isinstance(gap.target, Region) else "wagtailadmin_pages"
        return reverse(f"{name}:edit", args=[gap.target.pk])
