"""What nobody answers for, now or soon."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, Model, OuterRef, Q, TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from topics.models import ProjectPage, Region, TopicPage

from .models import PersonPage, Responsibility

NOTICE = datetime.timedelta(days=60)


class GapKind(TextChoices):
    PROJECT = "project", _("Running project without a contact")
    TOPIC = "topic", _("Topic without a contact")
    REGION = "region", _("County without a contact")
    ENDING = "ending", _("Responsibility that ends without a successor")
    PERSON = "person", _("Person without a responsibility")
    ABSENT = "absent", _("Absence without a deputy")


@dataclass(frozen=True)
class Gap:
    """`title` names what lacks somebody, `target` is the page or region to edit, `date` the day that it is about."""

    kind: GapKind
    title: str
    target: Model
    person: PersonPage | None = None
    date: datetime.date | None = None

    @property
    def person_name(self) -> str:
        return self.person.title if self.person else ""

    @property
    def date_display(self) -> str:
        return date_format(self.date, "SHORT_DATE_FORMAT") if self.date else ""


def find_gaps() -> list[Gap]:
    """Return the gaps of today by kind, in a number of queries that does not grow with them."""
    return [
        *projects_without_contact(),
        *topics_without_contact(),
        *regions_without_contact(),
        *ending_without_successor(),
        *people_without_responsibility(),
        *absences_without_deputy(),
    ]


def projects_without_contact() -> Iterator[Gap]:
    """Running projects for which nobody is named: those who answer for the topic or programme do not count."""
    today = timezone.localdate()
    named = Responsibility.objects.visible().filter(project=OuterRef("pk"))
    projects = (
        ProjectPage.objects.visible().running().filter(~Exists(named), Q(starts_on=None) | Q(starts_on__lte=today))
    )
    for project in projects.order_by("title").defer_streamfields():
        yield Gap(GapKind.PROJECT, project.title, project, date=project.ends_on)


def topics_without_contact() -> Iterator[Gap]:
    """As on the page of the topic, those who answer for one of its programmes or projects count."""
    named = Responsibility.objects.visible().filter(
        Q(topic=OuterRef("pk")) | Q(programme__topic=OuterRef("pk")) | Q(project__path__startswith=OuterRef("path"))
    )
    for topic in TopicPage.objects.visible().filter(~Exists(named)).order_by("title").defer_streamfields():
        yield Gap(GapKind.TOPIC, topic.title, topic)


def regions_without_contact() -> Iterator[Gap]:
    """Counties of today that no responsibility names, neither themselves nor a county that became part of them.

    Responsibilities for everywhere do not count: with one of them, no county would ever lack a contact.
    """
    named = Responsibility.objects.visible().filter(Q(regions=OuterRef("pk")) | Q(regions__merged_into=OuterRef("pk")))
    counties = Region.objects.current().filter(kind__in=[Region.GapKind.COUNTY, Region.GapKind.CITY])
    for region in counties.filter(~Exists(named)):
        yield Gap(GapKind.REGION, region.name, region)


def ending_without_successor() -> Iterator[Gap]:
    """Responsibilities that end within NOTICE, also because the person leaves, and that nobody continues.

    Those for a project that is finished by then need nobody.
    """
    today = timezone.localdate()
    people = PersonPage.objects.visible().current()
    entries = Responsibility.objects.about_visible_pages().for_listing().with_regions().select_related("person")
    entries = list(entries.filter(Q(valid_to=None) | Q(valid_to__gte=today), person__in=people))
    ending = [
        entry for entry in entries if entry.is_valid and (last_day(entry) or datetime.date.max) <= today + NOTICE
    ]
    for entry in sorted(ending, key=last_day):
        end = last_day(entry)
        is_finished = entry.project and entry.project.ends_on and entry.project.ends_on <= end
        if not is_finished and not any(continues(other, entry, end) for other in entries):
            yield Gap(GapKind.ENDING, entry.display, entry.person, entry.person, end)


def last_day(entry: Responsibility) -> datetime.date | None:
    """The last day of `entry`, or that of its person if that comes first."""
    return min(filter(None, (entry.valid_to, entry.person.left_on)), default=None)


def continues(other: Responsibility, entry: Responsibility, end: datetime.date) -> bool:
    """Whether `other` answers for the same concern in all regions of `entry` on the day after `end`."""
    next_day = end + datetime.timedelta(days=1)
    if (other.valid_from or next_day) > next_day or (last_day(other) or next_day) < next_day:
        return False
    if other.subject != entry.subject:
        return False
    regions = set(entry.regions.all())
    others = set(other.regions.all())
    return not others or (bool(regions) and regions <= others)


def people_without_responsibility() -> Iterator[Gap]:
    named = Responsibility.objects.valid().filter(person=OuterRef("pk"))
    for person in PersonPage.objects.visible().current().filter(~Exists(named)).by_name().defer_streamfields():
        yield Gap(GapKind.PERSON, person.title, person, person)


def absences_without_deputy() -> Iterator[Gap]:
    """A deputy who has left, is absent as well or whom visitors may not see is none."""
    people = list(PersonPage.objects.visible().current().by_name().defer_streamfields())
    PersonPage.attach_deputies(people)
    for person in people:
        if person.is_absent and person.stand_in is None:
            yield Gap(GapKind.ABSENT, person.title, person, person, person.absent_to)
