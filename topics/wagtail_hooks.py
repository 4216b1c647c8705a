from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Programme, Region


class ProgrammeViewSet(SnippetViewSet):
    model = Programme
    icon = "tag"
    list_display = ["abbreviation", "name", "topic"]


class RegionViewSet(SnippetViewSet):
    model = Region
    icon = "site"
    list_display = ["name", "kind", "key", "dissolved_on"]
    list_filter = ["kind"]


register_snippet(ProgrammeViewSet)
register_snippet(RegionViewSet)
