"""Where backups lie: whole or not at all, encrypted for a key, the old ones gone."""

import datetime
import io
import os
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pyrage
import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from ikpe_site.backup import places
from ikpe_site.backup.management.commands.restore import open_backup, read_identity
from ikpe_site.backup.retention import kept

pytestmark = pytest.mark.database

MADE_AT = datetime.datetime(2026, 5, 4, 2, 30, tzinfo=datetime.UTC)
NAME = "ikpe-2026-05-04T02-30-00Z.tar"
DATA = os.urandom(300_000)


@pytest.fixture
def key(settings):
    identity = pyrage.x25519.Identity.generate()
    settings.BACKUP_RECIPIENTS = [str(identity.to_public())]
    return str(identity)


@pytest.fixture
def folder(backups_folder):
    backups_folder.mkdir()
    return backups_folder


def test_a_backup_can_be_fetched_by_its_name_or_path(folder, tmp_path):
    archive = io.BytesIO()
    archive.write(DATA)
    assert places.keep(archive, MADE_AT) == NAME
    assert places.fetch(NAME, "").read() == DATA
    (tmp_path / "kopie.tar").write_bytes(DATA)
    assert places.fetch(str(tmp_path / "kopie.tar"), "").read() == DATA
    assert [(backup.name, backup.made_at, backup.size) for backup in places.all_backups()] == [
        (NAME, MADE_AT, len(DATA))
    ]


def test_the_newest_comes_first_and_what_is_no_backup_does_not_count(folder):
    for name in (
        "ikpe-2026-05-03T02-30-00Z.tar.age",
        "ikpe-2026-05-05T02-30-00Z.tar",
        "ikpe-2026-05-04T02-30-00Z.tar",
        "ikpe-2026-05-06T02-30-00Z.tar.part",
        "ikpe-2026-05-06T02-30-00Z.tar.age.part",
        "alt-ikpe-2026-05-06T02-30-00Z.tar",
        "ikpe-gestern.tar",
    ):
        (folder / name).touch()
    backups = places.all_backups()
    assert [backup.made_at.astimezone(datetime.UTC).day for backup in backups] == [5, 4, 3]
    assert [backup.is_encrypted for backup in backups] == [False, False, True]
    assert backups[0].made_at.tzname() == "CEST", "as the clock on the wall shows"


def test_what_is_being_made_lies_where_there_is_room(folder):
    with places.working_file() as file:
        assert os.fstat(file.fileno()).st_dev == folder.stat().st_dev
        assert Path(f"/proc/self/fd/{file.fileno()}").readlink().is_relative_to(folder)


def test_it_is_named_by_the_time_in_utc(folder):
    made_at = MADE_AT.astimezone(ZoneInfo("Europe/Berlin"))
    assert places.keep(io.BytesIO(DATA), made_at) == NAME


def test_only_its_owner_can_read_it(folder):
    places.keep(io.BytesIO(DATA), MADE_AT)
    assert (folder / NAME).stat().st_mode & 0o777 == 0o600


def test_with_a_key_only_its_owner_can_open_it(key, folder, tmp_path):
    name = places.keep(io.BytesIO(DATA), MADE_AT)
    assert name == f"{NAME}.age"
    stored = (folder / name).read_bytes()
    assert stored.startswith(b"age-encryption.org/v1")
    assert DATA[:1000] not in stored
    (tmp_path / "key.txt").write_text(f"# created: 2026\n# public key: x\n{key}\n")
    assert open_backup(name, read_identity(tmp_path / "key.txt")).read() == DATA
    for wrong in ("", "AGE-SECRET-KEY-1", str(pyrage.x25519.Identity.generate())):
        with pytest.raises(CommandError):
            open_backup(name, wrong)


def test_an_encrypted_backup_that_was_changed_does_not_open(key, folder):
    name = places.keep(io.BytesIO(DATA), MADE_AT)
    stored = bytearray((folder / name).read_bytes())
    stored[-1000] ^= 1
    (folder / name).write_bytes(stored)
    with pytest.raises(CommandError):
        open_backup(name, key)


def test_a_disk_that_is_full_leaves_no_half_backup(folder, monkeypatch):
    def write(archive, out, recipients):
        out.write(b"half of it")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(places, "write", write)
    with pytest.raises(OSError, match="No space"):
        places.keep(io.BytesIO(DATA), MADE_AT)
    assert list(folder.iterdir()) == []
    assert places.all_backups() == []


def test_old_ones_and_what_a_killed_backup_left_go_and_foreign_files_stay(folder):
    old = [MADE_AT - datetime.timedelta(days=days) for days in range(40)]
    for made_at in old:
        places.keep(io.BytesIO(b"x"), made_at)
    for name, age in (("ikpe-x.tar.part", 1.1), ("ikpe-y.tar.part", 0.9), ("notizen.txt", 400)):
        (folder / name).touch()
        os.utime(folder / name, (time.time() - age * 24 * 3600,) * 2)
    removed = places.remove_old()
    left = {path.name for path in folder.iterdir()}
    assert {"ikpe-y.tar.part", "notizen.txt"} <= left
    assert "ikpe-x.tar.part" in removed
    assert NAME in left
    assert {backup.made_at for backup in places.all_backups()} == kept(old)


def test_in_a_bucket_a_backup_appears_as_a_whole(key, settings):
    settings.STORAGES = settings.STORAGES | {"backups": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    bucket = storages["backups"]
    name = places.keep(io.BytesIO(DATA), MADE_AT)
    assert bucket.listdir("")[1] == [name]
    assert places.fetch(name, key).read() == DATA


def test_without_any_backup_there_is_no_latest(db):
    assert places.all_backups() == []
    with pytest.raises(CommandError):
        call_command("restore", "latest")
