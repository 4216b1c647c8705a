"""The rows of the database as lines of JSON that mean the same on SQLite and on PostgreSQL.

Rows keep their primary keys, those of content types and permissions too: so every reference stays right, also those
inside of revisions and generic ones. A table is a line {"model", "fields"} followed by a line for each row. Values are
read as the database has them, before fields make objects of them: a block that the code no longer knows is saved too.
"""

import base64
import contextlib
import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Any

from django.core.management.color import no_style
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

BATCH = 500


@contextlib.contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[BaseDatabaseWrapper]:
    """A second connection that sees the database as it is now, whatever is written meanwhile, and stops no writer."""
    reader = connection.copy()
    if reader.vendor == "sqlite":
        options = reader.settings_dict["OPTIONS"] | {"transaction_mode": "DEFERRED"}
        reader.settings_dict = reader.settings_dict | {"OPTIONS": options}
    try:
        # On SQLite, Python by itself begins a transaction with the first change and not with the first question.
        reader.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        with reader.cursor() as cursor:
            if reader.vendor == "postgresql":
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT COUNT(*) FROM django_migrations")  # the snapshot begins with the first question
        yield reader
    finally:
        reader.close()


class Digest:
    """The number of rows of a table and a checksum of them that does not depend on their order."""

    def __init__(self) -> None:
        self.rows = 0
        self.sum = 0

    def add(self, line: bytes) -> None:
        self.rows += 1
        self.sum = (self.sum + int.from_bytes(hashlib.sha256(line).digest())) % 2**256

    def as_dict(self) -> dict[str, Any]:
        return {"rows": self.rows, "sha256": f"{self.sum:064x}"}


def stored_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def is_json(field: models.Field[Any, Any]) -> bool:
    return field.get_internal_type() == "JSONField"


def plain(value: Any) -> Any:
    """`value` as JSON knows it, the same for every database."""
    match value:
        case datetime.datetime():
            return value.astimezone(datetime.UTC).isoformat()
        case datetime.date() | datetime.time():
            return value.isoformat()
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
        case None | bool() | int() | float() | str():
            return value
        case _:  # Decimal, UUID, timedelta: to_python() of their fields reads this
            return str(value)


def read_rows(connection: BaseDatabaseWrapper, model: type[models.Model]) -> Iterator[list[Any]]:
    """The rows of a table as plain values, without holding all of them."""
    quote, table = connection.ops.quote_name, model._meta.db_table
    fields = stored_fields(model)
    readers = [value_reader(connection, field, table) for field in fields]
    columns = ", ".join(quote(str(field.column)) for field in fields)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {quote(table)}")  # noqa: S608 names of our own tables
        while rows := cursor.fetchmany(BATCH):
            for row in rows:
                yield [None if value is None else read(value) for read, value in zip(readers, row, strict=True)]


def value_reader(connection: BaseDatabaseWrapper, field: models.Field[Any, Any], table: str) -> Callable[[Any], Any]:
    if is_json(field):  # a text with the keys in order, so that null in JSON and no value stay apart
        return lambda value: json.dumps(json.loads(value), sort_keys=True, ensure_ascii=False)
    column = field.get_col(table)
    converters = connection.ops.get_db_converters(column)

    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, column, connection)
        return plain(value)

    return read


def encode(row: Any) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def dump(
    connection: BaseDatabaseWrapper, content: Iterable[type[models.Model]], out: IO[bytes]
) -> tuple[dict[str, dict[str, Any]], set[str]]:
    """Write all rows to `out`; return the digest of each table, and the names of the files that rows refer to."""
    digests: dict[str, dict[str, Any]] = {}
    files: set[str] = set()
    for model in content:
        fields = stored_fields(model)
        out.write(encode({"model": model._meta.label_lower, "fields": [field.attname for field in fields]}) + b"\n")
        digest = Digest()
        file_columns = [number for number, field in enumerate(fields) if isinstance(field, models.FileField)]
        for row in read_rows(connection, model):
            line = encode(row)
            digest.add(line)
            out.write(line + b"\n")
            files.update(row[number] for number in file_columns if row[number])
        digests[model._meta.label_lower] = digest.as_dict()
    return digests, files


def digests_of(connection: BaseDatabaseWrapper, content: Iterable[type[models.Model]]) -> dict[str, dict[str, Any]]:
    """The digest of each table, as `dump` makes it."""
    digests = {}
    for model in content:
        digest = Digest()
        for row in read_rows(connection, model):
            digest.add(encode(row))
        digests[model._meta.label_lower] = digest.as_dict()
    return digests


def load(connection: BaseDatabaseWrapper, content: Iterable[type[models.Model]], lines: Iterable[bytes]) -> None:
    """Replace the content of all tables by what `dump` wrote, in one transaction that the caller has opened."""
    models_by_label = {model._meta.label_lower: model for model in content}
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables += [model._meta.db_table for model in models_by_label.values() if model._meta.db_table not in tables]
    flush = connection.ops.sql_flush(no_style(), tables, allow_cascade=connection.vendor == "postgresql")
    connection.ops.execute_sql_flush(flush)
    for model, fields, rows in tables_of(lines, models_by_label):
        size = connection.ops.bulk_batch_size(fields, [None] * BATCH)
        while batch := list(islice(rows, size)):
            insert(connection, model, fields, batch)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models_by_label.values())):
            cursor.execute(statement)
    connection.check_constraints()


def tables_of(
    lines: Iterable[bytes], models_by_label: dict[str, type[models.Model]]
) -> Iterator[tuple[type[models.Model], list[models.Field[Any, Any]], Iterator[list[Any]]]]:
    """Split the lines of a dump into tables: model, its fields, and an iterator of rows that must be used up."""
    entries = (json.loads(line) for line in lines)
    head = next(entries, None)

    def rows() -> Iterator[list[Any]]:
        nonlocal head
        for head in entries:
            if isinstance(head, dict):
                return
            yield head
        head = None

    while head is not None:
        model, names = models_by_label.get(head["model"]), head["fields"]
        if model is None:  # of an app that this site does not have
            for _row in rows():
                pass
            continue
        by_name = {field.attname: field for field in stored_fields(model)}
        yield model, [by_name[name] for name in names], rows()


def insert(
    connection: BaseDatabaseWrapper,
    model: type[models.Model],
    fields: list[models.Field[Any, Any]],
    rows: Iterable[list[Any]],
) -> None:
    """Write rows in one statement. Not by bulk_create(): it knows no models that inherit from one with a table."""
    values = []
    for row in rows:
        for field, value in zip(fields, row, strict=True):
            if value is not None and not is_json(field):
                value = field.get_db_prep_save(field.to_python(value), connection)
            values.append(value)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    row_of = "(" + ", ".join(["%s"] * len(fields)) + ")"
    rows_of = ", ".join([row_of] * (len(values) // len(fields)))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {rows_of}", values)  # noqa: S608


def replace_content(
    connection: BaseDatabaseWrapper,
    content: list[type[models.Model]],
    lines: Iterable[bytes],
    expected: dict[str, Any],
) -> None:
    """Load a dump, and take it back unless the database then holds exactly the rows of `expected`."""
    with transaction.atomic(using=connection.alias):
        load(connection, content, lines)
        actual = digests_of(connection, content)
        if differing := sorted(label for label in expected if actual.get(label) != expected[label]):
            raise ValueError(f"The database does not hold what the backup says: {', '.join(differing)}")
