"""Which buttons the form of a page offers first, and who may publish what waits for an approval."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from ikpe_site.editing.admin_urls import edit_url

PUBLISH, CANCEL, APPROVE = "action-publish", "action-cancel-workflow", "approve"


def order_actions(items: list, request, context) -> None:
    """Put what most people came for first: to approve what waits for them, else to publish."""
    page = context.get("page")
    if page and not may_publish_now(page, request.user):
        items[:] = [item for item in items if item.name != PUBLISH]
    if page and not may_cancel_approval(page, request.user):
        items[:] = [item for item in items if item.name != CANCEL]
    by_name = {item.name: item for item in reversed(items)}
    if first := by_name.get(APPROVE) or by_name.get(PUBLISH):
        items.remove(first)
        items.insert(0, first)


def may_publish_now(page: Page, user) -> bool:
    """Whether `user` skips no step of an approval: none runs, or the last one is theirs."""
    state = page.current_workflow_state
    if state is None or user.is_superuser:
        return True
    last = state.workflow.tasks.last()
    return last is None or bool(last.specific.get_actions(page, user))


def may_cancel_approval(page: Page, user) -> bool:
    state = page.current_workflow_state
    return state is None or user in (state.requested_by, page.owner) or may_publish_now(page, user)


def keep_approval(request, page: Page) -> None:
    """Refuse to cancel an approval by a button that the form no longer offers."""
    if request.method == "POST" and CANCEL in request.POST and not may_cancel_approval(page, request.user):
        raise PermissionDenied


def wait_for_approval(request, page: Page):
    """Keep as a draft what a form from before its submission would publish."""
    if may_publish_now(page, request.user):
        return None
    say_what_waits(request, [page])
    return redirect(edit_url(page.pk))


def wait_for_approvals(request, action_type: str, objects: list, action):
    """Publish nothing of several pages if one of them waits for an approval."""
    if action_type != "publish" or action.models != [Page]:
        return None
    pages = list(objects)
    if "include_descendants" in request.POST:
        pages += [page for parent in objects for page in parent.get_descendants().not_live()]
    waiting = [page for page in pages if not may_publish_now(page, request.user)]
    if not waiting:
        return None
    say_what_waits(request, waiting)
    return redirect(action.next_url)


def say_what_waits(request, pages: list[Page]) -> None:
    names = ", ".join(f"„{page.get_admin_display_title()}“" for page in pages)
    messages.warning(
        request, _("Not published, because the approval is not complete yet: %(pages)s") % {"pages": names}
    )
