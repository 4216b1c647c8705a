"""The lists of topics and projects in the admin."""

from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelMultipleChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import ParentPageColumn

from ikpe_site.editing.listings import ContentListing, DateColumn, NamesColumn, RelatedFilter

from .models import Programme, ProjectPage, Region, TopicIndexPage, TopicPage


class TopicListing(ContentListing):
    name = "topics"
    model = TopicPage
    index_model = TopicIndexPage
    icon = "list-ul"
    menu_label = _("Topics")
    menu_order = 130
    ordering = "path"
    search_fields = ("title", "teaser")
    # Nothing but projects stands below a topic.
    own_columns = (Column("projects", accessor="numchild", label=_("Projects"), sort_key="numchild", width="10%"),)


class ProjectStateFilter(ChoiceFilter):
    def __init__(self):
        choices = [("running", _("running")), ("finished", _("finished"))]
        super().__init__(label=_("Duration"), choices=choices, empty_label=_("All"), widget=RadioSelect)

    def filter(self, projects, value):
        if value == "running":
            return projects.running()
        return projects.filter(ends_on__lt=timezone.localdate()) if value == "finished" else projects


class TopicOfProjectFilter(ModelMultipleChoiceFilter):
    def __init__(self):
        topics = TopicPage.objects.in_tree_order
        super().__init__(label=_("Topic"), queryset=lambda request: topics(), widget=CheckboxSelectMultiple)

    def get_filter_predicate(self, topic):
        return {"path__startswith": topic.path}


class ProjectListing(ContentListing):
    name = "projects"
    model = ProjectPage
    index_model = TopicIndexPage
    icon = "clipboard-list"
    menu_label = _("Projects")
    menu_order = 140
    ordering = "-starts_on"
    search_fields = ("title", "teaser", "funder", "partners")
    own_columns = (
        ParentPageColumn("topic", label=_("Topic"), width="15%"),
        Column("programme", accessor="programme.abbreviation", label=_("Programme"), sort_key="programme", width="8%"),
        DateColumn("starts_on", label=_("Start"), sort_key="starts_on", width="8%"),
        DateColumn("ends_on", label=_("End"), sort_key="ends_on", width="8%"),
    )
    export_columns = (
        Column("funder", label=_("Funder")),
        Column("partners", label=_("Partners")),
        NamesColumn("regions", label=_("Regions")),
    )

    def get_filters(self):
        return {
            "state": ProjectStateFilter(),
            "topic": TopicOfProjectFilter(),
            "programme": RelatedFilter(Programme.objects.all, label=_("Programme")),
            "regions": RelatedFilter(Region.objects.all, label=_("Regions")),
        }

    def for_listing(self, pages):
        return super().for_listing(pages).select_related("programme").prefetch_related("regions")
