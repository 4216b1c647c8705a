"""The archive: whole or refused, and consistent while files come and go."""

import datetime
import gzip
import hashlib
import io
import json
import platform
import tarfile

import django
import pyrage
import pytest
import wagtail
from django.contrib.auth import get_user_model
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.translation import gettext as _
from wagtail.models import Page

from ikpe_site.backup import archive, places, rows, schema
from tests.factories import ContentPageFactory, DocumentFactory, ImageFactory

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


def test_it_says_what_made_it_and_only_its_owner_can_read_what_is_unpacked(same_connection, settings, freeze):
    now = datetime.datetime(2026, 5, 4, 2, 30, tzinfo=datetime.UTC)
    freeze(now)
    settings.SITE_URL, settings.VERSION = "https://www.example.org", "1.2.3"
    file, manifest = write()
    assert (manifest.format, manifest.site, manifest.made_at) == (1, "https://www.example.org", now.isoformat())
    assert manifest.versions == {
        "version": "1.2.3",
        "python": platform.python_version(),
        "django": django.__version__,
        "wagtail": wagtail.__version__,
        "database": connection.vendor,
    }
    with tarfile.open(fileobj=rewound(file)) as tar:
        assert {(member.mode, member.mtime) for member in tar} == {(0o600, now.timestamp())}


def test_the_rows_can_be_read_from_it(written):
    with archive.dumped_rows(written[0]) as lines:
        heads = [line for line in map(json.loads, lines) if isinstance(line, dict)]
    assert [head["model"] for head in heads] == list(written[1].tables)


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


def rewritten(file, change):
    """The archive with other files; `change` takes them as {name: content} and changes that."""
    with tarfile.open(fileobj=rewound(file)) as tar:
        contents = {member.name: tar.extractfile(member).read() for member in tar}
    change(contents)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, content in contents.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return rewound(out)


def other_format(contents):
    contents["manifest.json"] = contents["manifest.json"].replace(b'"format": 1', b'"format": 2')


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda contents: contents.pop("database.jsonl.gz"), "1 files differ.*database.jsonl.gz"),
        (lambda contents: contents.update({"media/boese.html": b"<script>"}), "1 files differ.*media/boese.html"),
        (lambda contents: contents.pop("manifest.json"), "no manifest"),
        (other_format, "its format is 2; this version reads 1"),
    ],
    ids=["without the database", "with another file", "without a manifest", "of another format"],
)
def test_an_archive_that_holds_other_than_its_manifest_says_is_refused(change, reason, written):
    archive.verify(rewritten(written[0], lambda contents: None))
    with pytest.raises(archive.BrokenArchiveError, match=reason):
        archive.verify(rewritten(written[0], change))


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_an_archive_that_was_cut_off_is_refused(part, written):
    data = written[0].getvalue().rstrip(b"\0")
    with pytest.raises(archive.BrokenArchiveError):
        archive.verify(io.BytesIO(data[: int(len(data) * part)]))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("manifest.json", b"[]", "mapping"),
        ("manifest.json", b"{}", "missing 8 required"),
        ("manifest.json", b"\xff", "decode"),
        ("x", b"y", "no manifest"),
    ],
)
def test_what_is_no_archive_of_this_site_is_refused(name, data, reason):
    with pytest.raises(archive.BrokenArchiveError, match=reason):
        archive.verify(rewound(with_member(name, data)))


def resealed(contents, **changes):
    """Let the manifest name the files as they are, and say what `changes` say."""
    manifest = json.loads(contents["manifest.json"])
    manifest["files"] = {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in contents.items()
        if name != "manifest.json"
    }
    contents["manifest.json"] = json.dumps(manifest | changes).encode()


def with_dump(dump):
    def change(contents):
        contents["database.jsonl.gz"] = dump
        resealed(contents)

    return change


