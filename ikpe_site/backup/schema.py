"""The tables as the migrations left them, and bringing a database to the state of a backup.

The models of the code are not asked: a backup is made before an update as well, when the code is ahead of the
database, and may be older than the code when it is restored.
"""

from django.contrib.auth import get_user_model
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

# What is made anew, differs between databases, or belongs to the running site and not to its content.
LEFT_OUT = {
    "operations.scheduledjob",
    "operations.schedulerlease",
    "sessions.session",
    "wagtailsearch.indexentry",
    "wagtailsearch.sqliteftsindexentry",
}


def applied_migrations(connection: BaseDatabaseWrapper) -> list[list[str]]:
    """The migrations that the database has, as pairs of app and name that JSON can hold."""
    return sorted([app, name] for app, name in MigrationLoader(connection).applied_migrations)


def newer_migrations(migrations: list[list[str]]) -> list[str]:
    """Those of `migrations` that the apps of this code do not have: of a backup that a newer version made."""
    known = MigrationLoader(None).disk_migrations
    names = set(known) | {replaced for migration in known.values() for replaced in migration.replaces}
    return [f"{app}.{name}" for app, name in installed(migrations) if (app, name) not in names]


def installed(migrations: list[list[str]]) -> list[list[str]]:
    """Without those of apps that this site does not have, for example of a task queue in the database."""
    labels = {app for app, _name in MigrationLoader(None).disk_migrations}
    return [migration for migration in migrations if migration[0] in labels]


def content_models(connection: BaseDatabaseWrapper) -> list[type[models.Model]]:
    """The models of all tables that a backup holds, as the database has them now."""
    loader = MigrationLoader(connection)
    applied = [node for node in loader.graph.nodes if node in loader.applied_migrations]
    apps = loader.project_state(applied).apps
    kept = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    ]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def has_content(connection: BaseDatabaseWrapper) -> bool:
    """Whether somebody has worked in this database: there are users, media, or pages below the home page."""
    tables = set(connection.introspection.table_names())
    questions = [(model._meta.db_table, "") for model in (get_user_model(), get_image_model(), get_document_model())]
    questions.append((Page._meta.db_table, " WHERE depth > 2"))
    with connection.cursor() as cursor:
        for table, condition in questions:
            if table in tables:
                name = connection.ops.quote_name(table)
                cursor.execute(f"SELECT 1 FROM {name}{condition} LIMIT 1")  # noqa: S608 no input from outside
                if cursor.fetchone():
                    return True
    return False


def migrate_to(connection: BaseDatabaseWrapper, migrations: list[list[str]]) -> None:
    """Bring the database to exactly `migrations`. If it has others, all its tables are dropped first."""
    migrations = installed(migrations)
    if applied_migrations(connection) == migrations:
        return
    drop_tables(connection)
    executor = MigrationExecutor(connection)
    graph, wanted = executor.loader.graph, {tuple(migration) for migration in migrations}
    # A squashed migration is what the graph has in the place of those it replaces.
    nodes = {
        node
        for node, migration in executor.loader.disk_migrations.items()
        if node in graph.nodes and (node in wanted or (migration.replaces and wanted.issuperset(migration.replaces)))
    }
    leaves = [
        node
        for node in nodes
        if not any(child.key in nodes and child.key[0] == node[0] for child in graph.node_map[node].children)
    ]
    executor.migrate(leaves)


def drop_tables(connection: BaseDatabaseWrapper) -> None:
    """Drop all tables. Virtual ones go first: they take the tables with them that SQLite keeps for them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                " ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC"
            )
            tables, cascade = [name for (name,) in cursor.fetchall()], ""
        else:
            tables, cascade = connection.introspection.table_names(cursor), " CASCADE"
        for table in tables:
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)}{cascade}")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys = ON")
