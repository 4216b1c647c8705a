"""Marking pages as reviewed: one by one, and from a list."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from ikpe_site.editing.reviews import mark_as_reviewed


def review(request, pk: int):
    """Ask whether all of the page is still true, then keep the answer."""
    page = get_object_or_404(Page, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    next_url = get_valid_next_url_from_request(request)
    if request.method == "POST":
        mark_as_reviewed(page, request.user)
        text = _("„%(page)s“ counts as reviewed from today.") % {"page": page.get_admin_display_title()}
        messages.success(request, text)
        return redirect(next_url or reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return render(request, "dashboard/review.html", {"page": page, "next": next_url})


class ReviewBulkAction(PageBulkAction):
    display_name = gettext_lazy("Mark as reviewed")
    action_type = "review"
    aria_label = gettext_lazy("Mark the chosen pages as reviewed")
    template_name = "dashboard/bulk_review.html"
    action_priority = 60

    def check_perm(self, page):
        return page.permissions_for_user(self.request.user).can_edit()

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        for page in objects:
            mark_as_reviewed(page, user)
        return len(objects), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(count)s page counts as reviewed from today.",
            "%(count)s pages count as reviewed from today.",
            num_parent_objects,
        ) % {"count": num_parent_objects}
