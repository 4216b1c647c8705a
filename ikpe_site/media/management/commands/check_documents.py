from django.core.management.base import BaseCommand

from ...accessibility.checks import check, unchecked


class Command(BaseCommand):
    help = "Looks for barriers in the documents that were uploaded before there was a check."

    def handle(self, **options):
        documents = list(unchecked())
        with_barriers = sum(bool(check(document)) for document in documents)
        self.stdout.write(f"{len(documents)} Dokumente geprüft, {with_barriers} davon mit Barrieren")
