"""The scheduler: starts the jobs of a table as processes of their own, and writes down how they ended."""

import contextlib
import datetime
import logging
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone

from .models import ScheduledJob, SchedulerLease
from .schedule import Job

logger = logging.getLogger(__name__)

TICK = 5  # seconds between two looks at the clock
GRACE = 8  # seconds that a process has to end after SIGTERM; containers get 10 before they are killed
MESSAGE_LENGTH = 2000


@dataclass
class Run:
    """A job that runs: its process and, by the clock that nobody sets, when its time is over."""

    job: Job
    process: subprocess.Popen[bytes]
    output: IO[bytes]
    deadline: float
    done_until: datetime.datetime  # before this run, to take it back
    stopped: bool = False

    @classmethod
    def start(cls, job: Job, done_until: datetime.datetime) -> "Run":
        # A file and not a pipe, which would stop a process that writes more than fits.
        output = tempfile.TemporaryFile()  # noqa: SIM115 open as long as the process
        process = subprocess.Popen(  # noqa: S603 a command of the table
            job.command_line,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a process group of its own, to be stopped with all it started
        )
        return cls(job, process, output, time.monotonic() + job.timeout.total_seconds(), done_until)

    def signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):  # it may have ended in the meantime
            os.killpg(self.process.pid, number)

    def enforce_deadline(self) -> None:
        late = time.monotonic() - self.deadline
        if late > GRACE:
            self.signal(signal.SIGKILL)
        elif late > 0 and not self.stopped:
            self.stopped = True
            self.signal(signal.SIGTERM)

    def wait(self, patience: float) -> None:
        try:
            self.process.wait(max(0.0, patience))
        except subprocess.TimeoutExpired:
            self.signal(signal.SIGKILL)
            self.process.wait()

    def message(self) -> str:
        """The end of what the process has written."""
        self.output.seek(max(0, self.output.seek(0, os.SEEK_END) - MESSAGE_LENGTH))
        text = self.output.read().decode(errors="replace").replace("\0", "").strip()
        if self.stopped:
            minutes = int(self.job.timeout.total_seconds() // 60)
            text = f"{text}\nStopped: took longer than {minutes} minutes".strip()
        return text


class Scheduler:
    """Runs `jobs` until it is told to stop. Of several schedulers one works, the others wait for its lease to end.

    Each job is a process: one that fails, hangs or eats the memory stops none of the others.
    """

    def __init__(self, jobs: tuple[Job, ...]) -> None:
        self.jobs = jobs
        self.holder = f"{socket.gethostname()}:{os.getpid()}"
        self.running: dict[str, Run] = {}
        self.has_lease = False

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set, then end what runs."""
        while not stop.is_set():
            with self.surviving_the_database():
                self.tick()
            stop.wait(TICK)
        for run in self.running.values():
            run.signal(signal.SIGTERM)
        end = time.monotonic() + GRACE
        for run in self.running.values():
            run.wait(end - time.monotonic())
        with self.surviving_the_database():
            self.note_stop()

    @contextlib.contextmanager
    def surviving_the_database(self) -> Iterator[None]:
        close_old_connections()
        try:
            yield
        except (DatabaseError, InterfaceError) as error:
            logger.warning("The scheduler does without the database: %s", error)

    def tick(self) -> None:
        """Note what has ended and start what is due."""
        for run in list(self.running.values()):
            run.enforce_deadline()
            if run.process.poll() is not None:
                self.note_end(run)
        had_lease, self.has_lease = self.has_lease, SchedulerLease.renew(self.holder)
        if not self.has_lease:
            return
        if not had_lease:
            self.take_over()
        now = timezone.now()
        rows = ScheduledJob.objects.in_bulk([job.command for job in self.jobs])
        if len(rows) < len(self.jobs):  # a restore beside it has emptied the table
            self.take_over()
            return
        for job in self.jobs:
            if job.command not in self.running and job.is_due(rows[job.command].done_until, now):
                self.start(job, rows[job.command].done_until, now)

    def take_over(self) -> None:
        """Begin with rows for all jobs; what runs according to them died with the scheduler before."""
        logger.info("%s is the scheduler now", self.holder)
        now = timezone.now()
        ScheduledJob.objects.bulk_create(
            [ScheduledJob(command=job.command, done_until=now) for job in self.jobs], ignore_conflicts=True
        )
        left = ScheduledJob.objects.filter(succeeded=None).exclude(started_at=None).exclude(command__in=self.running)
        left.update(succeeded=False, ended_at=now, message="The scheduler ended before the job did")

    def start(self, job: Job, done_until: datetime.datetime, now: datetime.datetime) -> None:
        # Noted before it runs: a job that takes the scheduler down with it is not tried again and again.
        noted = ScheduledJob.objects.filter(command=job.command, done_until=done_until).update(
            done_until=now, started_at=now, ended_at=None, succeeded=None, message=""
        )
        if noted:
            self.running[job.command] = Run.start(job, done_until)

    def note_end(self, run: Run) -> None:
        succeeded = run.process.returncode == 0
        ScheduledJob.objects.filter(command=run.job.command).update(
            ended_at=timezone.now(), succeeded=succeeded, message=run.message()
        )
        if not succeeded:
            logger.error("%s failed with status %s", run.job.command, run.process.returncode)
        run.output.close()
        del self.running[run.job.command]

    def note_stop(self) -> None:
        """Note what ended with the scheduler: what had to be broken off is due again when the next one starts."""
        for run in list(self.running.values()):
            self.note_end(run)
            if run.process.returncode != 0:
                ScheduledJob.objects.filter(command=run.job.command).update(done_until=run.done_until)
        SchedulerLease.release(self.holder)
