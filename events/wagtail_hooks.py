from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page

from ikpe_site.editing.admin_urls import edit_url

from . import admin_views
from .admin_listing import EventListing
from .models import EventIndexPage, EventPage, EventSeriesPage, Registration
from .registration.admin_views import RegistrationViewSet


@hooks.register("register_admin_viewset")
def register_lists():
    return [EventListing(), RegistrationViewSet()]


@hooks.register("register_admin_urls")
def register_tools():
    import_events = admin_views.CalendarImportView.as_view()
    return [
        path("events/series/<int:pk>/dates/", admin_views.series_dates, name="event_series_dates"),
        path("events/import/", import_events, name="event_import"),
        path("events/import/<int:pk>/", import_events, name="event_import"),
    ]


@hooks.register("register_page_header_buttons")
def add_event_buttons(page, user, view_name, next_url=None):
    page = page.specific
    if isinstance(page, EventPage) and page.takes_registrations and user.has_perm("events.change_registration"):
        url = reverse("registrations:participants", args=[page.pk])
        yield Button(_("Registrations"), url, icon_name="group", priority=5)
    if isinstance(page, EventSeriesPage) and admin_views.may_add_events(user, page.get_parent()):
        yield Button(
            _("Add dates by rule"), reverse("event_series_dates", args=[page.pk]), icon_name="date", priority=5
        )
    if isinstance(page, EventIndexPage) and admin_views.may_add_events(user, page):
        yield Button(_("Import a calendar file"), reverse("event_import"), icon_name="upload", priority=5)


@hooks.register("after_copy_page")
def ask_for_the_day_of_a_copy(request, page, new_page):
    if isinstance(new_page.specific, EventPage):
        messages.info(request, _("When does it take place? The copy has no date, and nobody is registered for it."))
        return redirect(edit_url(new_page.pk, "start"))
    return None


@hooks.register("before_delete_page", order=-10)  # before that which moves it to the trash
def offer_to_tell_before_and_after_deleting(request, page):
    """Without names: who may delete an event may not always see who comes."""
    if event := EventPage.objects.filter(pk=page.pk).first():
        offer_to_tell(request, event, how_many_are_registered(event))


@hooks.register("before_bulk_action", order=-10)
def offer_to_tell_after_deleting_several(request, action_type, objects, action):
    if action.models == [Page] and action_type in ("delete", "unpublish"):
        for event in EventPage.objects.filter(pk__in=[page.pk for page in objects]):
            offer_to_tell(request, event, how_many_are_registered(event))


@hooks.register("after_unpublish_page")
def offer_to_tell_that_it_is_gone(request, page):
    if isinstance(page, EventPage):
        offer_to_tell(request, page, how_many_are_registered(page))


@hooks.register("after_publish_page")
def offer_to_tell_what_changed(request, page):
    if isinstance(page, EventPage) and page.last_told:
        text = _("Day, time, place or status have changed, and the participants do not know yet.")
        offer_to_tell(request, page, text)


def how_many_are_registered(event) -> str:
    count = Registration.objects.active().filter(event=event).count()
    sentence = ngettext(
        "“%(title)s”: %(count)s person is registered.", "“%(title)s”: %(count)s people are registered.", count
    )
    return sentence % {"title": event.title, "count": count} if count else ""


def offer_to_tell(request, event, text: str) -> None:
    """`text` as a message, with the way to write to the participants for those who may."""
    if not text:
        return
    buttons = []
    if request.user.has_perm("events.change_registration") and not event.is_past:
        url = reverse("registrations:write", args=[event.pk])
        buttons = [messages.button(f"{url}?news", _("Tell the participants"))]
    messages.warning(request, text, buttons)
