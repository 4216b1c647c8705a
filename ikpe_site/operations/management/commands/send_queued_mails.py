import datetime
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from ...mail import FAILURES, StoredMessage, is_permanent
from ...models import QueuedMail

KEPT = datetime.timedelta(days=30)


def keep(mail: QueuedMail) -> bool:
    """Note what became of a mail; False if it was deleted meanwhile, with the person that it is to, and stays so."""
    noted = {name: getattr(mail, name) for name in ("attempts", "next_attempt_at", "last_error")}
    return bool(QueuedMail.objects.filter(pk=mail.pk).update(**noted))


class Command(BaseCommand):
    help = (
        "Sends the mails that the mail server did not take before. Gives up after five days, says so by failing, and "
        "deletes those it gave up on after thirty days."
    )

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        sent = given_up = 0
        for mail in QueuedMail.objects.filter(next_attempt_at__lte=now):
            # Noted before it is sent: if this process is killed, the mail comes later instead of twice at once.
            mail.plan_next_attempt(now)
            if not keep(mail):
                continue
            try:
                get_connection(settings.MAIL_BACKEND).send_messages([StoredMessage(mail)])
            except FAILURES as error:
                mail.last_error = str(error)
                if is_permanent(error):
                    mail.next_attempt_at = None
                given_up += mail.next_attempt_at is None
                keep(mail)
            else:
                mail.delete()
                sent += 1
        QueuedMail.objects.filter(next_attempt_at=None, created_at__lt=now - KEPT).delete()
        waiting = QueuedMail.objects.exclude(next_attempt_at=None).count()
        self.stdout.write(_("%(sent)s emails sent, %(waiting)s waiting") % {"sent": sent, "waiting": waiting})
        if given_up:
            raise CommandError(_("%(count)s emails could not be sent and are given up") % {"count": given_up})
