"""The archive: whole or refused, and consistent while files come and go."""

import io
import tarfile

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from ikpe_site.backup import archive, places, rows
from tests.factories import DocumentFactory, ImageFactory

pytestmark = pytest.mark.database

MEGABYTE = 1024 * 1024


@pytest.fixture
def written(same_connection, site_tree):
    """An archive of a site with a document and a picture, and its manifest."""
    DocumentFactory()
    ImageFactory()
    return write()


def write():
    file = io.BytesIO()
    manifest = archive.write_archive(file)
    return file, manifest


def files_in(file):
    file.seek(0)
    with tarfile.open(fileobj=file) as tar:
        return [member.name for member in tar]


def with_member(name, data):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as tar:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return file


def test_a_written_archive_is_intact(written):
    file, manifest = written
    assert archive.verify(rewound(file)) == manifest
    assert manifest.missing == []
    assert manifest.tables["media.customdocument"]["rows"] == 1
    assert {name.split("/")[1] for name in manifest.files if name.startswith("media/")} >= {
        "documents",
        "original_images",
    }


def rewound(file):
    file.seek(0)
    return file


def test_a_flipped_bit_in_any_file_is_found(written):
    file, manifest = written
    with tarfile.open(fileobj=rewound(file)) as tar:
        places_in_file = [member.offset_data + member.size // 2 for member in tar]
    assert len(places_in_file) == len(manifest.files) + 1
    for place in places_in_file:
        data = bytearray(file.getvalue())
        data[place] ^= 1
        with pytest.raises(archive.BrokenArchiveError):
            archive.verify(io.BytesIO(bytes(data)))


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_an_archive_that_was_cut_off_is_refused(part, written):
    data = written[0].getvalue().rstrip(b"\0")
    with pytest.raises(archive.BrokenArchiveError):
        archive.verify(io.BytesIO(data[: int(len(data) * part)]))


@pytest.mark.parametrize(
    ("name", "data"), [("manifest.json", b"[]"), ("manifest.json", b"{}"), ("manifest.json", b"\xff"), ("x", b"y")]
)
def test_what_is_no_archive_of_this_site_is_refused(name, data):
    with pytest.raises(archive.BrokenArchiveError):
        archive.verify(rewound(with_member(name, data)))


def test_media_come_back_as_they_were_also_over_others(written):
    file, manifest = written
    names = [name.removeprefix("media/") for name in manifest.files if name.startswith("media/")]
    before = {name: default_storage.open(name).read() for name in names}
    default_storage.delete(names[0])
    default_storage.delete(names[1])
    default_storage.save(names[1], ContentFile(b"something else"))
    assert sorted(archive.differing_media(manifest, default_storage)) == sorted(names[:2])
    assert archive.restore_media(file, default_storage) == len(names)
    assert {name: default_storage.open(name).read() for name in names} == before
    assert archive.differing_media(manifest, default_storage) == []


def test_no_file_is_written_outside_of_the_media():
    with pytest.raises(SuspiciousFileOperation):
        archive.restore_media(with_member("media/../../etc/passwd", b"x"), default_storage)


def test_a_file_that_the_database_names_and_nobody_has_is_named(same_connection, site_tree):
    document = DocumentFactory()
    default_storage.delete(document.file.name)
    assert write()[1].missing == [document.file.name]


def test_an_upload_while_the_backup_runs_is_in_it(same_connection, site_tree, monkeypatch):
    """The document comes after the media were copied, and before the database is: its row has its file."""
    dump = rows.dump

    def upload_and_dump(*args):
        uploaded.append(DocumentFactory())
        return dump(*args)

    uploaded = []
    monkeypatch.setattr(rows, "dump", upload_and_dump)
    _file, manifest = write()
    assert manifest.tables["media.customdocument"]["rows"] == 1
    assert f"media/{uploaded[0].file.name}" in manifest.files
    assert manifest.missing == []


def test_a_file_that_is_replaced_while_the_backup_runs_comes_as_it_is_at_the_end(same_connection, monkeypatch):
    name = default_storage.save("documents/liste.csv", ContentFile(b"alt"))
    dump = rows.dump

    def replace_and_dump(*args):
        default_storage.delete(name)
        default_storage.save(name, ContentFile(b"neuer"))
        return dump(*args)

    monkeypatch.setattr(rows, "dump", replace_and_dump)
    file, _manifest = write()
    assert files_in(file).count(f"media/{name}") == 2
    assert archive.verify(rewound(file)).files[f"media/{name}"]["size"] == 5
    archive.restore_media(file, default_storage)
    assert default_storage.open(name).read() == b"neuer"


def test_a_file_that_is_deleted_while_the_backup_runs_does_not_stop_it(same_connection, monkeypatch):
    name = default_storage.save("documents/weg.txt", ContentFile(b"weg"))
    names = list(archive.media_names())
    monkeypatch.setattr(archive, "media_names", lambda: iter(names))
    default_storage.delete(name)
    assert f"media/{name}" not in write()[1].files


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda data: data.replace(b"%PDF", b"%pdf")])
def test_a_damaged_backup_changes_nothing(damage, written, tmp_path, monkeypatch):
    path = tmp_path / "kaputt.tar"
    path.write_bytes(damage(written[0].getvalue()))
    monkeypatch.setattr(archive, "restore_media", lambda *args: pytest.fail("the media were touched"))
    monkeypatch.setattr(rows, "replace_content", lambda *args: pytest.fail("the database was touched"))
    with pytest.raises(CommandError):
        call_command("restore", path, "--overwrite")


def test_content_is_not_overwritten_unless_told(written, editor):
    with pytest.raises(CommandError, match="--overwrite"):
        call_command("restore", "latest")


def test_large_media_are_not_held_in_memory(same_connection):
    import tracemalloc

    default_storage.save("documents/gross.zip", ContentFile(b"\0" * (60 * MEGABYTE)))
    tracemalloc.start()
    with places.working_file() as file:
        archive.write_archive(file)
        file.seek(0)
        archive.verify(file)
        archive.restore_media(file, default_storage)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30 * MEGABYTE
