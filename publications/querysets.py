from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from wagtail.models import Page

from ikpe_site.core.querysets import BasePageQuerySet, visible_to_visitors

NEWEST_FIRST = (F("issued_year").desc(nulls_first=True), "title", "pk")


class PublicationQuerySet(BasePageQuerySet):
    def newest_first(self):
        """Forthcoming ones, which have no year yet, before all others."""
        return self.order_by(*NEWEST_FIRST)

    def by_category(self):
        return self.order_by("category__sort_order", "category", *NEWEST_FIRST)

    def for_listing(self):
        from .models import Contributor

        return (
            self.select_related("document", "category")
            .prefetch_related(Prefetch("contributors", Contributor.objects.for_listing()))
            .defer_streamfields()
        )

    def for_detail(self):
        return super().for_detail().select_related("document", "category")


class ContributorQuerySet(QuerySet):
    def for_listing(self):
        """With their person, and whether visitors may see the page of that person."""
        people = Page.objects.filter(visible_to_visitors(), pk=OuterRef("person"))
        return self.select_related("person").annotate(is_person_visible=Exists(people))


class CategoryQuerySet(QuerySet):
    def with_counts(self, publications):
        """Each with the number of those `publications` that it holds, as `publication_count`."""
        return self.annotate(
            publication_count=Count("publications", filter=Q(publications__in=publications.values("pk")))
        ).order_by("sort_order", "name")
