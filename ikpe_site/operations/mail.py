"""Mails that the mail server does not take are kept and sent later: a confirmation must not be lost to a restart.

Not a queue for all mails: what can be sent at once is sent at once, also where no scheduler runs.
"""

import logging
import smtplib
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from .models import QueuedMail

logger = logging.getLogger(__name__)

FAILURES = (OSError, smtplib.SMTPException)


def is_permanent(error: Exception) -> bool:
    """Whether the server will refuse this mail however often it is sent: whoever sends it must be told now."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError) and error.smtp_code >= 500


class QueueingEmailBackend(BaseEmailBackend):
    """Sends through settings.MAIL_BACKEND and keeps what fails for `send_queued_mails`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            try:
                get_connection(settings.MAIL_BACKEND).send_messages([message])
            except FAILURES as error:
                if is_permanent(error):
                    if self.fail_silently:
                        continue
                    raise
                logger.warning("The mail server did not take a mail, it waits: %s", error)
                QueuedMail.objects.create(
                    sender=message.from_email,
                    recipients=message.recipients(),
                    message=message.message().as_bytes(),
                    last_error=str(error),
                )
        return len(email_messages)


class StoredBytes:
    """Stands in for a message of the standard library where a backend asks it for its bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\n") -> bytes:
        return self.data.replace(b"\n", linesep.encode())

    def get_charset(self) -> None:
        return None


class StoredMessage(EmailMessage):
    """A mail as it was when it was queued."""

    def __init__(self, queued: QueuedMail) -> None:
        super().__init__(from_email=queued.sender, to=queued.recipients)
        self.data = bytes(queued.message)

    def message(self) -> Any:  # type: ignore[override]  # Django sends whatever it gets bytes from
        return StoredBytes(self.data)
