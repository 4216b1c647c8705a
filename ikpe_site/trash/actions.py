"""Into the trash and back."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from ikpe_site.editing.slugs import available_slug

from .models import SLUG, DeletedPage, TrashPage, in_trash

LOST_BY_UNPUBLISHING = ("has_unpublished_changes", "live_revision_id")


def get_trash() -> TrashPage:
    """Return the trash, made with the first page that is deleted."""
    root = Page.objects.select_for_update().get(depth=1)  # two who delete at once make one trash
    if trash := TrashPage.objects.first():
        return trash
    return root.add_child(instance=TrashPage(title=_("Trash"), slug=SLUG, live=False))


@transaction.atomic
def move_to_trash(page: Page, user) -> DeletedPage:
    """Take `page` and what is below it off the site, with all revisions, and keep them in the trash.

    Whether `user` may delete it is the caller's to check.
    """
    trash = get_trash()
    page = Page.objects.get(pk=page.pk)
    tree = page.get_descendants(inclusive=True)
    # Copies of a page (aliases) are unpublished with it.
    live = Page.objects.filter(Q(pk__in=tree.values("pk")) | Q(alias_of__in=tree.values("pk")), live=True)
    entry = DeletedPage.objects.create(
        page=page,
        parent=page.get_parent(),
        slug=page.slug,
        was_live={str(page.pk): {name: getattr(page, name) for name in LOST_BY_UNPUBLISHING} for page in live},
        deleted_at=timezone.now(),
        deleted_by=user,
    )
    for each in tree.specific():
        if state := each.current_workflow_state:
            state.cancel(user=user)
        if each.live:
            UnpublishPageAction(each, user=user, log_action=None).execute(skip_permission_checks=True)
    # What was to be published later is not: the scheduler knows no trash.
    keys = [str(pk) for pk in tree.values_list("pk", flat=True)]
    Revision.page_revisions.filter(object_id__in=keys).update(approved_go_live_at=None)
    Page.objects.filter(pk=page.pk).update(slug=f"{SLUG}-{page.pk}")
    move(page, trash, user)
    return entry


@transaction.atomic
def restore(entry: DeletedPage, parent: Page, user) -> Page:
    """Bring the page back below `parent`, with the addresses and the state that it and those below it had.

    What was live is live again if `user` may publish there, otherwise a draft. Whether `user` may add a page there is
    the caller's to check.
    """
    page = Page.objects.get(pk=entry.page_id)
    Page.objects.filter(pk=page.pk).update(slug=available_slug(entry.slug, parent))
    move(page, parent, user)
    page = Page.objects.get(pk=page.pk).specific
    if page.permissions_for_user(user).can_publish():
        for each in Page.objects.filter(pk__in=entry.was_live).specific():
            if not in_trash(each):
                publish_again(each, entry.was_live[str(each.pk)])
    entry.delete()
    return Page.objects.get(pk=page.pk).specific  # as it is by now


def move(page: Page, parent: Page, user) -> None:
    # Read again: the action takes the address from the page.
    action = MovePageAction(Page.objects.get(pk=page.pk), Page.objects.get(pk=parent.pk), pos="last-child", user=user)
    action.execute(skip_permission_checks=True)


def publish_again(page: Page, state: dict) -> None:
    page.live = True
    for name in LOST_BY_UNPUBLISHING:
        setattr(page, name, state[name])
    page.save(clean=False)
    page_published.send(sender=type(page), instance=page, revision=page.live_revision)


def delete_for_good(entry: DeletedPage, user=None) -> None:
    """Delete the page, and the entry with it. Whether `user` may is the caller's to check."""
    DeletePageAction(entry.page, user=user).execute(skip_permission_checks=True)
