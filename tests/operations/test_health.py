"""What those who watch over the site are told."""

import datetime

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from ikpe_site.operations import health
from ikpe_site.operations.models import SchedulerLease

pytestmark = pytest.mark.database

READY = {"status": "ready", "checks": dict.fromkeys(("database", "migrations", "cache", "storage", "scheduler"), "ok")}


@pytest.fixture
def probe(db, monkeypatch):
    """Asks /health/ready as a container engine does: by an address that is no name of the site, and without TLS."""
    monkeypatch.setattr(health, "_migrated", False)
    SchedulerLease.renew("test:1")
    return lambda: Client(headers={"host": "10.0.0.7:8000"}).get("/health/ready")


def broken(*args, **kwargs):
    raise OperationalError('connection to server at "db.internal" failed for user "ikpe" password=geheim')


def test_live_asks_nothing(django_assert_num_queries):
    response = Client(headers={"host": "10.0.0.7"}).get("/health/live")
    assert (response.status_code, response.content) == (200, b"ok")
    assert not response.cookies


def test_ready_when_everything_works(probe):
    response = probe()
    assert response.status_code == 200
    assert response.json() == READY
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_ready_leaves_nothing_in_the_storage(probe, media_folder):
    probe()
    assert not [path for path in (media_folder / "health").rglob("*") if path.is_file()]


def test_ready_is_cheap(probe, django_assert_max_num_queries):
    probe()
    with django_assert_max_num_queries(2):
        probe()


def test_without_the_database_it_is_unavailable_and_names_no_host(probe, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", broken)
        response = probe()
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "checks": {"database": "does not answer"}}


def test_with_pending_migrations_it_is_unavailable(probe):
    MigrationRecorder.Migration.objects.filter(app="home").latest("id").delete()
    response = probe()
    assert response.status_code == 503
    assert response.json()["checks"]["migrations"] == "migrations are pending"


@pytest.mark.parametrize("age", [None, datetime.timedelta(hours=1), -datetime.timedelta(hours=1)])
def test_without_a_scheduler_the_pages_stay_in_service(probe, age):
    SchedulerLease.objects.update(renewed_at=age and timezone.now() - age)
    response = probe()
    assert response.status_code == 200
    assert response.json()["status"] == "degraded"
    assert response.json()["checks"]["scheduler"] == "no heartbeat"


def test_without_the_cache_the_pages_stay_in_service(probe, monkeypatch):
    monkeypatch.setattr(cache, "set", broken)
    assert probe().status_code == 200
    assert probe().json() == READY | {"status": "degraded", "checks": READY["checks"] | {"cache": "does not answer"}}


def test_a_cache_that_forgets_is_told(probe, monkeypatch):
    monkeypatch.setattr(cache, "get", lambda key: None)
    assert probe().json()["checks"]["cache"] != "ok"


def test_a_storage_that_cannot_be_written_is_told(probe, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file"
    assert probe().json() == READY | {"status": "degraded", "checks": READY["checks"] | {"storage": "does not answer"}}
