"""What reviewers asked for: said to the author on the first page of the admin and above the form."""

from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel
from wagtail.models import Page, WorkflowState


class OwnSubmissionsPanel(UserObjectsInWorkflowModerationPanel):
    """Wagtail's panel of one's own pages that wait or came back, with the reason why they did."""

    template_name = "dashboard/own_submissions.html"


def with_reasons(panels: list) -> None:
    """Put ours in the place of Wagtail's panel."""
    for number, panel in enumerate(panels):
        if type(panel) is UserObjectsInWorkflowModerationPanel:
            panels[number] = OwnSubmissionsPanel()


def say_what_was_asked_for(request, page: Page) -> None:
    """Above the form of a page that came back, each time that it is opened."""
    state = page.current_workflow_state
    if request.method != "GET" or state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return
    task_state = state.current_task_state
    who = get_user_display_name(task_state.finished_by) if task_state.finished_by else task_state.task.name
    if comment := task_state.specific.get_comment():
        text = _("%(reviewer)s asks for changes: “%(comment)s”") % {"reviewer": who, "comment": comment}
    else:
        text = _("%(reviewer)s asks for changes.") % {"reviewer": who}
    messages.warning(request, text)
