from django.core.management.base import BaseCommand

from publications.models import PublicationPage


class Command(BaseCommand):
    help = "Formats all references anew: after an update of citeproc-py or of a style in citation/styles/."

    def handle(self, *args, **options):
        number = 0
        for publication in PublicationPage.objects.prefetch_related("contributors__person").iterator(chunk_size=200):
            publication.refresh_derived()
            number += 1
        self.stdout.write(f"{number} Literaturangaben neu formatiert.")
