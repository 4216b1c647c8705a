import datetime

from django.core.management.base import BaseCommand
from django.utils import timezone

from events.models import EventPage, Registration
from events.registration import mails


class Command(BaseCommand):
    help = "Reminds participants of events that begin tomorrow. Each gets one mail, however often this runs."

    def handle(self, **options):
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        events = EventPage.objects.live().taking_place().filter(start__date=tomorrow)
        due = Registration.objects.confirmed().filter(event__in=events.values("pk"), reminded_at=None)
        count = 0
        for registration in due.select_related("event"):
            # Marked first: a mail that fails is missed once, rather than sent again and again.
            if Registration.objects.filter(pk=registration.pk, reminded_at=None).update(reminded_at=timezone.now()):
                mails.send_reminder(registration)
                count += 1
        self.stdout.write(f"{count} Erinnerungen")
