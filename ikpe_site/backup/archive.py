"""The archive: a tar file with the media, the rows of the database, and at its end a manifest with checksums."""

import contextlib
import gzip
import hashlib
import io
import json
import platform
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import IO, Any, cast

import django
import wagtail
from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.db import connection
from django.utils import timezone

from . import rows, schema
from .places import working_file

FORMAT = 1
DATABASE, MEDIA, MANIFEST = "database.jsonl.gz", "media/", "manifest.json"
CHECKSUM = "IKPE.sha256"  # of the manifest, in the header of the tar file
CHUNK = 1024 * 1024
MAX_MANIFEST = 256 * CHUNK
MAX_LINE = 64 * CHUNK  # of the dump: a row with all its texts
MAX_RATIO = 200  # of the dump to what it is packed to; texts reach 20
READING_ERRORS = (
    *(tarfile.TarError, zlib.error, OSError, EOFError),
    *(AttributeError, LookupError, TypeError, ValueError),  # JSON of another kind
)


@dataclass
class Manifest:
    """What an archive holds, and what made it."""

    format: int
    made_at: str
    site: str
    versions: dict[str, str]
    migrations: list[list[str]]
    tables: dict[str, dict[str, Any]]  # model → its rows and their checksum
    files: dict[str, dict[str, Any]]  # name in the archive → size and checksum
    missing: list[str]  # files that the database names and the storage does not have


class BrokenArchiveError(Exception):
    """The archive is not what was written."""


class HashingReader:
    """Reads a file and computes its checksum on the way."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.sha256.update(data)
        return data


# --- writing ---------------------------------------------------------------------------------------------------------


def write_archive(out: IO[bytes]) -> Manifest:
    """Write the whole site to `out`, consistent while it is edited.

    Media come before and after the snapshot of the database: files that rows of the snapshot refer to were there
    before, or have come while the first ones were copied. A row never waits for a file that was not saved.
    """
    copied: dict[str, tuple[Any, ...]] = {}
    files: dict[str, dict[str, Any]] = {}
    with tarfile.open(fileobj=out, mode="w") as tar:
        add_media(tar, copied, files)
        with working_file() as dump:
            with rows.snapshot(connection) as reader:
                migrations = schema.applied_migrations(reader)
                with gzip.GzipFile(fileobj=dump, mode="wb", compresslevel=6, mtime=0) as packed:
                    tables, referred = rows.dump(reader, schema.content_models(reader), cast("IO[bytes]", packed))
            size = dump.tell()
            dump.seek(0)
            files[DATABASE] = add(tar, DATABASE, dump, size)
        add_media(tar, copied, files)
        manifest = Manifest(
            format=FORMAT,
            made_at=timezone.now().isoformat(),
            site=settings.SITE_URL,
            versions=versions(),
            migrations=migrations,
            tables=tables,
            files=files,
            missing=sorted(name for name in referred if MEDIA + name not in files),
        )
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        add(tar, MANIFEST, io.BytesIO(text), len(text), checksum=hashlib.sha256(text).hexdigest())
    return manifest


def versions() -> dict[str, str]:
    return {
        "version": settings.VERSION,
        "python": platform.python_version(),
        "django": django.get_version(),
        "wagtail": wagtail.__version__,
        "database": connection.vendor,
    }


def media_names(folder: str = "") -> Iterator[str]:
    """The names of all files of the media storage."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was uploaded yet, or deleted a moment ago
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in names)
    for name in folders:
        yield from media_names(prefix + name)


def add_media(tar: tarfile.TarFile, copied: dict[str, tuple[Any, ...]], files: dict[str, dict[str, Any]]) -> None:
    """Add the files that are not yet in the archive as they are now. Of a name that is there twice the last counts."""
    for name in media_names():
        try:
            size = default_storage.size(name)
            stamp = (size, default_storage.get_modified_time(name))
            if copied.get(name) == stamp:
                continue
            with default_storage.open(name) as file:
                files[MEDIA + name] = add(tar, MEDIA + name, file, size)
            copied[name] = stamp
        except FileNotFoundError:  # deleted since it was listed
            continue


def add(tar: tarfile.TarFile, name: str, file: IO[bytes], size: int, checksum: str = "") -> dict[str, Any]:
    """Add a file; the `checksum` of what no manifest names stands in the header."""
    info = tarfile.TarInfo(name)
    if checksum:
        info.pax_headers = {CHECKSUM: checksum}
    info.size, info.mode, info.mtime = size, 0o600, int(timezone.now().timestamp())
    reader = HashingReader(file)
    tar.addfile(info, reader)
    return {"size": size, "sha256": reader.sha256.hexdigest()}


# --- reading ---------------------------------------------------------------------------------------------------------


