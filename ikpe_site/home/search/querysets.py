from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Page

from ikpe_site.core.models import CustomDocument
from ikpe_site.core.querysets import visible_to_visitors
from people.models import PersonPage


def private_documents() -> QuerySet:
    """Documents in a private collection, or below one."""
    path = ExpressionWrapper(OuterRef("collection__path"), CharField())
    private = CollectionViewRestriction.objects.annotate(outer=path).filter(outer__startswith=F("collection__path"))
    return CustomDocument.objects.filter(Exists(private))


class SearchEntryQuerySet(QuerySet):
    def visible(self):
        """What visitors may see at this moment, whatever the index was made of."""
        pages = Page.objects.filter(visible_to_visitors(), depth__gt=2)
        gone = PersonPage.objects.filter(left_on__lt=timezone.localdate())
        return self.filter(
            Q(document=None) | ~Q(document__in=private_documents().values("pk")),
            ~Q(page__in=gone.values("pk")),
            page__in=pages.values("pk"),
        )
