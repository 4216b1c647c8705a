from typing import Any

from django.core.management.base import BaseCommand

from ...index import rebuild


class Command(BaseCommand):
    help = "Makes the index of the search anew from all pages and documents. The site goes on answering meanwhile."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} entries")
