"""When a job is due: also after a pause, a clock that was set, and with summer time."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import get_commands

from ikpe_site.operations.schedule import JOBS, Job

pytestmark = pytest.mark.database

BERLIN = ZoneInfo("Europe/Berlin")
DAILY = Job("nightly", "30 2 * * *")
EVERY_MINUTE = Job("often", "* * * * *")


def local(*parts, fold=0):
    return datetime.datetime(*parts, tzinfo=BERLIN, fold=fold)


def moments(job, start, end):
    """The times in UTC at which a scheduler that looks every 20 seconds starts `job`."""
    found, done_until, now = [], start, start
    while now < end:
        if job.is_due(done_until, now):
            found.append(now.astimezone(datetime.UTC))
            done_until = now
        now = (now.astimezone(datetime.UTC) + datetime.timedelta(seconds=20)).astimezone(BERLIN)
    return found


def test_every_job_is_a_command_with_a_time_that_can_be_read():
    for job in JOBS:
        assert job.command.split()[0] in get_commands()
        assert job.next_after(local(2026, 1, 1)) > local(2026, 1, 1)


def test_no_job_stands_in_the_table_twice():
    commands = [job.command for job in JOBS]
    assert len(commands) == len(set(commands))


def test_a_daily_job_runs_once_a_day():
    assert moments(DAILY, local(2026, 5, 1), local(2026, 5, 4)) == [
        local(2026, 5, day, 2, 30).astimezone(datetime.UTC) for day in (1, 2, 3)
    ]


def test_a_job_that_was_missed_runs_once_when_the_scheduler_is_back():
    done_until, back = local(2026, 5, 1, 2, 30), local(2026, 5, 5, 11, 0)
    assert DAILY.is_due(done_until, back)
    assert not DAILY.is_due(back, back + datetime.timedelta(minutes=5))


def test_the_hour_that_summer_time_skips_loses_no_job():
    assert len(moments(DAILY, local(2026, 3, 29, 0, 0), local(2026, 3, 30, 0, 0))) == 1


def test_the_hour_that_comes_twice_in_autumn_runs_a_daily_job_once():
    assert len(moments(DAILY, local(2026, 10, 25, 0, 0), local(2026, 10, 26, 0, 0))) == 1


def test_a_job_of_every_minute_goes_on_through_both_hours_of_autumn():
    assert len(moments(EVERY_MINUTE, local(2026, 10, 25, 1, 0), local(2026, 10, 25, 4, 0))) == pytest.approx(
        240, abs=1
    )


@pytest.mark.parametrize("back", [datetime.timedelta(hours=1), datetime.timedelta(days=400)])
def test_a_clock_that_is_set_back_stops_no_job(back):
    done_until = local(2026, 5, 1, 12, 0)
    now = done_until - back
    assert EVERY_MINUTE.is_due(done_until, now)


def test_a_clock_that_is_set_back_does_not_repeat_a_daily_job_the_same_day():
    assert not DAILY.is_due(local(2026, 5, 1, 12, 0), local(2026, 5, 1, 11, 0))


def test_a_clock_that_is_set_forward_runs_what_lies_between_once():
    assert len(moments(DAILY, local(2026, 5, 1, 1, 0), local(2026, 5, 1, 1, 1))) == 0
    assert DAILY.is_due(local(2026, 5, 1, 1, 0), local(2026, 6, 1, 1, 0))
