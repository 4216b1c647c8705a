"""What editors do with the list of events: add the dates of a series, and read a calendar file."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from . import recurrence
from .imports import CalendarImport
from .models import EventIndexPage, EventSeriesPage

MAX_FILE = 2 * 1024 * 1024  # bytes


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


class ImportForm(forms.Form):
    """The file, and after the dry run its content, so that it need not be chosen again."""

    file = forms.FileField(label=gettext_lazy("Calendar file (.ics)"), required=False)
    content = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        data = super().clean()
        if data.get("file"):
            if data["file"].size > MAX_FILE:
                raise ValidationError({"file": _("The file is larger than 2 MB.")})
            data["content"] = data["file"].read().decode("utf-8", errors="replace")
        if not data.get("content"):
            raise ValidationError({"file": _("Please choose a file.")})
        return data


def import_events(request, pk):
    index = get_object_or_404(EventIndexPage, pk=pk)
    if not may_add_events(request.user, index):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    result = None
    if form.is_valid():
        try:
            result = CalendarImport.read(form.cleaned_data["content"].encode(), index)
        except ValidationError as error:
            form.add_error("file", error)
        if result and "apply" in request.POST:
            count = result.apply(request.user)
            text = ngettext("%(count)s event was saved as a draft.", "%(count)s events were saved as drafts.", count)
            messages.success(request, text % {"count": count})
            return redirect("wagtailadmin_explore", index.pk)
    return render(request, "events/admin/import.html", {"index": index, "form": form, "result": result})
