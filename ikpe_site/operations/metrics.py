"""Metrics for Prometheus at `/metrics`, for whoever has the token.

With several processes PROMETHEUS_MULTIPROC_DIR must name an empty folder that they share. There are no labels that
visitors can make up: an address or a method from outside would let them fill the memory.
"""

import os
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import REGISTRY, GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from . import health
from .models import ScheduledJob, SchedulerLease
from .status import backup_state, queue_state

METHODS = {"GET", "HEAD", "POST"}

REQUESTS = Counter("ikpe_requests", "Requests by view and status", ["method", "view", "status"])
SECONDS = Histogram(
    "ikpe_request_seconds", "Time to the answer", ["view"], buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 1, 5)
)


class OperationsCollector:
    """What is true at the moment of asking, the same from every process."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        status, checks = health.readiness()
        ready = GaugeMetricFamily("ikpe_check_ok", "Checks of /health/ready", labels=["check"])
        for name, result in checks.items():
            ready.add_metric([name], float(result == "ok"))
        yield ready
        if status == "unavailable":
            return
        try:
            yield from self.from_database()
        except (DatabaseError, InterfaceError):
            return

    def from_database(self) -> Iterator[GaugeMetricFamily]:
        if heartbeat := SchedulerLease.last_heartbeat():
            yield GaugeMetricFamily("ikpe_scheduler_heartbeat_seconds", "Unix time", value=heartbeat.timestamp())
        ended = GaugeMetricFamily("ikpe_job_ended_seconds", "Unix time of the end of the last run", labels=["command"])
        succeeded = GaugeMetricFamily("ikpe_job_succeeded", "Whether the last run succeeded", labels=["command"])
        for job in ScheduledJob.objects.exclude(ended_at=None):
            ended.add_metric([job.command], job.ended_at.timestamp() if job.ended_at else 0)
            succeeded.add_metric([job.command], float(bool(job.succeeded)))
        yield ended
        yield succeeded
        if backup := backup_state().last:
            yield GaugeMetricFamily(
                "ikpe_backup_seconds", "Unix time of the last backup", value=backup.made_at.timestamp()
            )
        if queue := queue_state():
            tasks = GaugeMetricFamily("ikpe_tasks", "Tasks of the queue by state", labels=["state"])
            for state in ("waiting", "running", "failed"):
                tasks.add_metric([state], queue[state])
            yield tasks


class MetricsMiddleware:
    """Counts requests and answers `/metrics`. Stands first, like the health checks, and for the same reasons."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.METRICS_TOKEN:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/metrics":
            return self.answer(request)
        begin = time.perf_counter()
        response = self.get_response(request)
        match = getattr(request, "resolver_match", None)
        view = (match and match.view_name) or "other"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(method, view, response.status_code).inc()
        SECONDS.labels(view).observe(time.perf_counter() - begin)
        return response

    def answer(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not constant_time_compare(given, settings.METRICS_TOKEN):
            return HttpResponseNotFound()
        registry = CollectorRegistry()
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            MultiProcessCollector(registry)
        else:
            registry.register(REGISTRY)
        registry.register(OperationsCollector())
        return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
