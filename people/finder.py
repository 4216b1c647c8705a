"""Who is responsible for a concern in a region, and why."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from topics.models import Region

from .concerns import GROUPS, Concern, ConcernKind, all_concerns
from .duties import Duty, merged
from .models.people import PersonPage
from .models.responsibilities import Responsibility
from .querysets import ResponsibilityQuerySet

MOST_NAMED = 3  # counties in a sentence


@dataclass
class Match:
    """A person with the responsibilities that fit, the most exact first."""

    person: PersonPage
    entries: list[Responsibility] = field(default_factory=list)
    names_region: bool = False
    reason: str = ""

    @property
    def others(self) -> list[Duty]:
        """What else fits besides the one that `reason` is about."""
        return merged(self.entries[1:])


@dataclass
class ContactFinder:
    """Answers `concern_slug` (of a topic, programme or running project) and `region_key`; either may be empty."""

    concern_slug: str = ""
    region_key: str = ""

    # --- the question ------------------------------------------------------------------------------------------------

    @cached_property
    def concerns(self) -> list[Concern]:
        return all_concerns()

    @property
    def grouped_concerns(self) -> list[tuple[str, list[Concern]]]:
        return [(GROUPS[kind], list(concerns)) for kind, concerns in groupby(self.concerns, lambda one: one.kind)]

    @cached_property
    def all_regions(self) -> list[Region]:
        return list(Region.objects.select_related("merged_into"))

    @property
    def regions(self) -> list[Region]:
        """Those that can be chosen: the counties of today, „außerhalb Thüringens“ at the end."""
        current = [region for region in self.all_regions if not region.is_dissolved]
        return sorted(current, key=lambda region: region.kind == Region.Kind.OUTSIDE)

    @cached_property
    def concern(self) -> Concern | None:
        return next((concern for concern in self.concerns if concern.slug == self.concern_slug), None)

    @cached_property
    def asked_region(self) -> Region | None:
        return next((region for region in self.all_regions if region.key == self.region_key), None)

    @property
    def region(self) -> Region | None:
        """The region that answers: for a dissolved one, the one that it has become part of."""
        asked = self.asked_region
        return asked.merged_into if asked and asked.is_dissolved else asked

    @property
    def is_asked(self) -> bool:
        return bool(self.concern or self.region)

    @property
    def question(self) -> str:
        parts = (self.concern and self.concern.short_label, self.region and self.region.name)
        return " · ".join(part for part in parts if part)

    @property
    def notices(self) -> list[str]:
        """What was asked for and does not exist, or no more: said instead of silently passed over."""
        notices = []
        if self.concern_slug and not self.concern:
            notices.append(_("There is no concern „%(concern)s“.") % {"concern": self.concern_slug})
        if self.region_key and not self.asked_region:
            notices.append(_("There is no region with the key „%(key)s“.") % {"key": self.region_key})
        elif self.region and self.region != self.asked_region:
            notices.append(
                _("Since %(date)s, %(region)s has been part of: %(name)s.")
                % {
                    "date": date_format(self.asked_region.dissolved_on, "j. F Y"),
                    "region": self.asked_region.name,
                    "name": self.region.name,
                }
            )
        return notices

    def address_for(self, region: Region) -> str:
        """The query that asks for the same concern in `region`."""
        concern = {"anliegen": self.concern.slug} if self.concern else {}
        return "?" + urlencode(concern | {"region": region.key})

    # --- the answer --------------------------------------------------------------------------------------------------

    @cached_property
    def matches(self) -> list[Match]:
        """The people who answer for what was asked, each once, by how exactly their best responsibility fits."""
        entries = self.entries.for_running_projects()
        if self.concern:
            entries = entries.filter(self.concern.responsibilities()).distinct()
        if self.region:
            entries = entries.in_region(self.region)
        return self.by_person(entries)

    @cached_property
    def coordinators(self) -> list[Match]:
        """Who can help with any question: people who answer for something bound to no concern and no region."""
        return self.by_person(self.entries.filter(programme=None, project=None, topic=None, regions=None))

    @property
    def entries(self) -> ResponsibilityQuerySet:
        return Responsibility.objects.visible().for_listing().with_regions().with_person()

    def by_person(self, entries: ResponsibilityQuerySet) -> list[Match]:
        matches: dict[int, Match] = {}
        for entry in sorted(entries, key=self.distance):
            match = matches.setdefault(entry.person_id, Match(entry.person))
            if not match.entries:
                match.names_region, match.reason = self.names_region(entry), self.reason(entry)
            match.entries.append(entry)
        PersonPage.attach_deputies(match.person for match in matches.values())
        return list(matches.values())

    @property
    def regions_are_example(self) -> bool:
        """Whether an answer rests on regions that were invented."""
        return any(entry.regions_are_example for match in self.matches for entry in match.entries)

    @property
    def near(self) -> list[Match]:
        """The matches for the region itself."""
        return [match for match in self.matches if match.names_region]

    @property
    def everywhere(self) -> list[Match]:
        return [match for match in self.matches if not match.names_region]

    @cached_property
    def people(self) -> list[PersonPage]:
        """Without a question: everybody, with what they answer for."""
        people = list(PersonPage.objects.visible().current().by_name().for_listing().with_responsibilities())
        PersonPage.attach_deputies(people)
        return people

    def names_region(self, entry: Responsibility) -> bool:
        return bool(self.region and entry.regions.all())

    def distance(self, entry: Responsibility) -> tuple:
        """How far a responsibility is from the question: sorts the nearest first.

        With a region: those that name it, and among them project, programme, topic; then those without a region in
        the same order. Without one: those for the whole country, and what was asked for before what belongs to it.
        """
        kind = kind_of(entry)
        if self.region:
            exactness = (not self.names_region(entry), kind)
        else:
            exactness = (bool(entry.regions.all()), bool(self.concern and kind != self.concern.kind), kind)
        return *exactness, not entry.is_lead, entry.person.last_name, entry.person.first_name, entry.pk

    def reason(self, entry: Responsibility) -> str:
        """Why this person is named, as a sentence."""
        regions = list(entry.regions.all())
        if self.names_region(entry):
            where = self.region.locative
        elif len(regions) > MOST_NAMED:
            where = _("in %(count)d counties and cities") % {"count": len(regions)}
        else:
            where = get_text_list([region.locative for region in regions], _("and")) or _("in all regions")
        sentence = (
            _("%(person)s is in charge of %(what)s %(where)s")
            if entry.is_lead
            else _("%(person)s is responsible for %(what)s %(where)s")
        ) % {"person": entry.person.title, "where": where, "what": self.what(entry)}
        role = f": {entry.role}" if entry.role and entry.role != entry.concern else ""
        return f"{sentence}{role}."

    def what(self, entry: Responsibility) -> str:
        """What `entry` is about, and how the concern that was asked for belongs to it."""
        kind = kind_of(entry)
        what = {
            ConcernKind.PROJECT: _("the project „%(name)s“"),
            ConcernKind.PROGRAMME: _("the programme %(name)s"),
            ConcernKind.TOPIC: _("the topic „%(name)s“"),
            ConcernKind.OTHER: "„%(name)s“",
        }[kind] % {"name": entry.programme.abbreviation if kind == ConcernKind.PROGRAMME else entry.concern}
        if self.concern and kind not in (self.concern.kind, ConcernKind.OTHER):
            return _("%(what)s (on „%(concern)s“)") % {"what": what, "concern": self.concern.short_label}
        return what


def kind_of(entry: Responsibility) -> ConcernKind:
    """The most specific thing that a responsibility names."""
    if entry.project_id:
        return ConcernKind.PROJECT
    if entry.programme_id:
        return ConcernKind.PROGRAMME
    return ConcernKind.TOPIC if entry.topic_id else ConcernKind.OTHER
