"""Where backups lie and how they are encrypted.

They are files of the storage `backups`: a folder, or a bucket. With BACKUP_RECIPIENTS they are encrypted in the format
of age (https://age-encryption.org): the server holds public keys only, so whoever gets hold of it cannot read what was
saved before. The program `age` opens them too.
"""

import datetime
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyrage
from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, storages
from django.utils import timezone

from .retention import kept

NAME = re.compile(r"ikpe-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.tar(\.age)?$")
TIME_FORMAT = "%Y-%m-%dT%H-%M-%SZ"
UNFINISHED = ".part"


@dataclass(frozen=True)
class Backup:
    """A finished backup in the storage."""

    name: str
    made_at: datetime.datetime

    @property
    def size(self) -> int:
        return storages["backups"].size(self.name)

    @property
    def is_encrypted(self) -> bool:
        return self.name.endswith(".age")


def all_backups() -> list[Backup]:
    """The backups that there are, the newest first."""
    try:
        names = storages["backups"].listdir("")[1]
    except FileNotFoundError:  # the folder is made with the first backup
        return []
    backups = []
    for name in names:
        if match := NAME.match(name):
            made_at = datetime.datetime.strptime(match[1], TIME_FORMAT).replace(tzinfo=datetime.UTC)
            backups.append(Backup(name, timezone.localtime(made_at)))
    return sorted(backups, key=lambda backup: backup.made_at, reverse=True)


def remove_old() -> list[str]:
    """Delete the backups that need not be kept, and what was left of unfinished ones; return the names."""
    backups, storage = all_backups(), storages["backups"]
    keep = kept(backup.made_at for backup in backups)
    names = [backup.name for backup in backups if backup.made_at not in keep]
    yesterday = timezone.now() - datetime.timedelta(days=1)
    names += [
        name
        for name in storage.listdir("")[1]
        if name.endswith(UNFINISHED) and storage.get_modified_time(name) < yesterday
    ]
    for name in names:
        storage.delete(name)
    return names


def local_folder() -> Path | None:
    """The folder of the storage, or None if it is elsewhere."""
    storage = storages["backups"]
    if not isinstance(storage, FileSystemStorage):
        return None
    folder = Path(storage.location)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def working_file() -> IO[bytes]:
    """A file without a name for what is being made: beside the backups, where there is room, or in TMPDIR."""
    return tempfile.TemporaryFile(dir=local_folder())


def keep(archive: IO[bytes], made_at: datetime.datetime) -> str:
    """Encrypt `archive` if there is a key and put it into the storage, all of it or nothing; return its name."""
    storage, recipients = storages["backups"], settings.BACKUP_RECIPIENTS
    name = f"ikpe-{made_at.astimezone(datetime.UTC).strftime(TIME_FORMAT)}.tar{'.age' if recipients else ''}"
    archive.seek(0)
    folder = local_folder()
    if folder is None:  # a bucket shows a file when it has arrived as a whole
        with working_file() as out:
            write(archive, out, recipients)
            out.seek(0)
            storage.save(name, File(out, name))
        return name
    unfinished = folder / (name + UNFINISHED)
    try:
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            write(archive, out, recipients)
            out.flush()
            os.fsync(out.fileno())
        unfinished.rename(folder / name)
    finally:
        unfinished.unlink(missing_ok=True)
    return name


def write(archive: IO[bytes], out: IO[bytes], recipients: list[str]) -> None:
    if recipients:
        pyrage.encrypt_io(archive, out, [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients])
    else:
        shutil.copyfileobj(archive, out, 1024 * 1024)


def fetch(source: str, identity: str) -> IO[bytes]:
    """The archive `source`, a path or the name of a backup, as a file that can be read from any place in it.

    `identity` is the secret key of an encrypted one.
    """
    path = Path(source)
    opened = path.open("rb") if path.is_file() else storages["backups"].open(source, "rb")
    with opened:
        archive = working_file()
        if source.endswith(".age"):
            pyrage.decrypt_io(opened, archive, [pyrage.x25519.Identity.from_str(identity)])
        else:
            shutil.copyfileobj(opened, archive, 1024 * 1024)
    archive.seek(0)
    return archive
