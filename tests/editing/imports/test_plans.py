"""What all imports have in common: how a file is read, and that all of it is written or nothing."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ikpe_site.editing.imports import Entry, Plan, Status


class GroupPlan(Plan):
    """Groups, one name a line; „!“ cannot be written."""

    max_bytes = 1024**2

    @classmethod
    def parse(cls, content):
        return cls.text_of(content).split()

    @classmethod
    def compare(cls, records):
        for line, name in enumerate(records, 1):
            known = Group.objects.filter(name=name).exists()
            yield Entry(line, (name,), Status.PRESENT if known else Status.NEW, instance=Group(name=name))

    def write(self, user, prefix=""):
        for entry in self.due:
            if entry.instance.name == "!":
                raise RuntimeError
            entry.instance.name = f"{prefix}{entry.instance.name}"
            entry.instance.save()
            yield


def names() -> set[str]:
    return set(Group.objects.filter(name__in="ABC!").values_list("name", flat=True))


@pytest.fixture
def plan(db):
    Group.objects.create(name="A")
    return GroupPlan.read(b"A B C")


def test_planning_writes_nothing_and_counts_what_would_become_of_the_entries(plan):
    assert names() == {"A"}
    assert plan.counts == [(_("new"), 2), (_("already there"), 1)]
    assert [entry.line for entry in plan.due] == [2, 3]


def test_what_is_new_or_changed_is_due():
    plan = Plan([Entry(line, (), status) for line, status in enumerate(Status)])
    assert [entry.status for entry in plan.due] == [Status.NEW, Status.CHANGED]


def test_what_is_due_is_written_with_its_options(plan):
    assert list(plan.execute(prefix="")) == [1, 2]
    assert names() == {"A", "B", "C"}
    assert list(GroupPlan.read(b"A B C").execute()) == []
    list(GroupPlan.read(b"X").execute(prefix="Vor"))
    assert Group.objects.filter(name="VorX").exists()


def test_nothing_is_written_if_one_fails(plan):
    with pytest.raises(RuntimeError):
        list(GroupPlan.read(b"B C !").execute())
    assert names() == {"A"}


def test_nothing_is_written_if_the_import_is_broken_off(plan):
    progress = plan.execute()
    assert next(progress) == 1
    assert names() == {"A", "B"}
    progress.close()
    assert names() == {"A"}


@pytest.mark.parametrize("content", ["Müll", "\ufeffMüll"])
def test_utf_8_is_read_with_and_without_its_mark(content):
    assert GroupPlan.text_of(content.encode()) == "Müll"


def test_what_older_programs_write_in_the_code_page_of_windows_is_read():
    assert GroupPlan.text_of("Müll – „so“".encode("cp1252")) == "Müll – „so“"
    assert GroupPlan.text_of(b"\x81M\xfcll") == "Müll"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_and_without_its_mark(encoding):
    assert GroupPlan.text_of("Müll – „so“".encode(encoding)) == "Müll – „so“"


def test_control_characters_of_a_file_are_taken_out():
    assert GroupPlan.text_of("A\x0bB\x1fC\tD\r\n\x9fE\ufffe".encode()) == "A BC\tD\nE"


def test_a_file_that_is_too_large_or_no_text_is_refused():
    assert GroupPlan.text_of(b"x" * 1024**2)
    with pytest.raises(ValidationError, match="1 MB"):
        GroupPlan.text_of(b"x" * (1024**2 + 1))
    with pytest.raises(ValidationError, match="Textdatei"):
        GroupPlan.text_of(b"PK\x03\x04\0")
