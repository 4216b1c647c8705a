from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button

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


@hooks.register("before_delete_page")
def say_how_many_are_registered(request, page):
    """Without names: who may delete an event may not always see who comes."""
    if request.method != "GET" or not (count := Registration.objects.active().filter(event=page.pk).count()):
        return
    sentence = ngettext("%(count)d person is registered.", "%(count)d people are registered.", count)
    messages.warning(request, sentence % {"count": count})
