"""What the events show on the pages of topics and regions."""

from django.utils.translation import gettext as _

from ikpe_site.core.sections import SHOWN, MoreLink, Section, number_of, register_section

from .models import EventIndexPage, EventPage
from .querysets import EventQuerySet


def upcoming_then_past(events: EventQuerySet, query: str) -> Section | None:
    events = events.visible()
    counted = events.for_listing().annotate(total=number_of(events), to_come=number_of(events.upcoming()))
    entries = list(counted.upcoming_first()[:SHOWN])
    if not entries:
        return None
    context = {"entries": entries, "more": way_to_more(entries[0], query)}
    return Section("termine", _("Events"), "events/sections/events.html", context)


def way_to_more(counted: EventPage, query: str) -> MoreLink | None:
    """To the list while more is to come than a section shows, else to the archive, if the section lacks something."""
    if counted.to_come > SHOWN:
        return MoreLink(_("All %(total)s upcoming events") % {"total": counted.to_come}, query)
    if counted.total > SHOWN:
        label = _("All %(total)s past events") % {"total": counted.total - counted.to_come}
        return MoreLink(label, f"ansicht={EventIndexPage.View.ARCHIVE}&{query}")
    return None


@register_section("topics.TopicPage", order=50)
def events_on_topic(topic):
    return upcoming_then_past(EventPage.objects.filter(topics=topic), f"thema={topic.slug}")


@register_section("topics.Region", order=50)
def events_in_region(region):
    return upcoming_then_past(EventPage.objects.filter(regions=region), f"region={region.slug}")
