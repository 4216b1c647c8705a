"""Who registered: the list of all, and a page for each event with what is done on the day and around it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from ikpe_site.core.models import InstituteSettings
from ikpe_site.editing.spreadsheets import ExportMixin

from ..models import EventPage, Registration
from . import mails, printouts, signups


class RegistrationFilterSet(WagtailFilterSet):
    class Meta:
        model = Registration
        fields = ["event", "status", "is_present"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["event"].queryset = EventPage.objects.filter(takes_registrations=True).order_by("-start")


class RegistrationIndexView(ExportMixin, generic.IndexView):
    export_headings = {"answers": gettext_lazy("answers to the questions")}

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("event")

    def to_row_dict(self, item):
        row = super().to_row_dict(item)
        return row | {
            "event": item.event.title,
            "status": item.get_status_display(),
            "answers": "; ".join(f"{label}: {answer}" for label, answer in item.answers.items()),
        }


class RegistrationCreateView(generic.CreateView):
    def save_instance(self):
        """Entered by hand: gets a place or a rank like everybody else."""
        return signups.add(self.form.save(commit=False))


class RegistrationDeleteView(generic.DeleteView):
    def delete_action(self):
        signups.delete(self.object)


class RegistrationViewSet(ModelViewSet):
    model = Registration
    icon = "group"
    menu_label = gettext_lazy("Registrations")
    name = "registrations"
    url_prefix = "registrations"
    add_to_admin_menu = True
    menu_order = 250
    list_display = [
        "name",
        Column("organisation", label=gettext_lazy("institution")),
        TitleColumn(
            "event",
            label=gettext_lazy("event"),
            get_url=lambda entry: reverse("registrations:participants", args=[entry.event_id]),
        ),
        Column("get_status_display", label=gettext_lazy("status")),
        BooleanColumn("is_present", label=gettext_lazy("was present")),
    ]
    list_per_page = 50
    list_export = [
        *("event", "name", "organisation", "email", "status", "position", "diet", "access_needs", "answers"),
        *("consented_to", "is_present", "created_at"),
    ]
    search_fields = ["name", "email", "organisation"]
    filterset_class = RegistrationFilterSet
    index_view_class = RegistrationIndexView
    add_view_class = RegistrationCreateView
    delete_view_class = RegistrationDeleteView

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("event/<int:pk>/", participants, name="participants"),
            path("event/<int:pk>/<str:kind>.pdf", printout, name="printout"),
        ]


class MailForm(forms.Form):
    RECIPIENTS = {
        "confirmed": gettext_lazy("all who have a place"),
        "waiting": gettext_lazy("the waiting list"),
        "both": gettext_lazy("both"),
    }

    recipients = forms.ChoiceField(label=gettext_lazy("recipients"), choices=RECIPIENTS)
    subject = forms.CharField(label=gettext_lazy("subject"), max_length=160)
    text = forms.CharField(label=gettext_lazy("text"), widget=forms.Textarea(attrs={"rows": 8}))

    def send(self, event) -> int:
        wanted = self.cleaned_data["recipients"]
        statuses = ["confirmed", "waiting"] if wanted == "both" else [wanted]
        entries = event.registrations.filter(status__in=statuses)
        for entry in entries:
            mails.send_message(entry, self.cleaned_data["subject"], self.cleaned_data["text"])
        return len(entries)


def find(request, pk) -> EventPage:
    if not request.user.has_perm("events.change_registration"):
        raise PermissionDenied
    return get_object_or_404(EventPage, pk=pk)


def participants(request, pk):
    event = find(request, pk)
    form = MailForm(request.POST if "send" in request.POST else None)
    if "present" in request.POST:
        here = request.POST.getlist("here")
        event.registrations.confirmed().update(is_present=False)
        event.registrations.confirmed().filter(pk__in=[pk for pk in here if pk.isdigit()]).update(is_present=True)
        messages.success(request, _("Saved who was present."))
        return redirect("registrations:participants", pk)
    if form.is_valid():
        count = form.send(event)
        messages.success(
            request, ngettext("%(count)s email was sent.", "%(count)s emails were sent.", count) % {"count": count}
        )
        return redirect("registrations:participants", pk)
    entries = list(event.registrations.order_by("position", "created_at"))
    groups = {status: [entry for entry in entries if entry.status == status] for status in Registration.Status.values}
    return render(request, "events/registration/participants.html", {"event": event, "form": form, "groups": groups})


PRINTOUTS = {
    "liste": printouts.participant_list,
    "namensschilder": printouts.name_badges,
    "bescheinigungen": printouts.certificates,
}


def printout(request, pk, kind):
    """List, badges or certificates as PDF, by name; certificates for those who were present."""
    event = find(request, pk)
    if kind not in PRINTOUTS:
        return redirect("registrations:participants", pk)
    entries = event.registrations.confirmed().order_by("name")
    if kind == "bescheinigungen":
        entries = entries.filter(is_present=True)
        if not entries:
            messages.warning(request, _("Please tick first who was present."))
            return redirect("registrations:participants", pk)
    pdf = PRINTOUTS[kind](event, list(entries), InstituteSettings.for_request(request))
    return printouts.response(pdf, f"{kind}-{event.slug}")
