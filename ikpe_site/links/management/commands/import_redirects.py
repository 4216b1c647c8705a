from ikpe_site.editing.imports.commands import ImportCommand
from ikpe_site.links.imports import RedirectPlan


class Command(ImportCommand):
    """Takes the place of Wagtail's command of this name, which keeps circles and targets that do not exist."""

    help = "Makes redirects from a CSV file with two columns: the old address and the new one."
    plan_class = RedirectPlan
