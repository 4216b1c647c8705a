"""What visitors can ask for in the contact finder."""

from dataclasses import dataclass, replace
from enum import IntEnum

from django.db.models import BigIntegerField, CharField, F, Q, Value
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from topics.models import Programme, ProjectPage, TopicPage


class ConcernKind(IntEnum):
    """What a concern or a responsibility is about, the most specific first."""

    PROJECT = 1
    PROGRAMME = 2
    TOPIC = 3
    OTHER = 4


GROUPS = {
    ConcernKind.TOPIC: _("Topics"),
    ConcernKind.PROGRAMME: _("Programmes"),
    ConcernKind.PROJECT: _("Running projects"),
}
PREFIXES = {ConcernKind.PROGRAMME: "programm-", ConcernKind.PROJECT: "projekt-"}


@dataclass(frozen=True)
class Concern:
    """A topic, a programme or a running project. `path` is that of the page, or of a programme's topic."""

    kind: ConcernKind
    pk: int
    slug: str
    title: str
    abbreviation: str
    path: str | None
    programme_id: int | None

    def position(self) -> tuple:
        """Where it stands in the list of all: a key to sort by."""
        return list(GROUPS).index(self.kind), self.path if self.kind == ConcernKind.TOPIC else self.label.casefold()

    @property
    def label(self) -> str:
        return f"{self.abbreviation}: {self.title}" if self.abbreviation not in ("", self.title) else self.title

    @property
    def short_label(self) -> str:
        return self.abbreviation or self.title

    def responsibilities(self) -> Q:
        """The condition for those that fit: for the concern itself, for what belongs to it, for what it belongs to."""
        if self.kind == ConcernKind.TOPIC:
            project = Q(project__path__startswith=self.path, project__depth=len(self.path) // Page.steplen + 1)
            return Q(topic=self.pk) | Q(project=None, programme__topic=self.pk) | project
        if self.kind == ConcernKind.PROGRAMME:
            fits = Q(project=None, programme=self.pk) | Q(project__programme=self.pk)
            topic_path = self.path
        else:
            fits = Q(project=self.pk)
            if self.programme_id:
                fits |= Q(project=None, programme=self.programme_id)
            topic_path = self.path[: -Page.steplen]
        return fits | Q(project=None, programme=None, topic__path=topic_path) if topic_path else fits


def all_concerns() -> list[Concern]:
    """All that can be asked for, in one query: topics in the order of the site, programmes and projects by name.

    A slug that is taken already gets its kind in front, so that each address asks for one thing.
    """
    columns = ("kind", "pk", "slug", "name_of", "short", "place", "fund")
    nothing, no_programme = Value("", output_field=CharField()), Value(None, output_field=BigIntegerField())
    # The programmes first: PostgreSQL takes the types of the columns from them.
    rows = Programme.objects.annotate(
        kind=Value(ConcernKind.PROGRAMME.value),
        name_of=F("name"),
        short=F("abbreviation"),
        place=F("topic__path"),
        fund=F("pk"),
    ).values_list(*columns)
    for kind, pages, programme in (
        (ConcernKind.TOPIC, TopicPage.objects.visible(), no_programme),
        (ConcernKind.PROJECT, ProjectPage.objects.visible().running(), F("programme_id")),
    ):
        pages = pages.annotate(
            kind=Value(kind.value), name_of=F("title"), short=nothing, place=F("path"), fund=programme
        )
        rows = rows.order_by().union(pages.order_by().values_list(*columns), all=True)
    concerns = sorted((Concern(ConcernKind(kind), *rest) for kind, *rest in rows), key=Concern.position)
    taken = set()
    for number, concern in enumerate(concerns):
        if concern.slug in taken:
            concerns[number] = replace(concern, slug=PREFIXES.get(concern.kind, "") + concern.slug)
        taken.add(concern.slug)
    return concerns
