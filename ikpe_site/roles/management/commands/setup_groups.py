from django.core.management.base import BaseCommand
from django.db import transaction

from ...groups import ROLES, setup_groups
from ...workflow import setup_workflow


class Command(BaseCommand):
    help = (
        "Makes the groups of the admin with their rights, and the workflow, as `migrate` does. Gives back what a "
        "group lacks, leaves alone what it was given beyond, and leaves a workflow alone that is there."
    )

    @transaction.atomic
    def handle(self, **options):
        setup_groups()
        setup_workflow()
        self.stdout.write(self.style.SUCCESS(", ".join(role.name for role in ROLES)))
