import datetime

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils import timezone

from events.models import EventPage, Registration
from events.registration.traces import forget_names_of_deleted

UNCONFIRMED_KEPT = datetime.timedelta(days=2)


class Command(BaseCommand):
    help = (
        "Deletes the data of participants some days after the event, and registrations that were not confirmed "
        "within two days. What stays is the number of those who were present."
    )

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=settings.REGISTRATIONS_KEPT_DAYS, help="days after the event")

    def handle(self, *, days, **options):
        day = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - datetime.timedelta(days=days)
        over = EventPage.objects.filter(Q(end__lt=day) | Q(end=None, start__lt=day), registrations__isnull=False)
        for event in over.filter(attended=None, has_unpublished_changes=False).distinct():
            present = event.registrations.filter(is_present=True).count()
            if present and event.live:
                event.attended = present
                event.save_revision().publish()
        count = Registration.objects.filter(event__in=over.values("pk")).delete()[0]
        pending = Registration.objects.filter(status=Registration.Status.PENDING)
        count += pending.filter(created_at__lt=timezone.now() - UNCONFIRMED_KEPT).delete()[0]
        forget_names_of_deleted()
        self.stdout.write(f"{count} Anmeldungen gelöscht")
