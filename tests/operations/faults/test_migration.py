"""A migration that fails half-way."""

import pytest
from django.db import connection

pytestmark = pytest.mark.scale

APPLY = """
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor

def third(apps, editor):
    if not {works}:
        raise RuntimeError("half-way")

class Faulty(migrations.Migration):
    operations = [
        migrations.CreateModel("Halfway", fields=[("id", models.BigAutoField(primary_key=True))]),
        migrations.RunPython(lambda apps, editor: apps.get_model("home", "Halfway").objects.create()),
        migrations.RunPython(third),
    ]

executor = MigrationExecutor(connection)
executor.apply_migration(executor.loader.project_state(), Faulty("9999_faulty", "home"))
"""
STATE = """
from django.db import connection
from django.db.migrations.loader import MigrationLoader
has_table = "home_halfway" in connection.introspection.table_names()
is_recorded = ("home", "9999_faulty") in MigrationLoader(connection).applied_migrations
print(has_table, is_recorded)
"""


def test_it_leaves_nothing_and_runs_again_when_it_is_mended(empty):
    site = empty("migration", connection.vendor)
    site.manage("migrate", "-v0")
    said = site.manage("shell", "-v0", "-c", APPLY.format(works=False), check=False)
    assert "half-way" in said
    assert site.shell(STATE) == "False False"
    assert "[ ]" not in site.manage("showmigrations")
    site.shell(APPLY.format(works=True))
    assert site.shell(STATE) == "True True"
