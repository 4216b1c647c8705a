"""What runs when. `manage.py scheduler` goes by this table; each command can be run by hand as well."""

import datetime
import shlex
import sys
from dataclasses import dataclass

from cronsim import CronSim
from django.conf import settings
from django.utils import timezone


@dataclass(frozen=True)
class Job:
    """A management command with its arguments, and when it is due: minute hour day month weekday, in local time.

    A command that takes longer than `timeout` is stopped.
    """

    command: str
    cron: str
    timeout: datetime.timedelta = datetime.timedelta(minutes=30)

    @property
    def command_line(self) -> list[str]:
        return [sys.executable, str(settings.BASE_DIR / "manage.py"), *shlex.split(self.command)]

    def next_after(self, moment: datetime.datetime) -> datetime.datetime:
        """The first planned time after `moment`.

        A time of day that summer time skips comes right after the gap, one that comes twice counts once.
        """
        return next(CronSim(self.cron, timezone.localtime(moment)))

    def is_due(self, done_until: datetime.datetime, now: datetime.datetime) -> bool:
        """Whether a planned time has passed since `done_until`: also one that was missed while nothing ran."""
        if done_until > now:  # the clock was set back: what was done then must not stop the job until it catches up
            done_until = now - datetime.timedelta(minutes=1)
        return self.next_after(done_until) <= now


JOBS = (
    Job("publish_scheduled", "* * * * *", timeout=datetime.timedelta(minutes=10)),
    Job("send_queued_mails", "*/5 * * * *"),
    Job("backup", "30 2 * * *", timeout=datetime.timedelta(hours=4)),
    Job("check_links --time-limit 1200", "30 3 * * *"),
    Job("purge_registrations", "0 4 * * *"),
    Job("clearsessions", "15 4 * * *"),
    Job("prune_db_task_results", "30 4 * * *"),
    Job("empty_trash", "45 4 * * *"),
    Job("purge_missed_searches", "0 5 * * *"),
    Job("rebuild_search_index", "15 5 * * *"),
    Job("send_digest", "0 7 * * 1"),
    Job("send_reminders", "0 9 * * *"),
)
