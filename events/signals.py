"""What follows from publishing an event."""

from wagtail.signals import page_published

from . import signups
from .models import EventPage


def fill_new_places(sender, instance, **kwargs):
    """More places than before: people move up from the waiting list."""
    if instance.takes_registrations:
        with signups.locked(instance.pk) as event:
            signups.fill_places(event)


def connect():
    page_published.connect(fill_new_places, sender=EventPage, dispatch_uid="events.fill_new_places")
