from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from wagtail.models import Page

from ikpe_site.core.querysets import BasePageQuerySet, is_in_private_collection, visible_to_visitors


class PublicationQuerySet(BasePageQuerySet):
    def newest_first(self):
        """Those forthcoming, then by year, then those without; within one as bibliographies are sorted in German."""
        return self.order_by("-is_forthcoming", F("issued_year").desc(nulls_last=True), "sort_key", "pk")

    def for_listing(self):
        return super().for_listing().select_related("document").defer("abstract", "search_text", "references")

    def for_links(self):
        """Also with what is said beside a link and what they are sorted by. A topic may have hundreds."""
        return super().for_links(
            "title_is_provisional", "csl_type", "issued_year", "is_forthcoming", "collection_number", "sort_key"
        )

    def for_feed(self):
        pages = super().for_feed().select_related("document", "category").with_document_privacy()
        return pages.with_reference_style()

    def with_document_privacy(self):
        """With `is_document_private`: whether not every visitor may read the document."""
        return self.annotate(is_document_private=is_in_private_collection("document__"))

    def for_detail(self):
        files = self.model._meta.get_field("files").related_model.objects.filter(publication=OuterRef("pk"))
        pages = super().for_detail().select_related("document", "category").with_document_privacy()
        return pages.with_reference_style().annotate(has_files=Exists(files))

    def with_reference_style(self):
        """With the style that the institute has chosen as `reference_style`; None if it has not chosen."""
        settings = apps.get_model("publications", "CitationSettings").objects.filter(site__is_default_site=True)
        return self.annotate(reference_style=Subquery(settings.values("style")[:1]))


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
