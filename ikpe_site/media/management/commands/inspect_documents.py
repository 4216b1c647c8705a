from collections import Counter

from django.core.management.base import BaseCommand
from django.db.models import Q

from ...inspection import inspect
from ...models import CustomDocument, DocumentInspection


class Command(BaseCommand):
    help = "Inspects the documents that have not been read yet, or whose file was missing: text and accessibility."

    def add_arguments(self, parser):
        parser.add_argument(
            "--all", action="store_true", help="inspect all documents anew, for example after an update"
        )

    def handle(self, *, all, **options):  # noqa: A002 named as the option
        if all:
            DocumentInspection.objects.update(file_hash="")
        documents = CustomDocument.objects.filter(Q(inspection=None) | Q(inspection__file_hash="")).order_by("pk")
        states, with_issues = Counter(), 0
        for document in documents:
            inspection = inspect(document)
            states[inspection.state] += 1
            with_issues += bool(inspection.accessibility_issues)
        self.stdout.write(f"{states.total()} Dokumente geprüft, {with_issues} davon mit Barrieren")
        for state, count in states.most_common():
            self.stdout.write(f"{count}: {DocumentInspection.State(state).label}")
