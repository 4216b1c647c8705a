"""Mails that the mail server does not take are kept and sent later: a confirmation must not be lost to a restart.

Not a queue for all mails: what can be sent at once is sent at once, also where no scheduler runs.
"""

import logging
import smtplib
from collections.abc import Sequence
from email.header import Header
from email.utils import make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import DNS_NAME, EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.encoding import punycode

from .models import QueuedMail

logger = logging.getLogger(__name__)

LONGEST_SUBJECT = 68  # characters, with „Subject: “ in one line
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
            mail = QueuedMail(sender=message.from_email, recipients=message.recipients(), message=content_of(message))
            try:
                get_connection(settings.MAIL_BACKEND).send_messages([StoredMessage(mail)])
            except FAILURES as error:
                if is_permanent(error):
                    if self.fail_silently:
                        continue
                    raise
                logger.warning("The mail server did not take a mail, it waits: %s", error)
                mail.last_error = str(error)
                mail.save()
        return len(email_messages)


def content_of(message: EmailMessage) -> bytes:
    """The whole mail, with what Django leaves out or writes in a way that programs stumble over."""
    mail = message.message()
    if "Auto-Submitted" not in mail:
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    if "message-id" not in map(str.lower, message.extra_headers):
        domain = parseaddr(message.from_email)[1].rpartition("@")[2]
        mail.replace_header("Message-ID", make_msgid(domain=punycode(domain or DNS_NAME.get_fqdn())))
    subject = str(message.subject)
    if not subject.isascii() or len(subject) > LONGEST_SUBJECT:
        # Django folds it as if it stood alone: with „Subject:“ the first line is too long, and is left empty.
        mail.replace_header("Subject", Header(subject, "utf-8", header_name="Subject").encode())
    return mail.as_bytes()


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
