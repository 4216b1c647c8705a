"""The StreamField of the project: what its blocks are is no matter of the database."""

from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from wagtail import blocks

from ikpe_site.core.fields import StreamField


def state_with(**labels: str) -> ProjectState:
    stream = [(name, blocks.CharBlock(label=label)) for name, label in labels.items()]
    field = StreamField(stream, verbose_name="content", blank=True)
    state = ProjectState()
    state.add_model(ModelState("core", "Leaflet", [("id", models.BigAutoField(primary_key=True)), ("body", field)]))
    return state


def changes(before: ProjectState, after: ProjectState) -> dict:
    questioner = MigrationQuestioner(specified_apps={"core"})  # the graph has no migration to build on
    return MigrationAutodetector(before, after, questioner).changes(graph=MigrationGraph())


def test_a_new_label_of_a_block_makes_no_migration():
    assert changes(state_with(heading="Heading"), state_with(heading="Überschrift")) == {}


def test_a_new_block_makes_no_migration():
    assert changes(state_with(heading="Heading"), state_with(heading="Heading", text="Text")) == {}


def test_a_migration_rebuilds_the_column():
    _name, path, args, kwargs = StreamField([("text", blocks.TextBlock())], blank=True).deconstruct()
    assert (path, args, kwargs) == ("ikpe_site.core.fields.StreamField", [[]], {"blank": True})
    assert StreamField(*args, **kwargs).get_internal_type() == "JSONField"
