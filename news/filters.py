"""What visitors can narrow the list of news by."""

from django.db.models import Count
from django.utils.translation import gettext as _

from ikpe_site.core.filters import Filter, Filters
from people.models import PersonPage
from topics.models import ProjectPage, Region, TopicPage

from .archive import archive


class NewsFilters(Filters):
    """Topic, kind, year and month, as far as `posts` use them; `archive` are their years and months, with numbers."""

    def __init__(self, parameters, posts):
        counts = list(posts.values_list("date__year", "date__month", "kind").annotate(count=Count("pk")).order_by())
        self.archive = archive((year, month, count) for year, month, _kind, count in counts)
        kinds = {kind for _year, _month, kind, _count in counts}
        topics = TopicPage.objects.visible().filter(pk__in=posts.order_by().values("topics")).in_tree_order()
        # A month belongs to a year: without one, there is none to choose.
        year = next((year for year in self.archive if str(year.number) == parameters.get("jahr")), None)
        months = year.months if year else []
        super().__init__(
            parameters,
            Filter("thema", _("Topic"), list(topics.values_list("slug", "title")), "topics__slug"),
            Filter("art", _("Kind"), [choice for choice in posts.model.Kind.choices if choice[0] in kinds], "kind"),
            Filter("jahr", _("Year"), [(str(year.number),) * 2 for year in self.archive], "date__year", lasting=False),
            Filter(
                "monat",
                _("Month"),
                [(str(month.number), month.name) for month in months],
                "date__month",
                lasting=False,
            ),
            *self.asked_for(parameters, posts.order_by()),
        )

    @staticmethod
    def asked_for(parameters, used) -> list[Filter]:
        """Where the pages of people, regions and projects lead. There are many of them: the form shows no others."""
        sources = {
            "person": (_("Person"), PersonPage.objects.visible(), "title", "people"),
            "region": (_("Region"), Region.objects.all(), "name", "regions"),
            "projekt": (_("Project"), ProjectPage.objects.visible(), "title", "related_pages__page"),
        }
        filters = []
        for name, (label, entries, title, lookup) in sources.items():
            if name in parameters:
                entries = entries.filter(slug=parameters[name], pk__in=used.values(lookup))
                filters.append(Filter(name, label, list(entries.values_list("slug", title)), f"{lookup}__slug"))
        return filters
