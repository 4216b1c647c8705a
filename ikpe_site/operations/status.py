"""What the webmaster wants to know, for the page „Betriebszustand“ of the admin."""

import datetime
import importlib.metadata
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection
from django.db.models import Count, Min
from django.utils import timezone

from ikpe_site.backup.places import Backup, all_backups
from ikpe_site.core.examples import example_pages
from ikpe_site.media.models import CustomDocument

from .health import pending_migrations
from .models import QueuedMail, ScheduledJob, SchedulerLease
from .schedule import JOBS, Job

BACKUP_MAX_AGE = datetime.timedelta(hours=26)  # a day, and the time that a backup takes
LITTLE_DISK = 0.1  # of the whole


# --- the scheduler ---------------------------------------------------------------------------------------------------


@dataclass
class JobState:
    """A job of the schedule with its last run, if it has run."""

    job: Job
    last: ScheduledJob | None
    next_at: datetime.datetime

    @property
    def duration(self) -> datetime.timedelta | None:
        if self.last is None or self.last.started_at is None or self.last.ended_at is None:
            return None
        return self.last.ended_at - self.last.started_at


def job_states() -> list[JobState]:
    rows = ScheduledJob.objects.in_bulk([job.command for job in JOBS])
    now = timezone.now()
    return [JobState(job, rows.get(job.command), job.next_after(now)) for job in JOBS]


# --- the backups -----------------------------------------------------------------------------------------------------


@dataclass
class BackupState:
    last: Backup | None
    count: int

    @property
    def is_late(self) -> bool:
        return self.last is None or timezone.now() - self.last.made_at > BACKUP_MAX_AGE


def backup_state() -> BackupState:
    backups = all_backups()
    return BackupState(backups[0] if backups else None, len(backups))


# --- the queue -------------------------------------------------------------------------------------------------------


def queue_state() -> dict[str, Any] | None:
    """How many tasks there are by status and since when the oldest one waits; None without a queue in the database."""
    if not apps.is_installed("django_tasks_db"):
        return None
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects
    counts: dict[str, dict[str, Any]] = {
        row["status"]: dict(row)
        for row in tasks.values("status").annotate(count=Count("pk"), since=Min("enqueued_at"))
    }
    return {
        "waiting": counts.get("READY", {}).get("count", 0),
        "waiting_since": counts.get("READY", {}).get("since"),
        "running": counts.get("RUNNING", {}).get("count", 0),
        "failed": counts.get("FAILED", {}).get("count", 0),
    }


def mail_state() -> dict[str, int]:
    """How many mails wait for the mail server, and how many were given up."""
    waiting = QueuedMail.objects.exclude(next_attempt_at=None).count()
    return {"waiting": waiting, "failed": QueuedMail.objects.count() - waiting}


# --- content that must not go online ---------------------------------------------------------------------------------


def example_state() -> dict[str, int]:
    """How many published pages are examples or have parts that are, and how many documents."""
    return {
        "pages": example_pages().live().count(),
        "documents": CustomDocument.objects.filter(is_example=True).count(),
    }


# --- room ------------------------------------------------------------------------------------------------------------


@dataclass
class Disk:
    """The disk that a storage lies on."""

    alias: str
    total: int
    free: int

    @property
    def is_nearly_full(self) -> bool:
        return self.free < self.total * LITTLE_DISK


def disks() -> list[Disk]:
    """The disks of media and backups, unless they lie elsewhere."""
    disks = []
    for alias in ("default", "backups"):
        storage = storages[alias]
        if isinstance(storage, FileSystemStorage):
            folder = Path(storage.location)
            existing = next(path for path in (folder, *folder.parents) if path.exists())
            usage = shutil.disk_usage(existing)
            disks.append(Disk(alias, usage.total, usage.free))
    return disks


def database_size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return cursor.fetchone()[0]


# --- version and updates ---------------------------------------------------------------------------------------------


def differing_packages() -> list[tuple[str, str, str]]:
    """Packages of requirements.txt that are installed in another version: name, wanted, installed."""
    differing = []
    for line in (settings.BASE_DIR / "requirements.txt").read_text().splitlines():
        if match := re.match(r"([\w.-]+)(?:\[[\w,]+\])?==([\w.]+)", line):
            name, wanted = match.groups()
            try:
                installed = importlib.metadata.version(name)
            except importlib.metadata.PackageNotFoundError:
                installed = ""
            if installed != wanted:
                differing.append((name, wanted, installed))
    return differing


@dataclass
class Release:
    """A version in CHANGELOG.md: sections („Added“ …) with what has changed."""

    title: str
    sections: list[tuple[str, list[str]]] = field(default_factory=list)


def changelog() -> list[Release]:
    """CHANGELOG.md, which follows Keep a Changelog."""
    releases: list[Release] = []
    for line in (settings.BASE_DIR / "CHANGELOG.md").read_text().splitlines():
        if line.startswith("## "):
            releases.append(Release(line[3:].replace("[", "").replace("]", "")))
        elif line.startswith("### ") and releases:
            releases[-1].sections.append((line[4:], []))
        elif line.startswith("- ") and releases and releases[-1].sections:
            releases[-1].sections[-1][1].append(line[2:].replace("`", ""))
        elif line.startswith("  ") and releases and releases[-1].sections:
            items = releases[-1].sections[-1][1]
            items[-1] += " " + line.strip().replace("`", "")
    return releases


def operating_state() -> dict[str, Any]:
    """Everything the page shows."""
    heartbeat = SchedulerLease.last_heartbeat()
    return {
        "version": settings.VERSION,
        "commit": settings.COMMIT[:12],
        "packages": {name: importlib.metadata.version(name) for name in ("Django", "wagtail")},
        "database": connection.get_database_version(),
        "database_name": connection.display_name,
        "database_size": database_size(),
        "migrations": pending_migrations(),
        "differing_packages": differing_packages(),
        "heartbeat": heartbeat,
        "scheduler_is_alive": SchedulerLease.is_alive(heartbeat),
        "jobs": job_states(),
        "backup": backup_state(),
        "queue": queue_state(),
        "mails": mail_state(),
        "examples": example_state(),
        "disks": disks(),
        "releases": changelog(),
    }
