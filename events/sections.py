"""What the events show on the pages of topics and regions."""

from django.utils.translation import gettext as _

from ikpe_site.core.sections import Section, register_section

from .models import EventPage

SHOWN = 5


def upcoming_then_past(events):
    events = list(events.visible().for_listing().upcoming_first()[:SHOWN])
    return Section("termine", _("Events"), "events/sections/events.html", {"events": events}) if events else None


@register_section("topics.TopicPage", order=50)
def events_on_topic(topic):
    return upcoming_then_past(EventPage.objects.filter(topics=topic))


@register_section("topics.Region", order=50)
def events_in_region(region):
    return upcoming_then_past(EventPage.objects.filter(regions=region))
