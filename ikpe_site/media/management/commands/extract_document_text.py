from collections import Counter

from django.core.management.base import BaseCommand

from ...documents.extraction import extract
from ...models import CustomDocument, DocumentText


class Command(BaseCommand):
    help = "Reads the text of all documents that have not been read yet, for the search."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="read all documents anew, for example after an update")

    def handle(self, *, all, **options):  # noqa: A002 named as the option
        documents = CustomDocument.objects.all()
        if all:
            DocumentText.objects.all().delete()
        else:
            documents = documents.filter(extracted=None)
        states = Counter(extract(document).state for document in documents.order_by("pk").iterator())
        for state, count in states.most_common():
            self.stdout.write(f"{count}: {DocumentText.State(state).label}")
