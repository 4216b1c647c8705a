from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ... import archive, places


class Command(BaseCommand):
    help = (
        "Saves the database and the media as one archive in the storage „backups“, encrypted if BACKUP_RECIPIENTS is "
        "set, and deletes the backups that need not be kept: 7 daily, 4 weekly, 12 monthly."
    )

    def handle(self, **options: Any) -> None:
        made_at = timezone.now()
        with places.working_file() as file:
            manifest = archive.write_archive(file)
            size = file.tell()
            name = places.keep(file, made_at)
        removed = places.remove_old()
        files = len(manifest.files) - 1
        rows = sum(table["rows"] for table in manifest.tables.values())
        self.stdout.write(
            _("%(name)s: %(rows)s rows, %(files)s files, %(size)s")
            % {"name": name, "rows": rows, "files": files, "size": filesizeformat(size)}
        )
        if not settings.BACKUP_RECIPIENTS:
            self.stdout.write(_("Not encrypted: BACKUP_RECIPIENTS is not set."))
        if manifest.missing:
            message = ngettext(
                "%(count)s file is named in the database and does not exist, for example %(name)s",
                "%(count)s files are named in the database and do not exist, for example %(name)s",
                len(manifest.missing),
            )
            self.stderr.write(message % {"count": len(manifest.missing), "name": manifest.missing[0]})
        for old in removed:
            self.stdout.write(_("Deleted: %(name)s") % {"name": old})
