"""What editors do with the list of events: add the dates of a series, and read a calendar file."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from ikpe_site.editing.imports.views import ImportView

from . import recurrence
from .imports import CalendarPlan
from .models import EventIndexPage, EventSeriesPage


class DatesForm(forms.Form):
    rule = forms.ChoiceField(label=gettext_lazy("How often"), choices=recurrence.Rule.choices)
    first = forms.DateField(label=gettext_lazy("First date"), widget=AdminDateInput)
    until = forms.DateField(label=gettext_lazy("Until"), widget=AdminDateInput)
    starts_at = forms.TimeField(label=gettext_lazy("start"), widget=AdminTimeInput)
    ends_at = forms.TimeField(label=gettext_lazy("end"), widget=AdminTimeInput, required=False)

    def clean(self):
        data = super().clean()
        if data.get("first") and data.get("until") and data["until"] < data["first"]:
            self.add_error("until", _("The end lies before the first date."))
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", _("The end lies before the start."))
        return data


def may_add_events(user, index) -> bool:
    return index.permissions_for_user(user).can_add_subpage()


def series_dates(request, pk):
    """Shows the dates first; „Anlegen“ then makes drafts of them."""
    series = get_object_or_404(EventSeriesPage, pk=pk)
    if not may_add_events(request.user, series.get_parent()):
        raise PermissionDenied
    form = DatesForm(request.POST or None)
    dates = []
    if form.is_valid():
        data = form.cleaned_data
        dates = recurrence.dates(data["rule"], data["first"], data["until"])
        if "create" in request.POST:
            made = recurrence.add_dates(series, dates, data["starts_at"], data["ends_at"], request.user)
            text = ngettext("%(count)s date was added as a draft.", "%(count)s dates were added as drafts.", len(made))
            messages.success(request, text % {"count": len(made)})
            return redirect("wagtailadmin_explore", series.get_parent().pk)
    taken = {event.first_day for event in series.events.all()}
    context = {"series": series, "form": form, "dates": [(date, date in taken) for date in dates]}
    return render(request, "events/admin/series_dates.html", context)


class CalendarImportView(ImportView):
    plan_class = CalendarPlan
    url_name = "event_import"
    title = gettext_lazy("Import a calendar file")
    introduction = gettext_lazy(
        "First you see what is in the file; nothing is saved then. New and changed events are saved as drafts. "
        "You can import the same file again: known events are recognised by their UID."
    )
    file_help = gettext_lazy("Calendar file (.ics)")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.index = get_object_or_404(EventIndexPage)

    def has_permission(self):
        return may_add_events(self.request.user, self.index)

    def get_done_note(self, options):
        return _("They wait as drafts until somebody publishes them.")

    def get_list_url(self):
        return reverse("wagtailadmin_explore", args=[self.index.pk])
