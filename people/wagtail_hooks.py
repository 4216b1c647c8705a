from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from ikpe_site.editing.page_permissions import PageMenuItem

from .admin_listing import PersonListing
from .admin_views import HandOverView
from .handover import LOG_ACTION
from .models import PersonGroup, PersonPage
from .reports import GapReportView


class PersonGroupViewSet(SnippetViewSet):
    model = PersonGroup
    icon = "group"
    list_display = ["name", "sort_order"]


register_snippet(PersonGroupViewSet)


@hooks.register("register_admin_viewset")
def register_listing():
    return PersonListing()


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("people/<int:pk>/handover/", HandOverView.as_view(), name="people_handover"),
        path("reports/gaps/", GapReportView.as_view(), name="people_gaps"),
        path("reports/gaps/results/", GapReportView.as_view(results_only=True), name="people_gaps_results"),
    ]


# --- the hand-over ---------------------------------------------------------------------------------------------------


def handover_button(page, user):
    if page.specific_class is PersonPage and page.permissions_for_user(user).can_publish():
        url = reverse("people_handover", args=[page.pk])
        yield Button(_("Hand-over"), url, icon_name="resubmit", priority=45)


@hooks.register("register_page_header_buttons")
def add_to_header(page, user, view_name, next_url=None):
    yield from handover_button(page, user)


@hooks.register("register_page_listing_more_buttons")
def add_to_listing(page, user, next_url=None):
    yield from handover_button(page, user)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    @actions.register_action(LOG_ACTION)
    class HandOverFormatter(LogFormatter):
        label = _("Hand over")

        def format_message(self, log_entry):
            return log_entry.data["summary"]

        def format_comment(self, log_entry):
            return " ".join(log_entry.data["done"])


# --- the report on gaps ----------------------------------------------------------------------------------------------


@hooks.register("register_reports_menu_item")
def add_gap_report():
    return PageMenuItem(_("Gaps in responsibilities"), reverse("people_gaps"), icon_name="warning", order=1000)
