"""Topics, projects, work areas, programmes and regions."""

import factory
from factory.django import DjangoModelFactory

from topics.models import (
    Programme,
    ProjectPage,
    Region,
    RegionIndexPage,
    TopicIndexPage,
    TopicPage,
    WorkAreaIndexPage,
    WorkAreaPage,
)

from .pages import BasePageFactory, IndexPageFactory


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    abbreviation = factory.Sequence(lambda n: f"PRG{n}")
    name = factory.Sequence(lambda n: f"Landesprogramm {n}")


class RegionFactory(DjangoModelFactory):
    """A county besides those that the migration brings."""

    class Meta:
        model = Region

    name = factory.Sequence(lambda n: f"Musterkreis {n}")
    key = factory.Sequence(lambda n: f"{90000 + n:05}")


class WorkAreaIndexPageFactory(IndexPageFactory):
    class Meta:
        model = WorkAreaIndexPage

    title = "Arbeitsbereiche"


class TopicIndexPageFactory(IndexPageFactory):
    class Meta:
        model = TopicIndexPage

    title = "Themen"


class RegionIndexPageFactory(IndexPageFactory):
    class Meta:
        model = RegionIndexPage

    title = "Regionen"


class TopicPageFactory(BasePageFactory):
    class Meta:
        model = TopicPage

    title = factory.Sequence(lambda n: f"Planungsthema {n}")
    teaser = "Worum es bei dem Thema geht."
    hue = factory.Iterator(TopicPage.Hue.values)


class ProjectPageFactory(BasePageFactory):
    class Meta:
        model = ProjectPage

    title = factory.Sequence(lambda n: f"Vorhaben {n}")
    teaser = "Was in dem Vorhaben geschieht."

    @classmethod
    def usual_parent(cls):
        return TopicPage.objects.first() or TopicPageFactory()


class WorkAreaPageFactory(BasePageFactory):
    class Meta:
        model = WorkAreaPage

    title = factory.Sequence(lambda n: f"Bereich {n}")
    teaser = "Was in dem Bereich geschieht."
