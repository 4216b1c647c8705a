"""What a person answers for, as visitors read it: equal responsibilities as one, by group, those in charge first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from topics.models import Programme, ProjectPage, Region, TopicPage

    from .models.responsibilities import Responsibility

MOST_NAMED = 3  # regions by name; more of them are counted


@dataclass
class Duty:
    """One or more responsibilities for the same thing in the same role."""

    entries: list[Responsibility]

    @property
    def concern(self) -> str:
        return self.entries[0].concern

    @property
    def role(self) -> str:
        return self.entries[0].role

    @property
    def programme(self) -> Programme | None:
        return self.entries[0].programme

    @property
    def project(self) -> ProjectPage | None:
        return self.entries[0].project

    @property
    def topic(self) -> TopicPage | None:
        return self.entries[0].topic

    @property
    def is_lead(self) -> bool:
        return any(entry.is_lead for entry in self.entries)

    @property
    def regions_are_example(self) -> bool:
        return any(entry.regions_are_example for entry in self.entries)

    @property
    def regions(self) -> list[Region]:
        """All regions, by name; none if one of the responsibilities holds everywhere."""
        covered = [list(entry.regions.all()) for entry in self.entries]
        return sorted({region for regions in covered for region in regions}, key=str) if all(covered) else []

    @property
    def regions_counted(self) -> str:
        """„6 Landkreise, 2 kreisfreie Städte“, where they are too many to be named; else nothing."""
        regions = self.regions
        if len(regions) <= MOST_NAMED:
            return ""
        cities = sum(region.kind == region.Kind.CITY for region in regions)
        counties = sum(region.kind == region.Kind.COUNTY for region in regions)
        others = len(regions) - cities - counties
        parts = (
            (counties, ngettext("%(n)d county", "%(n)d counties", counties)),
            (cities, ngettext("%(n)d city", "%(n)d cities", cities)),
            (others, ngettext("%(n)d further region", "%(n)d further regions", others)),
        )
        return ", ".join(text % {"n": number} for number, text in parts if number)


@dataclass
class DutyGroup:
    heading: str
    duties: list[Duty]


def merged(entries: Iterable[Responsibility]) -> list[Duty]:
    """Return the responsibilities in their order, equal ones as one duty; those in charge come first."""
    duties: dict[tuple, Duty] = {}
    for entry in entries:
        duties.setdefault((entry.subject, entry.role), Duty([])).entries.append(entry)
    return sorted(duties.values(), key=lambda duty: not duty.is_lead)


def grouped(entries: Iterable[Responsibility]) -> list[DutyGroup]:
    """Return the merged duties by what they are about; groups without any are left out."""
    programmes: list[Duty] = []
    topics: list[Duty] = []
    others: list[Duty] = []
    for duty in merged(entries):
        about = duty.entries[0]
        # A project is listed below its topic, also where its programme is named.
        group = topics if about.project_id or about.topic_id else programmes if about.programme_id else others
        group.append(duty)
    named = ((_("Programmes"), programmes), (_("Topics and projects"), topics), (_("Further duties"), others))
    return [DutyGroup(heading, duties) for heading, duties in named if duties]
