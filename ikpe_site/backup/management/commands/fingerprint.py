import json
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from ... import rows, schema


class Command(BaseCommand):
    help = (
        "Prints number and checksum of the rows of each table as JSON. Two databases with the same content have the "
        "same, also if one is SQLite and the other one PostgreSQL."
    )

    def handle(self, **options: Any) -> None:
        with rows.snapshot(connection) as reader:
            digests = rows.digests_of(reader, schema.content_models(reader))
            migrations = schema.applied_migrations(reader)
        self.stdout.write(json.dumps({"migrations": migrations, "tables": digests}, indent=1))
