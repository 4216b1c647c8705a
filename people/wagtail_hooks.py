from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import PersonGroup


class PersonGroupViewSet(SnippetViewSet):
    model = PersonGroup
    icon = "group"
    list_display = ["name", "sort_order"]


register_snippet(PersonGroupViewSet)
