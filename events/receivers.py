"""What follows from publishing an event."""

from django.dispatch import receiver
from wagtail.signals import page_published

from .models import EventPage
from .registration import signups


@receiver(page_published, sender=EventPage)
def fill_new_places(instance, **kwargs):
    """More places than before: people move up from the waiting list."""
    if instance.takes_registrations:
        with signups.locked(instance.pk) as event:
            signups.fill_places(event)
