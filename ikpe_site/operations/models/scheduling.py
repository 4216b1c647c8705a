"""What the scheduler writes down: its heartbeat and the last run of each job."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LEASE = datetime.timedelta(seconds=60)
HEARTBEAT_MAX_AGE = datetime.timedelta(minutes=3)


class SchedulerLease(models.Model):
    """The one row that says which scheduler works, and when it last did: its heartbeat.

    A lease in the database and not a lock of the database: it works on SQLite and behind a connection pooler, ends by
    itself when its holder dies, and can be read by whoever asks for the heartbeat.
    """

    holder = models.CharField(max_length=120)
    renewed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("scheduler")
        verbose_name_plural = _("schedulers")

    @classmethod
    def renew(cls, holder: str) -> bool:
        """Take or keep the lease for `holder`; False if another one has it."""
        now = timezone.now()
        cls.objects.get_or_create(pk=1)
        # A time in the future is one from before the clock was set back: nobody would ever renew it.
        lapsed = Q(renewed_at=None) | Q(renewed_at__lt=now - LEASE) | Q(renewed_at__gt=now + LEASE)
        mine = cls.objects.filter(Q(holder=holder) | lapsed, pk=1)
        return bool(mine.update(holder=holder, renewed_at=now))

    @classmethod
    def release(cls, holder: str) -> None:
        """Let the next scheduler begin at once."""
        cls.objects.filter(pk=1, holder=holder).update(renewed_at=None)

    @classmethod
    def last_heartbeat(cls) -> datetime.datetime | None:
        return cls.objects.filter(pk=1).values_list("renewed_at", flat=True).first()

    @staticmethod
    def is_alive(heartbeat: datetime.datetime | None) -> bool:
        return heartbeat is not None and abs(timezone.now() - heartbeat) <= HEARTBEAT_MAX_AGE


class ScheduledJob(models.Model):
    """The last run of a job of operations/schedule.py."""

    command = models.CharField(max_length=120, primary_key=True)
    done_until = models.DateTimeField()  # planned times up to here have been seen to
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    succeeded = models.BooleanField(null=True)  # None while it runs
    message = models.TextField(blank=True)

    class Meta:
        verbose_name = _("scheduled command")
        verbose_name_plural = _("scheduled commands")
