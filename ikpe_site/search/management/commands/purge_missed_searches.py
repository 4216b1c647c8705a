from typing import Any

from django.core.management.base import BaseCommand

from ...missed import forget


class Command(BaseCommand):
    help = "Deletes searches without a result that nobody has repeated for long. To be run daily."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{forget()} deleted")
