from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .admin_listing import ProjectListing, TopicListing
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


@hooks.register("register_admin_viewset")
def register_listings():
    return [TopicListing(), ProjectListing()]
