"""Changing a page from elsewhere than its form: what is live and the draft alike.

What belongs to a page is part of its revisions: what changed in the database alone would be lost with the next edit. A
change is a function of a page, called with the live page and then with the draft, if there is one.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page


class UnpublishableError(Exception):
    """A page cannot be published as it is, for `reasons` that an editor has to see to first."""

    def __init__(self, page: Page, reasons: list[str]):
        super().__init__(page.title)
        self.page, self.reasons = page, reasons


def change_page(pk: int, changes: list[Callable], user):
    """Apply `changes`, functions of a page, and keep a revision with them.

    The live page is changed and published; unpublished changes get the same changes and stay what they are: a draft.
    """
    page = Page.objects.get(pk=pk).specific
    draft = page.get_latest_revision() if page.has_unpublished_changes or not page.live else None
    for change in changes:
        change(page)
    try:
        # Saved first, so that new rows have their keys when the revision is made.
        page.save(clean=page.live)
        if page.live:
            page.save_revision(user=user, log_action=True).publish(user=user)
    except ValidationError as error:
        raise UnpublishableError(page, error.messages) from error
    if draft:
        page = draft.as_object()
        for change in changes:
            change(page)
    if draft or not page.live:
        page.save_revision(user=user, log_action=True, clean=False)


def obstacle_to_change(page: Page, user) -> str:
    """Why `user` cannot publish `page` now; empty if nothing hinders."""
    if not page.permissions_for_user(user).can_publish():
        return _("You may not publish this page.")
    # Only such pages can be locked: spares the others the look-ups.
    if page.locked or page.has_unpublished_changes:
        if page.approved_schedule:
            return _("The page is scheduled for publication, which would undo the change.")
        if page.workflow_in_progress:
            return _("The page is in moderation, which would undo the change.")
        if (lock := page.get_lock()) and lock.for_user(user):
            return _("The page is locked.")
    return ""
