"""What the dashboard adds to the admin: start page, menu, reviews."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem, Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from ikpe_site.editing.listings import listings
from ikpe_site.editing.page_permissions import PageMenuItem, works_on_pages
from ikpe_site.editing.reviews import LOG_ACTION

from . import examples, requested_changes, reviewing, scheduling
from . import manual as guide
from .dashboard import QuickActionsPanel, SchedulePanel, TodoPanel
from .timetable import TimetableView

for action in (reviewing.ReviewBulkAction, examples.RemovePageExampleMark, examples.RemoveDocumentExampleMark):
    hooks.register("register_bulk_action", action)
hooks.register("before_edit_page", requested_changes.say_what_was_asked_for)
hooks.register("after_edit_page", scheduling.say_what_is_still_to_be_done)
hooks.register("after_create_page", scheduling.say_what_is_still_to_be_done)


@hooks.register("register_admin_urls")
def register_dashboard():
    return [
        path("timetable/", TimetableView.as_view(), name="timetable"),
        path("reports/example-content/", examples.ExampleReportView.as_view(), name="example_content"),
        path(
            "reports/example-content/results/",
            examples.ExampleReportView.as_view(results_only=True),
            name="example_content_results",
        ),
        path("pages/<int:pk>/review/", reviewing.review, name="page_review"),
        path("hilfe/<slug:part>.md", guide.GuideView.as_view(), name="guide"),
        path("hilfe/redaktion/<slug:name>.webp", guide.picture, name="guide_picture"),
    ]


# --- the dashboard ---------------------------------------------------------------------------------------------------


@hooks.register("construct_homepage_panels")
def add_dashboard_panels(request, panels):
    if works_on_pages(request.user):
        panels += [QuickActionsPanel(), SchedulePanel(), TodoPanel()]
    requested_changes.with_reasons(panels)


@hooks.register("construct_homepage_summary_items", order=1000)
def leave_out_the_summary(request, items):
    """How many pages and pictures there are helps nobody to begin the day."""
    items.clear()


# --- the menu --------------------------------------------------------------------------------------------------------


@hooks.register("register_admin_menu_item")
def register_new():
    """„Neu“: what the dashboard offers as well, from every page of the admin."""
    items = [listing.get_add_menu_item() for listing in listings() if listing.add_label]
    return SubmenuMenuItem(_("New"), Menu(items=items), name="begin", icon_name="plus", order=50)


@hooks.register("register_admin_menu_item")
def register_timetable():
    return PageMenuItem(_("Timetable"), reverse("timetable"), name="timetable", icon_name="time", order=260)


@hooks.register("register_reports_menu_item")
def register_example_report():
    return PageMenuItem(_("Example content"), reverse("example_content"), icon_name="warning", order=1000)


# --- help ------------------------------------------------------------------------------------------------------------


@hooks.register("construct_help_menu")
def offer_the_guide(request, items):
    """In the place of Wagtail's own manuals, which are in English and know nothing of this site."""
    items[:] = [item for item in items if not isinstance(item, DismissibleMenuItem)]
    for order, (part, label) in enumerate(guide.PARTS.items()):
        items.append(MenuItem(label, reverse("guide", args=[part]), name=part, icon_name="help", order=order))


# --- reviews ---------------------------------------------------------------------------------------------------------


@hooks.register("register_page_header_buttons")
def add_review_button(page, user, view_name, next_url=None):
    if page.live and page.permissions_for_user(user).can_edit():
        yield Button(_("Mark as reviewed"), reverse("page_review", args=[page.pk]), icon_name="check", priority=55)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    @actions.register_action(LOG_ACTION)
    class ReviewFormatter(LogFormatter):
        label = _("Mark as reviewed")
        message = _("Reviewed")
