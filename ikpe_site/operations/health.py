"""Whether the site works, for those who watch over it: container engine, load balancer, webmaster.

`/health/live` says that the process answers. `/health/ready` says whether it can serve: `status` is

- `ready`: every check is ok;
- `degraded`, still 200: something is broken that visitors do not need, or that no other process would do better.
  Taking a process out of service because the scheduler or the cache is gone would make a nuisance an outage;
- `unavailable`, 503: no page can be served.
"""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from .models import SchedulerLease

logger = logging.getLogger(__name__)


class HealthError(Exception):
    """A check that found something; its text is shown to everybody."""


@dataclass(frozen=True)
class Check:
    name: str
    run: Callable[[], None]
    is_vital: bool


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_migrations() -> None:
    if pending_migrations():
        raise HealthError("migrations are pending")


def check_cache() -> None:
    key, value = "health", uuid.uuid4().hex
    cache.set(key, value, 60)
    if cache.get(key) is None:  # another process may have written in between
        raise HealthError("does not keep what it gets")


def check_storage() -> None:
    name = default_storage.save("health/check", ContentFile(b"ok"))
    default_storage.delete(name)


def check_scheduler() -> None:
    if not SchedulerLease.is_alive(SchedulerLease.last_heartbeat()):
        raise HealthError("no heartbeat")


CHECKS = (
    Check("database", check_database, is_vital=True),
    Check("migrations", check_migrations, is_vital=True),
    Check("cache", check_cache, is_vital=False),
    Check("storage", check_storage, is_vital=False),
    Check("scheduler", check_scheduler, is_vital=False),
)

_migrated = False


def pending_migrations() -> list[str]:
    """The names of the migrations that are not applied. Once there is none, this process does not ask again."""
    global _migrated
    if _migrated:
        return []
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    _migrated = not plan
    return [str(migration) for migration, _backwards in plan]


def readiness() -> tuple[str, dict[str, str]]:
    """The status and the result of each check: "ok", or what is wrong without anything secret."""
    status, results = "ready", {}
    for check in CHECKS:
        try:
            check.run()
            results[check.name] = "ok"
        except Exception as error:  # noqa: BLE001 whatever breaks is an answer
            # The text of an error of a library may name hosts and users: it goes to the log only.
            results[check.name] = str(error) if isinstance(error, HealthError) else "does not answer"
            if not isinstance(error, HealthError):
                logger.warning("Health check of the %s: %s", check.name, error)
            if check.is_vital:
                return "unavailable", results
            status = "degraded"
    return status, results


class HealthMiddleware:
    """Answers `/health/…` before anything else does.

    A probe comes by the address of a container and without TLS: it must meet neither ALLOWED_HOSTS nor the redirect
    to HTTPS, and it starts no session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/health/live":
            return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})
        if request.path == "/health/ready":
            status, checks = readiness()
            return JsonResponse(
                {"status": status, "checks": checks},
                status=503 if status == "unavailable" else 200,
                headers={"Cache-Control": "no-store"},
            )
        return self.get_response(request)
