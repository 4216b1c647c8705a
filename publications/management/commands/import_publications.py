from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from publications.imports import UnreadableFileError, plan_import, read_file
from publications.imports.files import MAX_BYTES
from publications.models import PublicationCategory


class Command(BaseCommand):
    help = "Imports publications from a BibTeX, RIS or CSL-JSON file. What is there already is left as it is."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--category", metavar="SLUG", help="category of the new publications; needed to write")
        parser.add_argument("--publish", action="store_true", help="publish at once instead of leaving drafts")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args, file, category, publish, dry_run, **options):
        try:
            with file.open("rb") as opened:
                plan = plan_import(read_file(opened.read(MAX_BYTES + 1)))
        except (OSError, UnreadableFileError) as error:
            raise CommandError(str(error)) from None
        for entry in plan.entries:
            for note in entry.notes:
                self.stdout.write(f"{entry.line}: {entry.status.label}: {entry.title} – {note}")
        self.stdout.write(", ".join(f"{number} {label}" for label, number in plan.counts))
        if dry_run:
            return
        chosen = PublicationCategory.objects.filter(slug=category or "").first()
        if chosen is None:
            slugs = ", ".join(PublicationCategory.objects.values_list("slug", flat=True))
            raise CommandError(_("Please name a category with --category: %(slugs)s") % {"slugs": slugs})
        for number in plan.carry_out(chosen, publish):
            if number % 100 == 0:
                self.stdout.write(f"{number} / {len(plan.new)}")
        self.stdout.write(_("%(number)d publications imported.") % {"number": len(plan.new)})
