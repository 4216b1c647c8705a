"""The page „Betriebszustand“ of the admin."""

import datetime
import io

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ikpe_site.backup import places
from ikpe_site.operations import status as operations
from ikpe_site.operations.models import ScheduledJob, SchedulerLease
from tests.factories import EventPageFactory
from tests.helpers import soup_of, words

pytestmark = pytest.mark.database

ADDRESS = reverse("operating_state")


@pytest.fixture
def admin_client(site_tree, backups_folder, django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("verwaltung"))
    return client


def row(client, heading):
    """The words of the row with this heading."""
    cell = soup_of(client.get(ADDRESS)).find("th", string=heading)
    return words(cell.find_parent("tr"))


def test_editors_neither_see_it_nor_find_it_in_the_menu(editor_client, site_tree):
    assert editor_client.get(ADDRESS).status_code == 302
    assert ADDRESS not in editor_client.get(reverse("wagtailadmin_home")).content.decode()


def test_whoever_has_the_right_sees_it(editor_client, editor, site_tree, backups_folder):
    editor.user_permissions.add(Permission.objects.get(codename="view_scheduledjob"))
    assert editor_client.get(ADDRESS).status_code == 200
    assert ADDRESS in editor_client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_right_can_be_given_to_a_group(admin_client):
    form = admin_client.get(reverse("wagtailusers_groups:add")).context["form"]
    assert Permission.objects.get(codename="view_scheduledjob") in form.registered_permissions


def test_on_a_new_site_it_names_what_is_missing(admin_client):
    assert "zu alt oder fehlt" in row(admin_client, "Sicherung")
    assert "läuft nicht" in row(admin_client, "Zeitplaner")


def test_a_site_that_runs_is_in_order(admin_client):
    SchedulerLease.renew("test:1")
    places.keep(io.BytesIO(b"x" * 2048), timezone.now())
    for heading in ("Sicherung", "Zeitplaner", "Datenbank"):
        assert "in Ordnung" in row(admin_client, heading), heading
    assert "2,0" in row(admin_client, "Sicherung")


def test_a_backup_of_the_day_before_yesterday_is_too_old(admin_client):
    places.keep(io.BytesIO(b"x"), timezone.now() - datetime.timedelta(days=2))
    assert "zu alt" in row(admin_client, "Sicherung")


def test_a_job_that_failed_shows_what_it_said(admin_client):
    now = timezone.now()
    ScheduledJob.objects.create(
        command="backup", done_until=now, started_at=now, ended_at=now, succeeded=False, message="Kein Platz <b>mehr"
    )
    page = soup_of(admin_client.get(ADDRESS))
    text = words(page.find("code", string="backup").find_parent("tr"))
    assert "fehlgeschlagen" in text
    assert "Kein Platz <b>mehr" in text


def test_version_and_changes_are_shown(admin_client, settings):
    settings.COMMIT = "0123456789abcdef"
    page = soup_of(admin_client.get(ADDRESS))
    assert f"{settings.VERSION} 0123456789ab" in words(page)
    assert "Unreleased" in words(page.summary)
    assert page.select("details li")


def test_the_changelog_is_read_as_a_whole(settings):
    releases = operations.changelog()
    lines = (settings.BASE_DIR / "CHANGELOG.md").read_text().splitlines()
    items = [item for release in releases for _heading, entries in release.sections for item in entries]
    assert len(items) == sum(line.startswith("- ") for line in lines)
    assert len(releases) == sum(line.startswith("## ") for line in lines)


def test_a_package_in_another_version_is_a_pending_update(monkeypatch):
    assert operations.differing_packages() == []
    installed = operations.importlib.metadata.version
    monkeypatch.setattr(
        operations.importlib.metadata, "version", lambda name: "5.0" if name == "Django" else installed(name)
    )
    ((name, wanted, present),) = operations.differing_packages()
    assert (name, present) == ("Django", "5.0")
    assert wanted.startswith("5.2")


def test_it_warns_of_example_content_that_is_published(admin_client):
    assert "in Ordnung" in row(admin_client, "Beispielinhalte")
    EventPageFactory(is_example=True)
    assert "noch veröffentlicht 1 Seite ist ein Beispiel" in row(admin_client, "Beispielinhalte")


def test_the_number_of_queries_does_not_grow(admin_client, django_assert_max_num_queries):
    admin_client.get(ADDRESS)
    with django_assert_max_num_queries(17):
        admin_client.get(ADDRESS)
