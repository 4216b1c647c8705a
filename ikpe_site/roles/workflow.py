"""The approval of what authors submit, in two steps."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from ikpe_site.home.models import HomePage

from .groups import ADMINISTRATION, EDITORS

WORKFLOW = "Freigabe"  # „Zur Freigabe einreichen“
STEPS = {
    "Prüfung durch die Redaktion": (EDITORS, ADMINISTRATION),
    "Freigabe durch die Administration": (ADMINISTRATION,),
}


def setup_workflow() -> None:
    """Make the workflow for the whole site unless there is one, also one that is switched off or was changed."""
    home = Page.objects.type(HomePage).first()
    if home is None or Workflow.objects.exists():
        return
    workflow = Workflow.objects.create(name=WORKFLOW)
    for number, (name, groups) in enumerate(STEPS.items()):
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.set(Group.objects.filter(name__in=groups))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=number)
    WorkflowPage.objects.create(workflow=workflow, page=home)