HOSTILE = {
    "a line without an end": with_dump(gzip.compress(b"x" * MEGABYTE)),
    "a bomb": with_dump(gzip.compress(b"[]\n" * MEGABYTE)),
    "no dump": with_dump(b"x"),
    "a dump that was cut off": with_dump(gzip.compress(b"[1]\n" * 9999)[:50]),
    "rows of another kind": with_dump(gzip.compress(b"1\n")),
    "a head of another kind": with_dump(gzip.compress(b'{"model": 1, "fields": 2}\n')),
    "depths": with_dump(gzip.compress(b"[" * 200_000)),
    **{
        f"{name}: {value}": lambda contents, name=name, value=value: resealed(contents, **{name: value})
        for name, value in [
            ("migrations", "x"),
            ("migrations", [["a"]]),
            ("tables", []),
            ("tables", {"a": 1}),
            ("tables", {"a": {"rows": "1", "sha256": ""}}),
            ("versions", {}),
            ("versions", None),
            ("site", 1),
            ("missing", 1),
        ]
    },
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_an_archive_made_to_do_harm_is_refused(change, written, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_LINE", MEGABYTE // 4)
    monkeypatch.setattr(archive, "restore_media", lambda *args: pytest.fail("the media were touched"))
    path = tmp_path / "boese.tar"
    path.write_bytes(rewritten(written[0], change).getvalue())
    with pytest.raises(CommandError):
        call_command("restore", path, "--overwrite")


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("/etc/passwd", {}),
        ("media/../../passwd", {}),
        ("media\\..\\passwd", {}),
        ("media/a", {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"}),
        ("media/a", {"type": tarfile.LNKTYPE, "linkname": "manifest.json"}),
        ("media/a", {"type": tarfile.FIFOTYPE}),
        ("media/a", {"type": tarfile.CHRTYPE}),
        ("media/a", {"type": tarfile.DIRTYPE}),
        ("media/a", {"pax_headers": {"GNU.sparse.size": str(2**60), "GNU.sparse.map": "0,0"}}),
    ],
)
def test_an_archive_with_other_things_than_files_in_it_is_refused(name, about, tmp_path):
    info = tarfile.TarInfo(name)
    for field, value in about.items():
        setattr(info, field, value)
    with tarfile.open(tmp_path / "boese.tar", "w", format=tarfile.PAX_FORMAT) as tar:
        tar.addfile(info)
    with open(tmp_path / "boese.tar", "rb") as file, pytest.raises(archive.BrokenArchiveError, match=r"leads|no file"):
        archive.verify(file)


KEY = str(pyrage.x25519.Identity.generate())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["gibt-es-nicht.tar"], "There is no backup %(name)s."),
        (["/gibt/es/nicht.tar"], "There is no backup %(name)s."),
        (["../nicht.tar"], "There is no backup %(name)s."),
        ([""], "There is no backup %(name)s."),
        (["a\0b"], "The backup cannot be read: %(error)s"),
        (["{folder}"], "There is no backup %(name)s."),
        (["{folder}/text.tar"], "The backup is damaged: %(error)s"),
        (["{folder}/empty.tar"], "The backup is damaged: %(error)s"),
        (["{folder}/text.tar.age"], "The backup is encrypted: set BACKUP_IDENTITY or give --identity-file."),
        (
            ["{folder}/text.tar.age", "--identity-file={folder}/none"],
            "The file with the key cannot be read: %(error)s",
        ),
        (["{folder}/text.tar.age", "--identity-file={folder}"], "The file with the key cannot be read: %(error)s"),
        (["{folder}/text.tar.age", "--identity-file={folder}/text.tar"], "There is no secret key in %(path)s."),
        (["{folder}/text.tar.age", "--identity-file={folder}/key"], "This key does not open the backup: %(error)s"),
        (["{folder}/text.tar.age", "--identity-file={folder}/typo"], "This key does not open the backup: %(error)s"),
        (["{folder}/other.tar.age", "--identity-file={folder}/key"], "This key does not open the backup: %(error)s"),
    ],
)
def test_a_typing_error_is_answered_with_a_sentence(arguments, sentence, site_tree, tmp_path):
    files = {
        "text.tar": b"Liste",
        "empty.tar": b"",
        "text.tar.age": b"Liste",
        "key": KEY.encode(),
        "typo": KEY[:-1].encode(),
    }
    files["other.tar.age"] = pyrage.encrypt(b"x", [pyrage.x25519.Identity.generate().to_public()])
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError) as refusal:
        call_command("restore", *(argument.format(folder=tmp_path) for argument in arguments), "--overwrite")
    assert str(refusal.value).startswith(_(sentence).partition("%")[0])


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


@pytest.mark.parametrize("make", [get_user_model().objects.create, DocumentFactory, ImageFactory, ContentPageFactory])
def test_content_is_not_overwritten_unless_told(make, site_tree):
    Page.objects.filter(depth__gt=2).delete()
    assert not schema.has_content(connection)
    make()
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
