"""What the events show on the pages of topics and regions."""

from django.utils.translation import gettext as _

from ikpe_site.core.sections import Section, first_entries, register_section

from .models import EventPage


def upcoming_then_past(events, query):
    context = first_entries(events.visible().for_listing().upcoming_first(), query, _("All %(total)s events"))
    return Section("termine", _("Events"), "events/sections/events.html", context) if context["entries"] else None


@register_section("topics.TopicPage", order=50)
def events_on_topic(topic):
    return upcoming_then_past(EventPage.objects.filter(topics=topic), f"thema={topic.slug}")


@register_section("topics.Region", order=50)
def events_in_region(region):
    return upcoming_then_past(EventPage.objects.filter(regions=region), f"region={region.slug}")
