"""What the search adds to the admin: a report, in the place of Wagtail's own."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .reports import MissedSearchReportView


@hooks.register("register_admin_urls")
def register_missed_searches() -> list[URLPattern]:
    view = MissedSearchReportView
    return [
        path("reports/missed-searches/", view.as_view(), name="missed_searches"),
        path("reports/missed-searches/results/", view.as_view(results_only=True), name="missed_searches_results"),
    ]


class MissedSearchesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        view = MissedSearchReportView
        return view.permission_policy.user_has_any_permission(request.user, view.any_permission_required)


@hooks.register("register_reports_menu_item")
def add_missed_searches() -> MenuItem:
    return MissedSearchesMenuItem(
        _("Searched and not found"), reverse("missed_searches"), icon_name="search", order=1100
    )


@hooks.register("construct_reports_menu")
def leave_out_search_terms(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's own report would stay empty: what visitors search is not recorded, unless it was not found."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]
