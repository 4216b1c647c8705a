"""What goes live and what expires at a set time: for the dashboard, and by month as a page of the admin."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ikpe_site.core.months import Month, midnight
from ikpe_site.editing.admin_urls import edit_url
from ikpe_site.editing.listings import scheduled_revisions
from ikpe_site.editing.page_permissions import PAGE_ACTIONS

from .access import editable


@dataclass(frozen=True)
class Change:
    """`page` goes live at `moment`, or expires then."""

    moment: datetime.datetime
    page: Page
    expires: bool = False

    @property
    def day(self) -> datetime.date:
        return timezone.localdate(self.moment)

    @property
    def is_overdue(self) -> bool:
        """Its time is over and nothing happened: the scheduler does not run."""
        return self.moment < timezone.now() - datetime.timedelta(minutes=5)

    @property
    def url(self) -> str:
        return edit_url(self.page.pk)


def changes(user, before: datetime.datetime, after: datetime.datetime | None = None) -> list[Change]:
    """What is to happen between the two moments to pages that `user` may edit, in two queries, the next first.

    A draft that is to go live and to expire counts with both. Without `after`, what is overdue counts as well.
    """
    waiting = list(scheduled_revisions().values_list("object_id", "approved_go_live_at", "content__expire_at"))
    expiring = Q(live=True, expire_at__isnull=False, expire_at__lt=before)
    pages = editable(Page, user).filter(Q(pk__in=[pk for pk, _moment, _expiry in waiting]) | expiring)
    pages = {page.pk: page for page in pages.only("title", "draft_title", "live", "expire_at")}
    planned = [Change(page.expire_at, page, expires=True) for page in pages.values() if page.live and page.expire_at]
    for object_id, moment, expiry in waiting:
        if page := pages.get(int(object_id)):
            planned.append(Change(moment, page))
            if expiry and not page.live:
                planned.append(Change(parse_datetime(expiry), page, expires=True))
    within = [change for change in planned if change.moment < before and (after is None or change.moment >= after)]
    return sorted(within, key=lambda change: (change.moment, change.page.pk))


class TimetableView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A month with what goes live and what expires on its days; `?monat=2026-03` names it."""

    page_title = _("Timetable")
    header_icon = "time"
    template_name = "dashboard/timetable.html"
    permission_policy = page_permission_policy
    any_permission_required = PAGE_ACTIONS

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        month = Month.parse(self.request.GET.get("monat", "")) or Month.of(timezone.localdate())
        planned = changes(self.request.user, midnight(month.end), midnight(month.first))
        weeks = month.weeks(lambda day: [change for change in planned if change.day == day])
        return super().get_context_data(month=month, weeks=weeks, changes=planned, **kwargs)
