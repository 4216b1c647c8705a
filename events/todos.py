"""What is still to be done with events."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ikpe_site.editing.todos import register_todo

from .models import EventPage

REVIEW_WITHIN = datetime.timedelta(days=365)  # nobody looks back on an event later than that


def own(events):
    return events.live().filter(participation=EventPage.Participation.OWN).exclude(status=EventPage.Status.CANCELLED)


@register_todo(
    "events.EventPage",
    "registration",
    _("Upcoming events that do not say how to register"),
    field="registration",
    detail="date_display",
)
def without_registration(events):
    return own(events).filter(registration="", takes_registrations=False).upcoming()


@register_todo(
    "events.EventPage",
    "untold",
    _("Changed events of which the participants do not know yet"),
    detail="date_display",
)
def with_untold_news(events):
    return events.with_untold_news().upcoming()


@register_todo("events.EventPage", "review", _("Past events without a review"), detail="date_display")
def without_review(events):
    return own(events).filter(start__gte=timezone.now() - REVIEW_WITHIN).exclude(reviews__live=True).past()
