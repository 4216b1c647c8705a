from datetime import timedelta

from django.core.management.base import BaseCommand

from ...actions import delete_for_good
from ...models import KEPT, DeletedPage


class Command(BaseCommand):
    help = "Deletes for good what has been in the trash for 30 days. To be run every day."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=KEPT.days, help="delete what is older than this instead")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")

    def handle(self, *, days, dry_run, **options):
        entries = list(DeletedPage.objects.outdated(timedelta(days=days)).select_related("page"))
        for entry in entries:
            self.stdout.write(f"  {entry}")
            if not dry_run:
                delete_for_good(entry)
        self.stdout.write(f"{len(entries)} {'Seiten zu löschen' if dry_run else 'Seiten gelöscht'}.")
