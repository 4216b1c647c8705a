from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import PublicationCategory


class PublicationCategoryViewSet(SnippetViewSet):
    model = PublicationCategory
    icon = "list-ul"
    list_display = ["name", "sort_order"]


register_snippet(PublicationCategoryViewSet)
