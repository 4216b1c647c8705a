"""Moving the whole site by the commands, as a webmaster does: between databases, between versions, and twice."""

import json

import pyrage
import pytest
from django.db import connection

pytestmark = pytest.mark.scale


def newest_backup(site):
    return max((site.folder / "backups").glob("ikpe-*"))


def content(site):
    """Checksums of everything in the database but what a login and a restore write themselves."""
    return json.loads(site.manage("fingerprint"))["tables"]


def media(site):
    return {path.relative_to(site.media): path.read_bytes() for path in site.media.rglob("*") if path.is_file()}


VENDORS = ["sqlite", "postgresql"] if connection.vendor == "postgresql" else ["sqlite"]


@pytest.mark.parametrize("second", VENDORS)
@pytest.mark.parametrize("first", VENDORS[-1:])
def test_a_site_arrives_as_it_was_and_can_go_on(first, second, demo_site, empty):
    """From the demo site on SQLite to `first` and on to `second`."""
    demo_site.manage("backup")
    expected = content(demo_site)
    one, two = empty("one", first), empty("two", second)
    one.manage("restore", newest_backup(demo_site))
    assert content(one) == expected
    one.manage("backup")
    two.manage("restore", newest_backup(one))
    assert content(two) == expected
    assert media(two) == media(demo_site)
    added = "from django.contrib.auth.models import User; print(User.objects.create_user('neu').pk)"
    assert int(two.shell(added)) > 1, "the sequences of the database are behind"
    two.manage("restore", newest_backup(one), "--overwrite")
    assert content(two) == expected


def test_a_backup_of_an_older_version_is_migrated(demo_site, empty, tmp_path):
    """As from a site that has not applied the last migration of an app yet."""
    old = demo_site.copy_to(tmp_path / "old")
    old.manage("migrate", "search", "0002", "-v0")
    old.manage("backup")
    new = empty("new", VENDORS[-1])
    new.manage("migrate", "-v0")
    new.manage("restore", newest_backup(old))
    assert "[ ]" not in new.manage("showmigrations")
    assert new.manage("fingerprint").count("rows") > 90


def test_the_drill_succeeds_for_an_encrypted_backup_and_fails_for_a_damaged_one(demo_site, tmp_path):
    site = demo_site.copy_to(tmp_path / "site")
    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(str(identity))
    site.manage("backup", BACKUP_RECIPIENTS=str(identity.to_public()))
    said = site.manage("restore_drill", "--identity-file", tmp_path / "key.txt")
    assert "gelungen" in said
    assert "wagtailcore.revision" in said
    backup = newest_backup(site)
    backup.write_bytes(backup.read_bytes()[:-10_000])
    assert "GESCHEITERT" in site.manage("restore_drill", "--identity-file", tmp_path / "key.txt", check=False)
