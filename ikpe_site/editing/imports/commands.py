from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from .plans import Plan

PROGRESS_STEP = 100


class ImportCommand(BaseCommand):
    """Says what an import would do, and, unless that is all it is to do, imports the file."""

    plan_class: type[Plan]

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def options_of_plan(self, **options) -> dict[str, Any]:
        """What the plan is to be executed with; CommandError if something is missing."""
        return {}

    def handle(self, *, file, dry_run, **options):
        try:
            with file.open("rb") as opened:
                plan = self.plan_class.read(opened.read(self.plan_class.max_bytes + 1))
        except OSError as error:
            raise CommandError(str(error)) from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        for entry in plan.entries:
            if dry_run or entry.notes:
                words = [f"{entry.line}: {entry.status.label}: {' → '.join(entry.cells)}", *entry.notes]
                self.stdout.write(" – ".join(words))
        self.stdout.write(", ".join(f"{number} {label}" for label, number in plan.counts))
        if dry_run:
            self.stdout.write(_("Nothing was saved."))
            return
        for number in plan.execute(**self.options_of_plan(**options)):
            if number % PROGRESS_STEP == 0:
                self.stdout.write(f"{number} / {len(plan.due)}")
        self.stdout.write(_("%(number)d entries imported.") % {"number": len(plan.due)})
