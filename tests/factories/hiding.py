"""What a visitor may not see, and why."""

import datetime

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from ikpe_site.trash.actions import move_to_trash


def mark_published():
    """Give all pages the dates that publishing in the admin would have set."""
    Page.objects.filter(live=True).update(first_published_at=timezone.now(), last_published_at=timezone.now())


def make_draft(page):
    """Take a page offline, as „Depublizieren“ does."""
    type(page).objects.filter(pk=page.pk).update(live=False)


def make_private(page):
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type=PageViewRestriction.LOGIN)


def make_parent_private(page):
    make_private(page.get_parent())


def make_expired(page):
    """Past its expiry, and the scheduler has not come round yet: still marked as live."""
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))


def make_scheduled(page):
    """Not published before tomorrow."""
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    type(page).objects.filter(pk=page.pk).update(live=False, go_live_at=tomorrow)


def make_deleted(page):
    move_to_trash(page, user=None)


HIDING = {
    "draft": make_draft,
    "private": make_private,
    "below a private page": make_parent_private,
    "expired": make_expired,
    "to go live tomorrow": make_scheduled,
    "in the trash": make_deleted,
}
