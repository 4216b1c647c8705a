"""People, what they answer for, and the page of contact."""

import factory
from factory.django import DjangoModelFactory

from people.models import ContactPage, PersonGroup, PersonIndexPage, PersonPage, Responsibility

from .pages import BasePageFactory, IndexPageFactory


class PersonGroupFactory(DjangoModelFactory):
    class Meta:
        model = PersonGroup

    name = factory.Sequence(lambda n: f"Gruppe {n}")
    sort_order = factory.Sequence(lambda n: n)


class PersonIndexPageFactory(IndexPageFactory):
    class Meta:
        model = PersonIndexPage

    title = "Team"


class ContactPageFactory(IndexPageFactory):
    class Meta:
        model = ContactPage

    title = "Kontakt"


class PersonPageFactory(BasePageFactory):
    class Meta:
        model = PersonPage

    title = ""  # follows from the parts of the name
    first_name = "Petra"
    last_name = factory.Sequence(lambda n: f"Mustermann-{n:04}")
    position = "Wissenschaftliche Mitarbeiterin"
    phone = "0361 / 30257 - 606"
    email = factory.LazyAttribute(lambda person: f"petra.{person.last_name.lower()}@ikpe-erfurt.de")


class ResponsibilityFactory(DjangoModelFactory):
    """What a person answers for. Give `person` and one of programme, project, topic or label; `regions` as a list."""

    class Meta:
        model = Responsibility
        skip_postgeneration_save = True

    role = "Projektleitung"
    sort_order = factory.Sequence(lambda n: n)

    @factory.post_generation
    def regions(self, create, extracted, **kwargs):
        if extracted:
            self.regions.set(extracted)
            self.save()
