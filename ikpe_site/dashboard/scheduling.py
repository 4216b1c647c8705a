"""A time that is entered does nothing yet: what is still to be done is said after saving."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page


def say_what_is_still_to_be_done(request, page: Page) -> None:
    """After a draft was saved by hand that has a time and is not scheduled."""
    is_automatic = "json" in request.headers.get("accept", "")
    if is_automatic or not page.go_live_at or page.go_live_at <= timezone.now() or page.approved_schedule:
        return
    if page.current_workflow_state:
        text = _("The schedule holds as soon as the page is approved.")
    elif page.permissions_for_user(request.user).can_publish():
        text = _("The page is not scheduled yet: choose “Schedule to publish” below.")
    else:
        text = _("The page is not scheduled yet: submit it for approval.")
    messages.warning(request, text)
