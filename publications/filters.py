"""What visitors can narrow the list of publications by."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from ikpe_site.core.filters import Filter, Filters
from people.models import PersonPage
from topics.models import Region, TopicPage

from .collation import folded
from .models.contributors import Contributor


class PublicationFilters(Filters):
    """Category, topic, person, region, year and words, which combine; only values in use are offered.

    `publications` are those that visitors may see, `categories` those with a `publication_count`.
    """

    def __init__(self, request, publications, categories):
        in_use, model = publications.values("pk"), publications.model
        linked_topics = model.topics.through.objects.filter(publicationpage__in=in_use).values("topicpage")
        linked_regions = model.regions.through.objects.filter(publicationpage__in=in_use).values("region")
        named = Contributor.objects.filter(publication__in=in_use).exclude(person=None).values("person")
        topics = TopicPage.objects.visible().filter(pk__in=linked_topics).in_tree_order()
        people = PersonPage.objects.visible().filter(pk__in=named).by_name()
        regions = Region.objects.filter(pk__in=linked_regions)
        years = publications.exclude(issued_year=None).order_by("-issued_year").values_list("issued_year", flat=True)
        super().__init__(
            request,
            Filter(
                "art", _("Category"), [(entry.slug, entry.name) for entry in categories if entry.publication_count]
            ),
            Filter("thema", _("Topic"), list(topics.values_list("slug", "title"))),
            Filter("person", _("Person"), list(people.values_list("slug", "title"))),
            Filter("region", _("Region"), list(regions.values_list("slug", "name"))),
            Filter("jahr", _("Year"), [(str(year),) * 2 for year in years.distinct()]),
        )
        self.words = " ".join(request.GET.get("q", "").split())[:200]

    def apply(self, publications):
        """Return those of `publications` that fit all that was chosen."""
        lookups = {
            "art": "category__slug",
            "thema": "topics__slug",
            "person": "contributors__person__slug",
            "region": "regions__slug",
            "jahr": "issued_year",
        }
        for name, value in self.chosen.items():
            if value:
                publications = publications.filter(**{lookups[name]: value})
        for word in folded(self.words).split():
            publications = publications.filter(search_text__contains=word)
        return publications.distinct() if self.chosen["person"] else publications

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words) or super().is_narrowed

    @property
    def query(self) -> str:
        """What was chosen, as the end of an address: „?art=presse&jahr=2019“."""
        words = {"q": self.words} if self.words else {}
        chosen = {entry.name: entry.value for entry in self.active} | words
        return f"?{urlencode(chosen)}" if chosen else ""
