import datetime
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandParser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from ...archive import media_names

FOLDERS = ("documents", "images", "original_images")
AGE = datetime.timedelta(days=1)  # an upload that runs has a file before it has a row


class Command(BaseCommand):
    help = (
        "Deletes pictures and documents that no row of the database names: left over when a process was killed or the "
        "disk was full during an upload. Files of the last day stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only list them")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        # The files first, the rows after: what is uploaded in between is not taken for left over.
        names = [name for folder in FOLDERS for name in media_names(folder)]
        named: set[str] = set()
        for model in apps.get_models():
            for field in model._meta.local_fields:
                if isinstance(field, models.FileField):
                    named.update(model._base_manager.values_list(field.attname, flat=True))
        count = 0
        for name in names:
            if name not in named and timezone.now() - default_storage.get_modified_time(name) > AGE:
                count += 1
                self.stdout.write(name)
                if not dry_run:
                    default_storage.delete(name)
        self.stdout.write(_("%(count)s files that nothing refers to") % {"count": count})
