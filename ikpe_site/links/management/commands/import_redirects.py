from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ...imports import Status, plan_import


class Command(BaseCommand):
    """Takes the place of Wagtail's command of this name, which keeps circles and targets that do not exist."""

    help = "Make redirects from a CSV file with two columns: the old address and the new one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what each line would do")

    def handle(self, *, file: Any, dry_run: bool, **options: Any) -> None:
        try:
            plan = plan_import(file.read_bytes())
        except OSError as error:
            raise CommandError(str(error)) from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        for entry in plan.entries:
            if dry_run or entry.note or entry.status == Status.ERROR:
                self.stdout.write(
                    f"{entry.line}: {entry.status.label}: {entry.old} → {entry.new} {entry.note}".rstrip()
                )
        if not dry_run:
            plan.carry_out()
        self.stdout.write(", ".join(f"{number} {label}" for label, number in plan.counts))
        if dry_run:
            self.stdout.write(_("Nothing was saved."))
