"""Which tables a backup holds, and whether this code can read one."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ikpe_site.backup import archive, rows, schema

pytestmark = pytest.mark.database


def test_migrations_that_this_code_does_not_have_are_those_of_a_newer_version():
    known = [["core", "0001_initial"], ["auth", "0001_initial"]]
    assert schema.newer_migrations(known) == []
    assert schema.newer_migrations([*known, ["core", "9998_x"], ["auth", "9999_y"]]) == ["core.9998_x", "auth.9999_y"]
    assert schema.newer_migrations([["gone_app", "0001_initial"]]) == [], "an app that this site does not have"


def test_a_migration_that_was_squashed_since_is_no_newer_one(monkeypatch):
    loader = schema.MigrationLoader(None)
    squashed = loader.disk_migrations["core", "0001_initial"]
    monkeypatch.setattr(squashed, "replaces", [("core", "0001_old"), ("core", "0002_old")])
    monkeypatch.setattr(schema, "MigrationLoader", lambda connection: loader)
    assert schema.newer_migrations([["core", "0001_old"], ["core", "0003_new"]]) == ["core.0003_new"]


def test_the_migrations_of_the_database_are_pairs_that_json_can_hold(db):
    migrations = schema.applied_migrations(connection)
    assert ["core", "0001_initial"] in migrations
    assert migrations == sorted(migrations)


def test_what_belongs_to_the_running_site_or_is_made_anew_is_in_no_backup(db):
    models = schema.content_models(connection)
    held = [model._meta.label_lower for model in models]
    assert held == sorted(held)
    assert not set(held) & {
        "operations.scheduledjob",
        "operations.schedulerlease",
        "sessions.session",
        "wagtailsearch.indexentry",
        "wagtailsearch.sqliteftsindexentry",
    }
    assert set(held) >= {
        "wagtailcore.page",
        "auth.user",
        "auth.user_groups",
        "events.registration",
        "mfa.authenticator",
    }
    assert not any(model._meta.proxy for model in models)


def test_a_backup_of_a_newer_version_changes_nothing(db, tmp_path, monkeypatch):
    manifest = archive.Manifest(1, "2026-05-04", "https://www.example.org", {}, [["core", "9999_x"]], {}, {}, [])
    monkeypatch.setattr(archive, "verify", lambda file: manifest)
    monkeypatch.setattr(archive, "restore_media", lambda *args: pytest.fail("the media were touched"))
    monkeypatch.setattr(rows, "replace_content", lambda *args: pytest.fail("the database was touched"))
    (tmp_path / "neuer.tar").touch()
    with pytest.raises(CommandError, match=r"core\.9999_x"):
        call_command("restore", tmp_path / "neuer.tar", "--overwrite")


# --- bringing a database to a state ----------------------------------------------------------------------------------

EARLY = [["auth", "0001_initial"], ["contenttypes", "0001_initial"]]
LATER = [*EARLY, ["contenttypes", "0002_remove_content_type_name"]]


def execute(connection, *statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall()


def test_a_database_gets_exactly_the_migrations_of_a_backup(other_database):
    schema.migrate_to(other_database, EARLY)
    assert schema.applied_migrations(other_database) == EARLY
    assert "auth_user" in other_database.introspection.table_names()
    assert "name" in [field.attname for field in rows.stored_fields(content_type_of(other_database))]
    schema.migrate_to(other_database, [*LATER, ["gone_app", "0001_initial"]])
    assert schema.applied_migrations(other_database) == LATER
    assert "name" not in [field.attname for field in rows.stored_fields(content_type_of(other_database))]


def content_type_of(connection):
    (model,) = [
        model for model in schema.content_models(connection) if model._meta.label_lower == "contenttypes.contenttype"
    ]
    return model


def test_a_database_that_has_other_migrations_is_made_anew_and_one_that_has_them_stays(other_database):
    schema.migrate_to(other_database, LATER)
    execute(other_database, "CREATE TABLE left_over (id integer)")
    schema.migrate_to(other_database, LATER)
    assert "left_over" in other_database.introspection.table_names()
    schema.migrate_to(other_database, EARLY)
    assert schema.applied_migrations(other_database) == EARLY
    assert "left_over" not in other_database.introspection.table_names()


def test_all_tables_are_dropped_whatever_refers_to_them_and_virtual_ones_with_theirs(other_database):
    execute(
        other_database,
        "CREATE TABLE parent (id integer PRIMARY KEY)",
        "CREATE TABLE child (id integer PRIMARY KEY, parent_id integer REFERENCES parent (id))",
        "INSERT INTO parent VALUES (1)",
        "INSERT INTO child VALUES (1, 1)",
        "CREATE VIRTUAL TABLE words USING fts5(word)",
    )
    schema.drop_tables(other_database)
    assert execute(other_database, "SELECT name FROM sqlite_master") == []
    assert execute(other_database, "PRAGMA foreign_keys") == [(1,)]


def test_an_empty_database_has_no_content(other_database):
    assert not schema.has_content(other_database)
