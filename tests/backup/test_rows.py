"""The rows of the database, written and read back."""

import datetime
import hashlib
import io
import json
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from wagtail.models import Page, Revision

from ikpe_site.backup import rows, schema
from ikpe_site.core.models import ContentPage
from tests.factories import (
    DocumentFactory,
    EventPageFactory,
    ImageFactory,
    PublicationPageFactory,
    RegistrationFactory,
    make_private,
)

pytestmark = pytest.mark.database


@pytest.fixture
def written(same_connection, site_tree, editor):
    """What `dump` wrote for a site with a bit of everything, with its digests."""
    page = PublicationPageFactory(title="Sonderzeichen: „ß“ € 𝄞 \\ \" '")
    page.save_revision(user=editor).publish()
    RegistrationFactory(event=EventPageFactory())
    make_private(EventPageFactory())
    DocumentFactory()
    ImageFactory()
    connection.check_constraints()
    return dump()


def dump():
    out = io.BytesIO()
    digests, files = rows.dump(connection, schema.content_models(connection), out)
    return out.getvalue(), digests, files


def load(text, expected):
    rows.replace_content(connection, schema.content_models(connection), io.BytesIO(text), expected)


def test_a_dump_that_is_loaded_makes_the_same_dump(written):
    text, digests, files = written
    Page.objects.filter(depth__gt=2).delete()
    assert dump()[1] != digests
    connection.check_constraints()
    load(text, digests)
    again, digests_again, files_again = dump()
    assert digests_again == digests
    assert sorted(again.splitlines()) == sorted(text.splitlines())
    assert files_again == files
    assert not Page.find_problems()[0]


def test_every_table_is_in_it_but_those_that_are_made_anew(written):
    expected = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    assert set(written[1]) == expected - schema.LEFT_OUT
    assert all(written[1][label]["rows"] for label in ("events.registration", "auth.user", "wagtailcore.revision"))


def test_files_that_rows_refer_to_are_named(written):
    assert any(name.startswith("documents/") for name in written[2])
    assert any(name.startswith("original_images/") for name in written[2])


def test_a_page_can_be_edited_and_a_new_one_added_after_loading(written, site_tree, editor):
    text, digests, _files = written
    load(text, digests)
    page = ContentPage(title="Neu", slug="neu-nach-dem-einspielen")
    site_tree.home.__class__.objects.get().add_child(instance=page)
    revision = page.save_revision(user=editor)
    assert Page.objects.filter(pk=page.pk).exists()
    assert Revision.objects.get(pk=revision.pk).as_object().title == "Neu"


def test_a_row_that_differs_takes_everything_back(written):
    text, digests, _files = written
    damaged = text.replace(b"Sonderzeichen", b"sonderzeichen")
    Page.objects.filter(depth__gt=2).first().specific.delete()
    before = dump()[1]
    connection.check_constraints()
    with pytest.raises(ValueError, match=r"wagtailcore\.page"):
        load(damaged, digests)
    assert dump()[1] == before


def test_the_order_of_rows_does_not_matter_and_each_of_them_does():
    def digest(*lines):
        made = rows.Digest()
        for line in lines:
            made.add(line)
        return made.as_dict()

    assert digest(b"1", b"2", b"3") == digest(b"3", b"1", b"2")
    assert digest(b"1", b"2") != digest(b"1", b"3")
    assert digest(b"1", b"1") != digest(b"1")
    assert digest() != digest(b"")
    assert digest() == {"rows": 0, "sha256": "0" * 64}
    assert digest(b"1") == {"rows": 1, "sha256": hashlib.sha256(b"1").hexdigest()}
    assert len(digest(*(bytes([number]) for number in range(100)))["sha256"]) == 64


def lines_of(*lines):
    return [json.dumps(line).encode() for line in lines]


def test_what_was_there_before_is_gone_even_if_no_backup_holds_it(same_connection):
    Group.objects.create(name="Vorher")
    Session.objects.create(session_key="x", expire_date=timezone.now())
    rows.load(
        connection,
        schema.content_models(connection),
        lines_of({"model": "auth.group", "fields": ["id", "name"]}, [7, "A"]),
    )
    assert list(Group.objects.values_list("pk", "name")) == [(7, "A")]
    assert not Session.objects.exists()
    assert not ContentType.objects.exists()


def test_a_row_that_refers_to_none_is_refused(same_connection):
    lines = lines_of(
        {"model": "auth.permission", "fields": ["id", "name", "content_type_id", "codename"]}, [1, "x", 999, "x"]
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.load(connection, schema.content_models(connection), lines)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (datetime.datetime(2026, 5, 4, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")), "2026-05-04T00:30:00+00:00"),
        (datetime.date(2026, 5, 4), "2026-05-04"),
        (datetime.time(9, 30), "09:30:00"),
        (b"\x00\xff", "AP8="),
        (memoryview(b"\x00\xff"), "AP8="),
        (None, None),
        (True, True),
        (7, 7),
        (0.5, 0.5),
        ("ä", "ä"),
        (Decimal("1.50"), "1.50"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (datetime.timedelta(days=1, seconds=2), "1 day, 0:00:02"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_is_written_alike_whatever_the_database_makes_of_it(value, written):
    assert rows.plain(value) == written
    assert rows.encode([written, "ä"]).decode() == f'[{json.dumps(written, ensure_ascii=False)},"ä"]'


def test_null_in_json_and_no_value_stay_apart():
    read = rows.value_reader(connection, models.JSONField(), "x")
    assert read("null") == "null"
    assert read('{"b": 1, "a": "ü"}') == '{"a": "ü", "b": 1}'


def test_tables_of_an_app_that_is_not_there_are_passed_over():
    groups = {"model": "auth.group", "fields": ["id"]}
    lines = lines_of({"model": "gone.thing", "fields": ["id"]}, [1], [2], groups, [3])
    tables = [(model, list(table)) for model, _fields, table in rows.tables_of(lines, {"auth.group": Group})]
    assert tables == [(Group, [[3]])]


def test_a_snapshot_stays_as_it_was_and_stops_no_writer(other_database):
    def count(connection):
        with connection.cursor() as cursor:
            return cursor.execute("SELECT COUNT(*) FROM django_migrations").fetchone()[0]

    recorder = MigrationRecorder(other_database)
    recorder.record_applied("core", "0001_initial")
    with rows.snapshot(other_database) as reader:
        recorder.record_applied("core", "0002_next")
        assert (count(reader), count(other_database)) == (1, 2)
    assert reader.connection is None
