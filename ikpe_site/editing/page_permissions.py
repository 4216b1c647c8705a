"""Who works on pages, and the items of the menu and the reports that are for them."""

from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from .spreadsheets import ExportMixin

PAGE_ACTIONS = ("add", "change", "publish")


def works_on_pages(user) -> bool:
    """Whether `user` may do something with any page."""
    return page_permission_policy.user_has_any_permission(user, PAGE_ACTIONS)


class PageMenuItem(MenuItem):
    def is_shown(self, request):
        return works_on_pages(request.user)


class PageReportView(ExportMixin, ReportView):
    permission_policy = page_permission_policy
    any_permission_required = PAGE_ACTIONS
