"""The steps of the scheduler one by one, with processes that only pretend: when it starts, stops and notes what."""

import datetime
import io
import os
import signal
import socket
import subprocess
from types import SimpleNamespace

import pytest

from ikpe_site.operations import scheduler as module
from ikpe_site.operations.models import ScheduledJob, SchedulerLease
from ikpe_site.operations.models.scheduling import LEASE
from ikpe_site.operations.schedule import Job
from ikpe_site.operations.scheduler import MESSAGE_LENGTH, Run, Scheduler

JOB = Job("publish_scheduled", "* * * * *", timeout=datetime.timedelta(minutes=10))
NOON = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


def run_of(said: bytes = b"", returncode: int | None = None, deadline: float = 100, job=JOB, **process) -> Run:
    process = SimpleNamespace(pid=7, returncode=returncode, poll=lambda: returncode, **process)
    return Run(job, process, io.BytesIO(said), deadline, NOON - MINUTE)


@pytest.fixture
def signals(monkeypatch):
    """What was sent to the process group 7."""
    sent = []
    monkeypatch.setattr(os, "killpg", lambda group, number: sent.append((group, number)))
    return sent


# --- a process that runs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "sent"),
    [
        (99, []),
        (100, []),
        (100.1, [(7, signal.SIGTERM)]),
        (100 + module.GRACE, [(7, signal.SIGTERM)]),
        (100.1 + module.GRACE, [(7, signal.SIGKILL)]),
    ],
)
def test_a_process_is_asked_to_end_when_its_time_is_over_and_killed_a_while_later(now, sent, signals, monkeypatch):
    monkeypatch.setattr(module.time, "monotonic", lambda: now)
    run = run_of()
    run.enforce_deadline()
    assert signals == sent
    run.enforce_deadline()
    assert signals.count((7, signal.SIGTERM)) <= 1, "asked once"


def test_it_is_killed_before_the_container_is():
    assert 5 <= module.GRACE < 10


def test_a_process_that_has_ended_in_the_meantime_is_no_error(monkeypatch):
    def gone(group, number):
        raise ProcessLookupError

    monkeypatch.setattr(os, "killpg", gone)
    run_of().signal(signal.SIGTERM)


@pytest.mark.parametrize(("patience", "waited"), [(3.5, 3.5), (-2, 0.0)])
def test_at_the_end_it_waits_for_a_process_and_then_kills_it(patience, waited, signals):
    waits = []

    def wait(seconds=None):
        waits.append(seconds)
        if seconds is not None:
            raise subprocess.TimeoutExpired("x", seconds)

    run_of(wait=wait).wait(patience)
    assert waits == [waited, None]
    assert signals == [(7, signal.SIGKILL)]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (b"", ""),
        (b" 3 Seiten\n", "3 Seiten"),
        (b"a\0b\xff", "ab\ufffd"),
        (b"x" + b"y" * MESSAGE_LENGTH, "y" * MESSAGE_LENGTH),
    ],
)
def test_the_end_of_what_it_said_is_kept_as_text(said, message):
    assert run_of(said).message() == message


@pytest.mark.parametrize(("said", "before"), [(b"", ""), (b"Seite 1\n", "Seite 1\n")])
def test_of_one_that_took_too_long_it_says_so(said, before):
    run = run_of(said)
    run.stopped = True
    assert run.message() == f"{before}Stopped: took longer than 10 minutes"


# --- the table -------------------------------------------------------------------------------------------------------


@pytest.fixture
def scheduler(db, freeze, monkeypatch):
    """A scheduler at noon, whose processes run until they get a `returncode`."""
    freeze(NOON)
    monkeypatch.setattr(Run, "start", lambda job, done_until: run_of(job=job))
    return Scheduler((JOB,))


def row() -> ScheduledJob:
    return ScheduledJob.objects.get(command=JOB.command)


def end(run: Run, returncode: int) -> None:
    run.process.returncode = returncode
    run.process.poll = lambda: returncode


def test_it_says_where_it_runs(scheduler):
    assert scheduler.holder == f"{socket.gethostname()}:{os.getpid()}"


def test_a_job_is_noted_before_it_runs(scheduler, freeze):
    scheduler.tick()
    ScheduledJob.objects.update(succeeded=True, ended_at=NOON, message="davor")
    freeze(NOON + MINUTE)
    scheduler.tick()
    assert set(scheduler.running) == {JOB.command}
    noted = row()
    assert (noted.done_until, noted.started_at) == (NOON + MINUTE, NOON + MINUTE)
    assert (noted.ended_at, noted.succeeded, noted.message) == (None, None, "")


def test_a_job_that_runs_is_not_started_beside_itself(scheduler, freeze):
    for minutes in range(3):
        freeze(NOON + minutes * MINUTE)
        scheduler.tick()
    assert row().started_at == NOON + MINUTE


