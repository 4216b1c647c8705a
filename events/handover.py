"""The events that need another contact person when somebody leaves."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.handover import Reference, naming, register_relation

from .models import EventPage


@register_relation("event", _("Contact person of"), "contact_person")
def events_to_come(person, last_day):
    events = EventPage.objects.filter(naming(person, "contact_person")).upcoming().for_listing()
    return [
        Reference(event, event.date_display, lasts=timezone.localdate(event.end or event.start) > last_day)
        for event in events
    ]
