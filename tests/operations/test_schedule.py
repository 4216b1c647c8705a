"""When a job is due: also after a pause, a clock that was set, and with summer time."""

import datetime
import re
import sys
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
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
    due, done_until, now = [], start, start
    while now < end:
        if job.is_due(done_until, now):
            due.append(now.astimezone(datetime.UTC))
            done_until = now
        now = (now.astimezone(datetime.UTC) + datetime.timedelta(seconds=20)).astimezone(BERLIN)
    return due


def test_every_job_is_a_command_with_a_time_that_can_be_read():
    for job in JOBS:
        assert job.command.split()[0] in get_commands()
        assert job.next_after(local(2026, 1, 1)) > local(2026, 1, 1)


def test_no_job_stands_in_the_table_twice():
    commands = [job.command for job in JOBS]
    assert len(commands) == len(set(commands))


def cron(words: str) -> str:
    """The times of the manual as the table of jobs writes them."""
    if words == "jede Minute":
        return "* * * * *"
    if match := re.fullmatch(r"alle (\d+) Minuten", words):
        return f"*/{match[1]} * * * *"
    weekday, hour, minute = re.fullmatch(r"(montags )?(\d+):(\d\d)", words).groups()
    return f"{int(minute)} {hour} * * {1 if weekday else '*'}"


def test_each_job_runs_when_the_manual_says():
    manual = (settings.BASE_DIR / "docs/betrieb.md").read_text()
    table = manual.partition("| Befehl | wann (Ortszeit) |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+?)(?:, höchstens (\d+) Minuten)? \|", table, flags=re.MULTILINE)
    promised = {
        (name + (f" --time-limit {int(limit) * 60}" if limit else ""), cron(words)) for name, words, limit in rows
    }
    assert {(job.command, job.cron) for job in JOBS} == promised


def test_a_job_may_take_half_an_hour_but_for_a_few():
    others = {job.command: job.timeout for job in JOBS if job.timeout != datetime.timedelta(minutes=30)}
    assert others == {"publish_scheduled": datetime.timedelta(minutes=10), "backup": datetime.timedelta(hours=4)}


def test_a_job_is_a_command_of_this_site_with_its_arguments():
    command = Job('check_links --time-limit 1200 "a b"', "* * * * *").command_line
    assert command == [
        sys.executable,
        str(settings.BASE_DIR / "manage.py"),
        "check_links",
        "--time-limit",
        "1200",
        "a b",
    ]


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
