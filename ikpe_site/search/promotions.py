"""Results that editors put first for chosen words (Wagtail's search promotions)."""

from django.db.models import Q
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from ikpe_site.core.querysets import visible_to_visitors
from ikpe_site.text.german import fold, words_of

from .query import SearchQuery


def promoted(query: SearchQuery) -> list[SearchPromotion]:
    """The promotions for this question, however its umlauts and hyphens are written, without hidden pages."""
    visible = Page.objects.filter(visible_to_visitors()).values("pk")
    promotions = SearchPromotion.objects.filter(Q(page=None) | Q(page__in=visible)).select_related("query", "page")
    asked = alike(query.text)
    return [promotion for promotion in promotions if alike(promotion.query.query_string) == asked]


def alike(text: str) -> list[str]:
    return [fold(word) for word in words_of(text)]
