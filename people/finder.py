"""Who is responsible for a concern in a region."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from topics.models import Programme, Region, TopicPage


@dataclass
class ContactFinder:
    """Answers `concern` (slug of a topic or of a programme) and `region_key` (official key); either may be empty."""

    concern: str = ""
    region_key: str = ""

    @cached_property
    def topics(self) -> list[TopicPage]:
        return list(TopicPage.objects.visible().in_tree_order().defer_streamfields())

    @cached_property
    def programmes(self) -> list[Programme]:
        return list(Programme.objects.all())

    @cached_property
    def regions(self) -> list[Region]:
        return list(Region.objects.current())

    @property
    def topic(self) -> TopicPage | None:
        return next((topic for topic in self.topics if topic.slug == self.concern), None)

    @property
    def programme(self) -> Programme | None:
        return next((programme for programme in self.programmes if programme.slug == self.concern), None)

    @property
    def region(self) -> Region | None:
        return next((region for region in self.regions if region.key == self.region_key), None)

    @property
    def is_asked(self) -> bool:
        return bool(self.topic or self.programme or self.region)

    @property
    def unknown(self) -> list[str]:
        """What was asked for and does not exist: said on the page instead of silently passed over."""
        messages = []
        if self.concern and not (self.topic or self.programme):
            messages.append(_("There is no concern „%(concern)s“.") % {"concern": self.concern})
        if self.region_key and not self.region:
            messages.append(_("There is no region with the key „%(key)s“.") % {"key": self.region_key})
        return messages

    @cached_property
    def responsibilities(self) -> list:
        """What fits, the most exact first: those that name the region, then those in charge, then by name."""
        from .models import Responsibility

        found = Responsibility.objects.visible().for_listing().with_regions().with_person()
        if self.topic:
            found = found.for_topic(self.topic)
        elif self.programme:
            found = found.filter(Q(programme=self.programme) | Q(project__programme=self.programme))
        if self.region:
            found = found.in_region(self.region)
        return sorted(
            found,
            key=lambda entry: (
                not (self.region and entry.regions.all()),
                not entry.is_lead,
                entry.person.last_name,
                entry.person.first_name,
            ),
        )

    @cached_property
    def people(self) -> list:
        """The people of `responsibilities`, each once, in the same order, with what fits as `matches`."""
        people = {}
        for entry in self.responsibilities:
            person = people.setdefault(entry.person_id, entry.person)
            person.matches = [*getattr(person, "matches", []), entry]
        return list(people.values())
