"""The weekly mail to those responsible: what is due, each with a link to where it is done."""

import datetime
import logging
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from ikpe_site.core.models import InstituteSettings

from .models import DigestMail
from .reminders import Reminder, due

logger = logging.getLogger(__name__)


@dataclass
class Digest:
    """`name` is empty for the editors."""

    address: str
    name: str
    reminders: list[Reminder]

    def message(self, connection=None) -> EmailMessage:
        context = {
            "name": self.name,
            "reminders": [(reminder, urljoin(settings.SITE_URL, reminder.path)) for reminder in self.reminders],
            "count": len(self.reminders),
            "dashboard": urljoin(settings.SITE_URL, reverse("wagtailadmin_home")),
            "institute": InstituteSettings.for_site(Site.objects.get(is_default_site=True)),
        }
        subject, _blank, body = render_to_string("dashboard/mail/digest.txt", context).lstrip().partition("\n")
        return EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[self.address], connection=connection)


def digests() -> list[Digest]:
    """One for each mail address, in the order of the addresses; what belongs to nobody goes to that of the institute.

    Without an address of the institute, that part is left out and logged.
    """
    office = InstituteSettings.for_site(Site.objects.get(is_default_site=True)).email
    by_address: dict[str, Digest] = {}
    for person, reminders in due().items():
        address = person.email if person else office
        if not address:
            logger.warning(
                "%s things are due and nobody is responsible: the institute has no mail address.", len(reminders)
            )
            continue
        digest = by_address.setdefault(address.lower(), Digest(address, person.title if person else "", []))
        digest.reminders += reminders
    return [by_address[address] for address in sorted(by_address)]


def this_week() -> datetime.date:
    today = timezone.localdate()
    return today - datetime.timedelta(days=today.weekday())


def send(digests: list[Digest]) -> tuple[int, int]:
    """Send what was not sent this week; return how many were sent and how many failed.

    Who cannot be reached now gets the mail with the next run. A run that is interrupted sends nothing twice.
    """
    sent = failed = 0
    week = this_week()
    DigestMail.objects.exclude(week=week).delete()
    connection = get_connection()
    for digest in digests:
        # Claimed before it is sent, so that two runs at once send one mail.
        claim, is_new = DigestMail.objects.get_or_create(address=digest.address.lower(), week=week)
        if not is_new:
            continue
        try:
            digest.message(connection).send()
        except OSError:  # what smtplib raises is one
            logger.exception("The weekly mail to %s was not sent.", digest.address)
            claim.delete()
            connection = get_connection()  # the old one may be broken
            failed += 1
        else:
            sent += 1
    return sent, failed
