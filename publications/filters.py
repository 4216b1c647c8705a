"""What visitors can narrow the list of publications by."""

from django.utils.translation import gettext as _

from ikpe_site.core.filters import Filter, Filters, TextFilter
from ikpe_site.text.folding import comparable
from people.models import PersonPage
from topics.models import ProjectPage, Region, TopicPage

from .models.categories import PublicationCategory


class PublicationFilters(Filters):
    """Words, category, topic, person, region and year, which combine, as far as `publications` use them.

    `categories` are all there are, each with its number of publications.
    """

    def __init__(self, parameters, publications):
        used = publications.order_by()
        self.categories = PublicationCategory.objects.with_counts(publications)
        topics = TopicPage.objects.visible().filter(pk__in=used.values("topics")).in_tree_order()
        people = PersonPage.objects.visible().filter(pk__in=used.values("contributors__person")).by_name()
        regions = Region.objects.filter(pk__in=used.values("regions"))
        years = publications.exclude(issued_year=None).order_by("-issued_year").values_list("issued_year", flat=True)
        categories = [(entry.slug, entry.name) for entry in self.categories if entry.publication_count]
        super().__init__(
            parameters,
            TextFilter("q", _("Search in the publications"), with_words),
            Filter("art", _("Category"), categories, "category__slug"),
            Filter("thema", _("Topic"), list(topics.values_list("slug", "title")), "topics__slug"),
            Filter("person", _("Person"), list(people.values_list("slug", "title")), by_person),
            Filter("region", _("Region"), list(regions.values_list("slug", "name")), "regions__slug"),
            *self.by_project(parameters, used),
            Filter("jahr", _("Year"), [(str(year),) * 2 for year in years.distinct()], "issued_year"),
        )

    @staticmethod
    def by_project(parameters, used) -> list[Filter]:
        """Where the page of a project leads: too many to choose from, so that the form shows no other."""
        if "projekt" not in parameters:
            return []
        projects = ProjectPage.objects.visible().filter(pk__in=used.values("projects"), slug=parameters["projekt"])
        return [Filter("projekt", _("Project"), list(projects.values_list("slug", "title")), "projects__slug")]


def with_words(publications, text: str):
    for word in comparable(text).split():
        publications = publications.filter(search_text__contains=word)
    return publications


def by_person(publications, slug: str):
    """Each once, though somebody may be author and editor of it."""
    return publications.filter(contributors__person__slug=slug).distinct()
