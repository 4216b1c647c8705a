import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PAUSES = [datetime.timedelta(minutes=minutes) for minutes in (5, 15, 60, 240)]  # the last one from then on
GIVE_UP_AFTER = datetime.timedelta(days=5)


class QueuedMail(models.Model):
    """A mail that the mail server did not take, as it is to be sent."""

    sender = models.CharField(max_length=320)
    recipients = models.JSONField()
    message = models.BinaryField()  # whole, with headers; written once, so that no update can make it unreadable
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, default=timezone.now)  # None: given up
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("queued email")
        verbose_name_plural = _("queued emails")

    def plan_next_attempt(self, now: datetime.datetime) -> None:
        self.attempts += 1
        pause = PAUSES[min(self.attempts, len(PAUSES)) - 1]
        self.next_attempt_at = now + pause if now - self.created_at < GIVE_UP_AFTER else None
