from typing import Any

from django.core.management.base import BaseCommand

from ... import purging as page_cache


class Command(BaseCommand):
    help = "Lets the page cache ask for all pages again; the old ones stay for as long as the site does not answer."

    def handle(self, **options: Any) -> None:
        page_cache.empty()
