"""The list of the team in the admin."""

from django.db.models import Q
from django.forms import RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import Column

from ikpe_site.editing.listings import ContentListing, DateColumn, NamesColumn, RelatedFilter

from .models import PersonGroup, PersonIndexPage, PersonPage


class PresenceFilter(ChoiceFilter):
    def __init__(self):
        choices = [("here", _("works here")), ("absent", _("absent today")), ("left", _("has left"))]
        super().__init__(label=_("Presence"), choices=choices, empty_label=_("All"), widget=RadioSelect)

    def filter(self, people, value):
        today = timezone.localdate()
        if value == "here":
            return people.current()
        if value == "absent":
            return people.current().filter(Q(absent_to=None) | Q(absent_to__gte=today), absent_from__lte=today)
        return people.filter(left_on__lt=today) if value == "left" else people


class PersonListing(ContentListing):
    name = "people"
    model = PersonPage
    index_model = PersonIndexPage
    icon = "user"
    menu_label = _("Team")
    menu_order = 120
    ordering = "last_name"
    title_sort_key = "last_name"
    search_fields = ("title", "position", "email")
    own_columns = (
        Column("position", label=_("Position"), sort_key="position", width="20%"),
        NamesColumn("groups", label=_("Groups"), width="12%"),
        DateColumn("left_on", label=_("Left on"), sort_key="left_on", width="9%"),
    )
    export_columns = (
        Column("phone", label=_("Phone")),
        Column("email", label=_("Email address")),
    )

    def get_filters(self):
        return {
            "presence": PresenceFilter(),
            "groups": RelatedFilter(PersonGroup.objects.all, label=_("Groups")),
        }

    def for_listing(self, pages):
        return super().for_listing(pages).prefetch_related("groups")
