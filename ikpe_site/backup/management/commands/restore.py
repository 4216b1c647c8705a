from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pyrage
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from ikpe_site.page_cache import purging as page_cache

from ... import archive, places, rows, schema


class Command(BaseCommand):
    help = (
        "Brings database and media to the state of a backup. Checks the backup as a whole before it changes anything, "
        "and the database before it commits. Can be run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", help="name of a backup, path of a file, or „latest“")
        parser.add_argument("--overwrite", action="store_true", help="although there is content, which will be lost")
        parser.add_argument("--identity-file", type=Path, help="file with the secret key, instead of BACKUP_IDENTITY")
        parser.add_argument("--media-folder", type=Path, help="write the media there instead of into the storage")

    def handle(self, *, backup: str, overwrite: bool, identity_file: Any, media_folder: Any, **options: Any) -> None:
        if not overwrite and schema.has_content(connection):
            raise CommandError(_("There is content in this database. To lose it, say --overwrite."))
        identity = read_identity(identity_file) if identity_file else settings.BACKUP_IDENTITY
        storage = FileSystemStorage(location=media_folder) if media_folder else default_storage
        name = latest() if backup == "latest" else backup
        with open_backup(name, identity) as file:
            manifest = self.verified(name, file)
            self.restore_media(file, storage)
            self.restore_database(manifest, file)
        call_command("migrate", interactive=False, verbosity=0)
        cache.clear()
        call_command("update_index", verbosity=0)
        page_cache.empty(keep_stale=False)
        self.stdout.write(_("Done: the site is as it was when the backup was made. Everybody has to log in again."))

    def verified(self, name: str, file: Any) -> archive.Manifest:
        try:
            manifest = archive.verify(file)
        except archive.BrokenArchiveError as error:
            raise CommandError(_("The backup is damaged: %(error)s") % {"error": error}) from error
        if newer := schema.newer_migrations(manifest.migrations):
            raise CommandError(
                _("The backup is of a newer version of the site (%(name)s): install that one first.")
                % {"name": newer[-1]}
            )
        about = {"name": name, "site": manifest.site, "moment": manifest.made_at} | manifest.versions
        self.stdout.write(_("%(name)s is intact: made %(moment)s, with version %(version)s, on %(database)s") % about)
        return manifest

    def restore_media(self, file: Any, storage: Any) -> None:
        try:
            count = archive.restore_media(file, storage)
        except (OSError, SuspiciousOperation) as error:
            raise CommandError(_("The media cannot be written: %(error)s") % {"error": error}) from error
        self.stdout.write(_("%(count)s files restored") % {"count": count})

    def restore_database(self, manifest: archive.Manifest, file: Any) -> None:
        schema.migrate_to(connection, manifest.migrations)
        content = schema.content_models(connection)
        labels = {model._meta.label_lower for model in content}
        expected = {label: digest for label, digest in manifest.tables.items() if label in labels}
        try:
            with archive.dumped_rows(file) as lines:
                rows.replace_content(connection, content, lines, expected)
        except (ArithmeticError, LookupError, TypeError, ValueError, ValidationError, DatabaseError) as error:
            message = _("The database stays as it was, the rows of the backup do not fit: %(error)s")
            raise CommandError(message % {"error": error}) from error
        self.stdout.write(
            _("%(rows)s rows in %(tables)s tables restored and compared with the backup")
            % {"rows": sum(digest["rows"] for digest in expected.values()), "tables": len(expected)}
        )
        skipped = [label for label, digest in manifest.tables.items() if label not in labels and digest["rows"]]
        if skipped:
            self.stdout.write(_("Left out, because this site has no such app: %(tables)s") % {"tables": skipped})


def latest() -> str:
    backups = places.all_backups()
    if not backups:
        raise CommandError(_("There is no backup."))
    return backups[0].name


def read_identity(path: Path) -> str:
    """The secret key in a file as `age-keygen` writes it, with comments."""
    try:
        lines = [line.strip() for line in path.read_text().splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(_("The file with the key cannot be read: %(error)s") % {"error": error}) from error
    for line in lines:
        if line.startswith("AGE-SECRET-KEY-"):
            return line
    raise CommandError(_("There is no secret key in %(path)s.") % {"path": path})


def open_backup(name: str, identity: str) -> AbstractContextManager[Any]:
    if name.endswith(".age") and not identity:
        raise CommandError(_("The backup is encrypted: set BACKUP_IDENTITY or give --identity-file."))
    try:
        return places.fetch(name, identity)
    except (FileNotFoundError, SuspiciousOperation) as error:
        raise CommandError(_("There is no backup %(name)s.") % {"name": name}) from error
    except (pyrage.IdentityError, pyrage.DecryptError) as error:
        raise CommandError(_("This key does not open the backup: %(error)s") % {"error": error}) from error
    except (OSError, ValueError) as error:
        raise CommandError(_("The backup cannot be read: %(error)s") % {"error": error}) from error
