"""Publications and who wrote them."""

import factory
from factory.django import DjangoModelFactory

from publications.models import Contributor, PublicationCategory, PublicationIndexPage, PublicationPage

from .pages import BasePageFactory, IndexPageFactory


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = PublicationCategory

    name = factory.Sequence(lambda n: f"Kategorie {n}")
    sort_order = factory.Sequence(lambda n: n)


class PublicationIndexPageFactory(IndexPageFactory):
    class Meta:
        model = PublicationIndexPage

    title = "Ergebnisse"


class PublicationPageFactory(BasePageFactory):
    class Meta:
        model = PublicationPage

    title = factory.Sequence(lambda n: f"Handreichung {n}")
    category = factory.SubFactory(CategoryFactory)
    issued_year = 2019
    container_title = "Archiv für Wissenschaft und Praxis der sozialen Arbeit"


class ContributorFactory(DjangoModelFactory):
    """Someone who wrote a publication. Give `publication`, and `person` or a name."""

    class Meta:
        model = Contributor

    sort_order = factory.Sequence(lambda n: n)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        contributor = super()._create(model_class, *args, **kwargs)
        PublicationPage.objects.get(pk=contributor.publication_id).refresh_derived()  # as the admin's form does
        return contributor
