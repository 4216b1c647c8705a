"""Files as people's programs write them: nothing is lost for one field, and nothing is invented."""

from pathlib import Path

import pytest
import yaml

from publications.citation.csl import full_name
from publications.imports import PublicationPlan
from publications.imports.contributors import names_of
from publications.imports.items import fields_of
from publications.imports.notes import Notes
from publications.imports.records import Record

CASES = Path(__file__).parent / "cases"
EXPECTED = yaml.safe_load((CASES / "expected.yaml").read_text())


def what_became_of(record: Record) -> dict:
    """The entry of a file as the preview and the publication have it, without what is empty and the usual language."""
    if record.error:
        return {"line": record.line, "error": record.error}
    notes = Notes(record.notes)
    entry = {"line": record.line, **fields_of(record.item, notes)}
    for name in names_of(record.item, notes):
        entry.setdefault(f"{name['role']}s", []).append(full_name(name))
    if entry["language"] == "de":
        del entry["language"]
    return {key: value for key, value in (entry | {"notes": list(notes)}).items() if value}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_of_the_field_is_read_right(name):
    records = PublicationPlan.parse((CASES / name).read_bytes())
    assert [what_became_of(record) for record in records] == EXPECTED[name]


def test_every_file_has_its_expectation():
    assert {path.name for path in CASES.iterdir()} - {"expected.yaml"} == set(EXPECTED)
