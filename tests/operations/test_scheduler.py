"""The scheduler with real processes: what fails, hangs or is stopped, and two schedulers at once."""

import datetime
import sys
import threading
import time

import pytest
from django.db import OperationalError
from django.utils import timezone

from ikpe_site.operations import scheduler as scheduler_module
from ikpe_site.operations.models import ScheduledJob, SchedulerLease
from ikpe_site.operations.models.scheduling import LEASE
from ikpe_site.operations.schedule import Job
from ikpe_site.operations.scheduler import Scheduler

HANG = "import time; print('begun', flush=True); time.sleep(60)"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + HANG


class ScriptJob(Job):
    """A job whose command is a line of Python."""

    @property
    def command_line(self):
        return [sys.executable, "-c", self.command]


def job(script, **options):
    return ScriptJob(script, "* * * * *", **options)


def make_due():
    ScheduledJob.objects.update(done_until=timezone.now() - datetime.timedelta(minutes=2))


def begin(*jobs):
    """A scheduler that has just started all its jobs."""
    scheduler = Scheduler(jobs)
    scheduler.tick()
    make_due()
    scheduler.tick()
    return scheduler


def tick_until(scheduler, condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing happened in time"
        time.sleep(0.05)
        scheduler.tick()


def row(job):
    return ScheduledJob.objects.get(pk=job.command)


def kill_rest(scheduler):
    for run in scheduler.running.values():
        run.process.kill()
        run.process.wait()
        run.output.close()


pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_job_leaves_its_start_its_end_and_what_it_said():
    greeting = job("print('3 Seiten veröffentlicht')")
    scheduler = begin(greeting)
    tick_until(scheduler, lambda: not scheduler.running)
    last = row(greeting)
    assert last.succeeded
    assert last.message == "3 Seiten veröffentlicht"
    assert timezone.now() - datetime.timedelta(minutes=1) < last.started_at <= last.ended_at <= timezone.now()


def test_a_new_job_waits_for_its_first_planned_time():
    scheduler = Scheduler((job("print(1)"),))
    scheduler.tick()
    assert not scheduler.running


def test_a_job_that_fails_or_hangs_keeps_no_other_from_running(caplog):
    failing, hanging, good = job("raise SystemExit('kaputt')"), job(HANG), job("print('gut')")
    scheduler = begin(failing, hanging, good)
    tick_until(scheduler, lambda: set(scheduler.running) == {hanging.command})
    assert row(good).succeeded
    assert row(failing).succeeded is False
    assert row(failing).message == "kaputt"
    make_due()
    first = scheduler.running[hanging.command].process.pid
    scheduler.tick()
    assert good.command in scheduler.running
    assert scheduler.running[hanging.command].process.pid == first, "a job must not overlap itself"
    assert "failed with status 1" in caplog.text
    kill_rest(scheduler)


@pytest.mark.parametrize("script", [HANG, DEAF])
def test_a_job_that_takes_too_long_is_stopped_even_if_it_does_not_listen(script, monkeypatch):
    monkeypatch.setattr(scheduler_module, "GRACE", 0.5)
    slow = job(script, timeout=datetime.timedelta(seconds=1))
    scheduler = begin(slow)
    tick_until(scheduler, lambda: not scheduler.running)
    assert row(slow).succeeded is False
    assert "took longer" in row(slow).message


def test_a_job_may_write_more_than_a_pipe_holds():
    talkative = job("print('x' * 500_000); print('Ende')")
    scheduler = begin(talkative)
    tick_until(scheduler, lambda: not scheduler.running)
    assert row(talkative).message.endswith("Ende")
    assert len(row(talkative).message) <= scheduler_module.MESSAGE_LENGTH


def test_told_to_stop_it_ends_what_runs_and_makes_it_due_again(monkeypatch):
    # The connection holds the transaction of the test.
    monkeypatch.setattr("ikpe_site.operations.scheduler.close_old_connections", lambda: None)
    slow = job(HANG)
    scheduler = begin(slow)
    tick_until(scheduler, lambda: scheduler.running[slow.command].message() == "begun")
    stop = threading.Event()
    stop.set()
    scheduler.run(stop)
    assert not scheduler.running
    assert row(slow).succeeded is False
    successor = Scheduler((slow,))
    successor.tick()
    assert slow.command in successor.running, "the lease was not given back, or the job was forgotten"
    kill_rest(successor)


def test_of_two_schedulers_one_works():
    scheduler, other = Scheduler((job("print(1)"),)), Scheduler((job("print(1)"),))
    other.holder = "elsewhere:1"
    scheduler.tick()
    make_due()
    other.tick()
    assert not other.running
    assert SchedulerLease.objects.get().holder == scheduler.holder


def test_a_job_that_another_scheduler_has_started_meanwhile_is_not_started_again():
    """The lease may have lapsed while this one was held up between its look at the table and the start."""
    greeting, now = job("print(1)"), timezone.now()
    scheduler = Scheduler((greeting,))
    scheduler.tick()
    seen = row(greeting).done_until
    ScheduledJob.objects.update(done_until=now)
    scheduler.start(greeting, seen, now)
    assert not scheduler.running
    assert row(greeting).started_at is None


@pytest.mark.parametrize("age", [LEASE * 2, -LEASE * 60], ids=["killed", "clock set back"])
def test_a_scheduler_takes_over_from_one_that_died(age):
    died = job("print('x')")
    SchedulerLease.objects.create(pk=1, holder="dead:1", renewed_at=timezone.now() - age)
    ScheduledJob.objects.create(command=died.command, done_until=timezone.now(), started_at=timezone.now())
    Scheduler((died,)).tick()
    assert SchedulerLease.objects.get().holder != "dead:1"
    assert row(died).succeeded is False


def test_it_survives_a_database_that_is_gone(monkeypatch, caplog):
    scheduler, stop, looks = Scheduler(()), threading.Event(), []

    def gone():
        looks.append(1)
        if len(looks) == 2:
            stop.set()
        raise OperationalError("connection refused")

    monkeypatch.setattr(scheduler_module, "TICK", 0)
    monkeypatch.setattr(scheduler, "tick", gone)
    scheduler.run(stop)
    assert len(looks) == 2
    assert "without the database" in caplog.text
