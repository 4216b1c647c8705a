from functools import reduce
from operator import or_
from typing import Any, Self

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from ikpe_site.core.examples import whole_examples
from ikpe_site.core.querysets import is_in_private_collection
from ikpe_site.media.models import CustomDocument
from people.models import PersonPage


def private_sections() -> set[str]:
    """The paths of the pages that are private with all below them, and of the aliases of such pages."""
    private = PageViewRestriction.objects.values_list("page__path", "page__aliases__path")
    return {path for paths in private for path in paths if path}


def hidden_pages() -> list[QuerySet[Any]]:
    """The pages that visitors may not see, or that no list shows, by reason."""
    private = [Page.objects.filter(path__startswith=path) for path in sorted(private_sections())]
    return [
        Page.objects.filter(Q(live=False) | Q(expire_at__lte=timezone.now())),
        PersonPage.objects.filter(left_on__lt=timezone.localdate()),
        *private,
    ]


class SearchEntryQuerySet(QuerySet[Any]):
    def visible(self) -> Self:
        """What visitors may see at this moment, whatever the index was made of.

        The condition is that of visible_to_visitors(), put the other way round: what is hidden is looked up by itself
        and left out. So a search that finds nearly everything among 100,000 pages reads its own table and no other.
        """
        hidden = reduce(or_, (Q(page__in=pages.values("pk")) for pages in hidden_pages()))
        in_private_collection = CustomDocument.objects.filter(is_in_private_collection())
        return self.exclude(hidden).exclude(document__in=in_private_collection.values("pk"))

    def for_results(self) -> Self:
        """What a result shows, and as `is_example` whether it leads to an example as a whole."""
        example_page = Page.objects.filter(whole_examples(), pk=OuterRef("page_id"))
        is_example = Case(When(document=None, then=Exists(example_page)), default=F("document__is_example"))
        shown = self.select_related("page", "document").defer("terms", "key_terms")
        return shown.annotate(is_example=is_example)