def members_of(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The files of an archive; BrokenArchiveError for anything that `write_archive` does not write."""
    for member in tar:
        path = PurePosixPath(member.name)
        if path.is_absolute() or ".." in path.parts or "\0" in member.name or "\\" in member.name:
            raise BrokenArchiveError(f"{member.name} leads out of the archive")
        # Neither links nor devices, nor files of which the archive names only the size.
        if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or member.sparse:
            raise BrokenArchiveError(f"{member.name} is no file")
        yield member


def contents_of(tar: tarfile.TarFile, member: tarfile.TarInfo | str) -> IO[bytes]:
    """What `member` holds; OSError if it is no file."""
    file = tar.extractfile(member)
    if file is None:
        raise OSError(f"{member} is no file")
    return file


def verify(archive: IO[bytes]) -> Manifest:
    """Read the whole archive and compare each file with the manifest; nothing outside of the archive is touched."""
    read: dict[str, dict[str, Any]] = {}
    text = None
    try:
        with tarfile.open(fileobj=archive, mode="r:") as tar:
            for member in members_of(tar):
                reader = HashingReader(contents_of(tar, member))
                if member.name == MANIFEST and member.size <= MAX_MANIFEST:
                    text = reader.read()
                    if member.pax_headers.get(CHECKSUM, actual := reader.sha256.hexdigest()) != actual:
                        raise BrokenArchiveError("its manifest is not what was written")
                    continue
                while reader.read(CHUNK):
                    pass
                read[member.name] = {"size": member.size, "sha256": reader.sha256.hexdigest()}
        if text is None:
            raise BrokenArchiveError("it has no manifest: it is not complete, or no backup of this site")
        manifest = Manifest(**json.loads(text))
        if manifest.format != FORMAT:
            raise BrokenArchiveError(f"its format is {manifest.format}; this version reads {FORMAT}")
        check_shape(manifest)
        changed = sorted(name for name in {*read, *manifest.files} if read.get(name) != manifest.files.get(name))
        if changed:
            raise BrokenArchiveError(f"{len(changed)} files differ from the manifest, the first is {changed[0]}")
        with dumped_rows(archive) as lines:
            differing = differing_tables(manifest, lines)
        if differing:
            raise BrokenArchiveError(f"{len(differing)} tables differ from the manifest, the first is {differing[0]}")
    except (
        tarfile.TarError,
        zlib.error,
        OSError,
        EOFError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
    ) as error:
        raise BrokenArchiveError(str(error)) from error
    except RecursionError as error:
        raise BrokenArchiveError("it is nested too deeply") from error
    return manifest


def check_shape(manifest: Manifest) -> None:
    """BrokenArchiveError or another error if the manifest does not say what its fields are for."""
    texts = [manifest.made_at, manifest.site, *manifest.missing, *manifest.versions.values()]
    texts += [name for migration in manifest.migrations for name in migration]
    texts += [digest["sha256"] for digest in (*manifest.tables.values(), *manifest.files.values())]
    numbers = [digest["rows"] for digest in manifest.tables.values()]
    numbers += [digest["size"] for digest in manifest.files.values()]
    is_right = all(isinstance(text, str) for text in texts) and all(isinstance(number, int) for number in numbers)
    is_right = is_right and all(len(migration) == 2 for migration in manifest.migrations)
    if not is_right or not {"version", "database"} <= manifest.versions.keys():
        raise BrokenArchiveError("its manifest is of another kind")


def differing_tables(manifest: Manifest, lines: Iterable[bytes]) -> list[str]:
    digests: dict[str, rows.Digest] = {}
    digest = None
    for line in lines:
        match json.loads(line):
            case {"model": str(label), "fields": [*_fields]}:
                digests[label] = digest = rows.Digest()
            case list() if digest:
                digest.add(line.rstrip(b"\n"))
            case _:
                raise BrokenArchiveError("its rows are of another kind")
    read = {label: digest.as_dict() for label, digest in digests.items()}
    return sorted(label for label in {*read, *manifest.tables} if read.get(label) != manifest.tables.get(label))


def restore_media(archive: IO[bytes], storage: Storage) -> int:
    """Write the media of a verified archive into `storage`, over files of the same name; return how many."""
    names = set()
    archive.seek(0)
    with tarfile.open(fileobj=archive, mode="r:") as tar:
        for member in tar:
            if member.name.startswith(MEDIA):
                name = member.name.removeprefix(MEDIA)
                if storage.exists(name):
                    storage.delete(name)
                storage.save(name, File(contents_of(tar, member), name))
                names.add(name)
    return len(names)


@contextlib.contextmanager
def dumped_rows(archive: IO[bytes]) -> Iterator[Iterable[bytes]]:
    """The lines of the dump in an archive; BrokenArchiveError, while they are read, if they are suspiciously many."""
    archive.seek(0)
    with tarfile.open(fileobj=archive, mode="r:") as tar, gzip.open(contents_of(tar, DATABASE)) as dump:
        yield limited(cast("IO[bytes]", dump), MAX_LINE + MAX_RATIO * tar.getmember(DATABASE).size)


def limited(dump: IO[bytes], limit: int) -> Iterator[bytes]:
    while line := dump.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE or dump.tell() > limit:
            raise BrokenArchiveError("its rows unpack to more than any site holds")
        yield line


def differing_media(manifest: Manifest, storage: Storage) -> list[str]:
    """The names of the media that `storage` does not have as the manifest says."""
    expected = {
        name.removeprefix(MEDIA): file["sha256"] for name, file in manifest.files.items() if name.startswith(MEDIA)
    }
    return [name for name, checksum in expected.items() if checksum_of(name, storage) != checksum]


def checksum_of(name: str, storage: Storage) -> str | None:
    try:
        with storage.open(name) as file:
            return hashlib.file_digest(cast("io.BufferedReader", file.file), "sha256").hexdigest()
    except FileNotFoundError:
        return None
