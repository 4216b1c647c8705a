import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ... import archive
from .restore import latest, open_backup, read_identity

# What is named one by one in the report; the other tables are counted.
REPORTED = (
    "wagtailcore.page",
    "wagtailcore.revision",
    "media.customdocument",
    "media.customimage",
    "events.registration",
    "auth.user",
)


class Command(BaseCommand):
    help = (
        "Proves that a backup can be restored: restores it into an empty database beside the site, as `restore` does, "
        "and compares numbers and checksums of all rows and files with the backup. The site is not touched."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", nargs="?", default="latest", help="name or path; otherwise the latest one")
        parser.add_argument("--into", help="address of an empty database; otherwise SQLite in a temporary folder")
        parser.add_argument("--identity-file", type=Path, help="file with the secret key, instead of BACKUP_IDENTITY")

    def handle(self, *, backup: Any, into: Any, identity_file: Any, **options: Any) -> None:
        identity = read_identity(identity_file) if identity_file else settings.BACKUP_IDENTITY
        name = latest() if backup == "latest" else backup
        with tempfile.TemporaryDirectory(prefix="restore-drill-") as folder:
            media = Path(folder, "media")
            database = into or f"sqlite:///{folder}/db.sqlite3"
            self.run_beside(database, identity, "restore", name, "--media-folder", media)
            restored = json.loads(self.run_beside(database, identity, "fingerprint", echo=False))
            with open_backup(name, identity) as file:
                manifest = archive.verify(file)
            wrong = self.compare(manifest, restored)
            wrong += archive.differing_media(manifest, FileSystemStorage(location=media))
        if wrong:
            raise CommandError(_("The drill has FAILED. Different: %(names)s") % {"names": ", ".join(wrong)})
        self.stdout.write(_("The drill has succeeded: everything in the backup was restored as it was."))

    def run_beside(self, database: str, identity: str, *command: object, echo: bool = True) -> str:
        """Run a command of this site on another database, with a cache of its own; return what it says."""
        others = {"DATABASE_URL": database, "CACHE_URL": "locmemcache://", "BACKUP_IDENTITY": identity}
        # A file that holds the address of the real database would go before the one given here.
        env = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in others} | others
        line = [sys.executable, str(settings.BASE_DIR / "manage.py"), *map(str, command)]
        done = subprocess.run(line, env=env, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
        if echo:
            self.stdout.write(done.stdout.rstrip())
        if done.returncode:
            raise CommandError(_("The drill has FAILED: %(command)s did not succeed.") % {"command": command[0]})
        return done.stdout

    def compare(self, manifest: archive.Manifest, restored: dict[str, Any]) -> list[str]:
        """Report on the tables and return those that differ."""
        if restored["migrations"] != manifest.migrations:
            self.stdout.write(_("The backup is of an older version: `restore` compared its rows before migrating."))
            return []
        tables = {label: digest for label, digest in manifest.tables.items() if label in restored["tables"]}
        wrong = [label for label, digest in tables.items() if restored["tables"][label] != digest]
        for label in REPORTED:
            verdict = _("DIFFERENT") if label in wrong else _("equal")
            digest = restored["tables"][label]
            self.stdout.write(f"  {label:24} {digest['rows']:>8}  {digest['sha256'][:16]}  {verdict}")
        self.stdout.write(
            _("  %(count)s tables with %(rows)s rows compared by checksum, %(files)s files by SHA-256")
            % {
                "count": len(tables),
                "rows": sum(digest["rows"] for digest in tables.values()),
                "files": len(manifest.files) - 1,
            }
        )
        return wrong