@pytest.mark.parametrize("returncode", [0, 1, -9])
def test_how_it_ended_is_noted_and_only_a_failure_is_logged(returncode, scheduler, freeze, caplog):
    scheduler.tick()
    freeze(NOON + MINUTE)
    scheduler.tick()
    run = scheduler.running[JOB.command]
    run.output.write(b"fertig")
    end(run, returncode)
    freeze(NOON + 1.5 * MINUTE)
    scheduler.tick()
    noted = row()
    assert (noted.ended_at, noted.succeeded, noted.message) == (NOON + 1.5 * MINUTE, returncode == 0, "fertig")
    assert run.output.closed
    assert scheduler.running == {}
    assert (f"publish_scheduled failed with status {returncode}" in caplog.text) is (returncode != 0)


def test_without_the_lease_it_notes_what_ends_and_starts_nothing(scheduler, freeze):
    scheduler.tick()
    freeze(NOON + MINUTE)
    scheduler.tick()
    end(scheduler.running[JOB.command], 0)
    SchedulerLease.objects.update(holder="elsewhere:1", renewed_at=NOON + 2 * MINUTE)
    freeze(NOON + 2 * MINUTE)
    scheduler.tick()
    assert scheduler.running == {}
    assert row().succeeded


def test_it_survives_a_restore_beside_it_which_empties_its_tables(scheduler, freeze):
    scheduler.tick()
    ScheduledJob.objects.all().delete()
    SchedulerLease.objects.all().delete()
    scheduler.tick()
    freeze(NOON + MINUTE)
    scheduler.tick()
    assert set(scheduler.running) == {JOB.command}
    ScheduledJob.objects.all().delete()
    end(scheduler.running[JOB.command], 0)
    scheduler.tick()
    assert (row().done_until, scheduler.running) == (NOON + MINUTE, {})


def test_who_gets_the_lease_back_goes_on_with_what_it_runs_itself(scheduler, freeze):
    scheduler.tick()
    freeze(NOON + MINUTE)
    scheduler.tick()
    scheduler.has_lease = False
    scheduler.tick()
    assert row().succeeded is None, "it has not ended"


@pytest.mark.parametrize(
    ("before", "succeeded", "message"),
    [
        ({"started_at": NOON - MINUTE}, False, "The scheduler ended before the job did"),
        ({"started_at": NOON - MINUTE, "succeeded": True, "ended_at": NOON}, True, ""),
        ({}, None, ""),
    ],
    ids=["ran", "has ended", "has never run"],
)
def test_what_ran_with_the_scheduler_before_died_with_it(before, succeeded, message, scheduler):
    ScheduledJob.objects.create(command=JOB.command, done_until=NOON, **before)
    scheduler.tick()
    noted = row()
    assert (noted.succeeded, noted.message) == (succeeded, message)
    assert (noted.ended_at == NOON) is (succeeded is not None)
    assert noted.done_until == NOON, "a row that is there stays"


@pytest.mark.parametrize(("returncode", "is_due_again"), [(0, False), (-15, True)])
def test_what_is_broken_off_at_the_end_is_due_again(returncode, is_due_again, scheduler, freeze):
    scheduler.tick()
    freeze(NOON + MINUTE)
    scheduler.tick()
    end(scheduler.running[JOB.command], returncode)
    scheduler.note_stop()
    assert row().done_until == (NOON - MINUTE if is_due_again else NOON + MINUTE)
    assert SchedulerLease.objects.get().renewed_at is None, "the next one may begin at once"


# --- the lease -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "is_free"), [(LEASE, False), (LEASE * 1.01, True), (-LEASE, False), (-LEASE * 1.01, True)]
)
def test_a_lease_ends_by_itself(age, is_free, db, freeze):
    freeze(NOON)
    SchedulerLease.objects.create(pk=1, holder="other:1", renewed_at=NOON - age)
    assert SchedulerLease.renew("mine:1") is is_free
    assert SchedulerLease.objects.get().holder == ("mine:1" if is_free else "other:1")


def test_who_has_the_lease_renews_it_and_nobody_else_gives_it_back(db, freeze):
    freeze(NOON)
    assert SchedulerLease.renew("mine:1")
    freeze(NOON + MINUTE / 2)
    assert SchedulerLease.renew("mine:1")
    assert SchedulerLease.last_heartbeat() == NOON + MINUTE / 2
    SchedulerLease.release("other:1")
    assert SchedulerLease.last_heartbeat() is not None
    SchedulerLease.release("mine:1")
    assert SchedulerLease.renew("other:1")


@pytest.mark.parametrize(("minutes", "is_alive"), [(0, True), (3, True), (3.1, False), (-3, True), (-3.1, False)])
def test_a_scheduler_lives_while_its_heart_has_beaten_within_three_minutes(minutes, is_alive, freeze):
    freeze(NOON)
    assert SchedulerLease.is_alive(NOON - minutes * MINUTE) is is_alive
    assert not SchedulerLease.is_alive(None)
