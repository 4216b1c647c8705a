"""Redirects and reports on links in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.contrib.redirects.permissions import permission_policy as redirect_policy

from ikpe_site.editing.page_permissions import PageMenuItem

from . import views
from .reports import BrokenLinkReportView, MissingUrlReportView


@hooks.register("register_admin_urls")
def register_link_urls() -> list[URLPattern]:
    """The first three stand before Wagtail's own and take their place."""
    import_redirects = views.RedirectImportView.as_view()
    return [
        path("redirects/add/", views.CreateView.as_view()),
        path("redirects/<int:redirect_id>/", views.EditView.as_view()),
        path("redirects/import/", import_redirects, name="redirects_import"),
        path("redirects/import/<int:pk>/", import_redirects, name="redirects_import"),
        path("reports/missing-urls/", MissingUrlReportView.as_view(), name="missing_urls"),
        path(
            "reports/missing-urls/results/",
            MissingUrlReportView.as_view(results_only=True),
            name="missing_urls_results",
        ),
        path("reports/broken-links/", BrokenLinkReportView.as_view(), name="broken_links"),
        path(
            "reports/broken-links/results/",
            BrokenLinkReportView.as_view(results_only=True),
            name="broken_links_results",
        ),
    ]


class MissingUrlsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return redirect_policy.user_has_any_permission(request.user, MissingUrlReportView.any_permission_required)


@hooks.register("register_reports_menu_item")
def add_missing_urls() -> MenuItem:
    return MissingUrlsMenuItem(_("Addresses not found"), reverse("missing_urls"), icon_name="redirect", order=1010)


@hooks.register("register_reports_menu_item")
def add_broken_links() -> MenuItem:
    return PageMenuItem(_("Broken links"), reverse("broken_links"), icon_name="link", order=1020)
