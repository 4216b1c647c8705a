"""Metrics, read back by the parser of Prometheus."""

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from ikpe_site.operations.metrics import MetricsMiddleware
from ikpe_site.operations.models import ScheduledJob, SchedulerLease

pytestmark = pytest.mark.database

TOKEN = "ein-langes-geheimnis"


@pytest.fixture
def middleware(db, settings):
    settings.METRICS_TOKEN = TOKEN
    return MetricsMiddleware(lambda request: HttpResponse("x", status=404))


def scrape(middleware, token=TOKEN):
    return middleware(RequestFactory().get("/metrics", headers={"authorization": f"Bearer {token}"}))


def samples(response):
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(response.content.decode())
        for sample in family.samples
    }


@pytest.mark.parametrize("token", ["", "falsch", TOKEN + "x", "ä"])
def test_without_the_token_there_is_no_such_page(token, middleware):
    assert scrape(middleware, token).status_code == 404


def test_without_a_token_in_the_settings_there_are_no_metrics(site_tree):
    with pytest.raises(MiddlewareNotUsed):
        MetricsMiddleware(lambda request: None)
    response = Client(headers={"authorization": "Bearer "}).get("/metrics", follow=True)
    assert response.status_code == 404


def test_requests_are_counted_with_labels_that_nobody_outside_can_make_up(middleware):
    for path, method in (("/eins", "GET"), ("/zwei", "GET"), ("/drei", "ERFUNDEN")):
        middleware(RequestFactory().generic(method, path))
    metrics = samples(scrape(middleware))
    counted = {labels: value for (name, labels), value in metrics.items() if name == "ikpe_requests_total"}
    assert counted[(("method", "GET"), ("status", "404"), ("view", "other"))] >= 2
    assert counted[(("method", "other"), ("status", "404"), ("view", "other"))] >= 1
    assert not any("ERFUNDEN" in str(labels) or "eins" in str(labels) for labels in counted)


def test_scheduler_jobs_and_checks_are_told(middleware):
    SchedulerLease.renew("test:1")
    now = timezone.now()
    ScheduledJob.objects.create(command="backup", done_until=now, started_at=now, ended_at=now, succeeded=False)
    metrics = samples(scrape(middleware))
    assert metrics["ikpe_check_ok", (("check", "database"),)] == 1
    assert metrics["ikpe_job_succeeded", (("command", "backup"),)] == 0
    assert metrics["ikpe_scheduler_heartbeat_seconds", ()] == pytest.approx(now.timestamp(), abs=60)
