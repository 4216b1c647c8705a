"""Who works on pages, and the items of the menu and the reports that are for them."""

from django.utils import timezone
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from ikpe_site.text.slugs import german_slug

PAGE_ACTIONS = ("add", "change", "publish")


def works_on_pages(user) -> bool:
    """Whether `user` may do something with any page."""
    return page_permission_policy.user_has_any_permission(user, PAGE_ACTIONS)


class PageMenuItem(MenuItem):
    def is_shown(self, request):
        return works_on_pages(request.user)


class DatedFileNameMixin:
    """For a view that exports: the file is named after the page of the admin, and the day."""

    def get_filename(self):
        return f"{german_slug(str(self.get_page_title()))}-{timezone.localdate().isoformat()}"


class PageReportView(DatedFileNameMixin, ReportView):
    permission_policy = page_permission_policy
    any_permission_required = PAGE_ACTIONS
