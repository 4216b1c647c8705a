"""Who registered: the list of all, and a page for each event with what is done on the day and around it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from ikpe_site.core.models import InstituteSettings
from ikpe_site.editing.spreadsheets import ExportMixin

from ..models import EventPage, Registration
from . import announcements, printouts, signups


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


class BackToTheEvent:
    """What is done with a person leads back to the list of the event."""

    object: Registration

    def get_success_url(self):
        return reverse("registrations:participants", args=[self.object.event_id])


class RegistrationCreateView(BackToTheEvent, generic.CreateView):
    def get_initial(self):
        return super().get_initial() | {"event": self.request.GET.get("event")}

    def save_instance(self):
        """Entered by hand: gets a place or a rank like everybody else."""
        return signups.add(self.form.save(commit=False))


class RegistrationEditView(BackToTheEvent, generic.EditView):
    pass


class RegistrationDeleteView(BackToTheEvent, generic.DeleteView):
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
    edit_view_class = RegistrationEditView
    delete_view_class = RegistrationDeleteView

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("event/<int:pk>/", participants, name="participants"),
            path("event/<int:pk>/mail/", write, name="write"),
            path("event/<int:pk>/<str:kind>.pdf", printout, name="printout"),
            path("<int:pk>/cancel/", cancel, name="cancel"),
        ]


def find(request, pk) -> EventPage:
    if not request.user.has_perm("events.change_registration"):
        raise PermissionDenied
    return get_object_or_404(EventPage, pk=pk)


def participants(request, pk):
    event = find(request, pk)
    if "present" in request.POST:
        here = request.POST.getlist("here")
        event.registrations.confirmed().update(is_present=False)
        event.registrations.confirmed().filter(pk__in=[pk for pk in here if pk.isdigit()]).update(is_present=True)
        messages.success(request, _("Saved who was present."))
        return redirect("registrations:participants", pk)
    if "told" in request.POST:
        EventPage.objects.filter(pk=pk).update(last_told={})
        return redirect("registrations:participants", pk)
    entries = list(event.registrations.order_by("position", "created_at"))
    groups = {status: [entry for entry in entries if entry.status == status] for status in Registration.Status.values}
    context = {
        "event": event,
        "groups": groups,
        "can_edit": event.permissions_for_user(request.user).can_edit(),
        "has_untold_news": bool(event.last_told) and not event.is_past,
    }
    return render(request, "events/registration/participants.html", context)


def write(request, pk):
    """An email to all: written, looked at as the first of them gets it, and only then sent."""
    event = find(request, pk)
    is_news = "news" in request.GET
    form = announcements.MessageForm(
        request.POST or None, event=event, initial=announcements.proposal(event) if is_news else None
    )
    context = {"event": event, "form": form}
    if not form.is_valid() or "change" in request.POST:
        return render(request, "events/registration/write.html", context)
    if "send" in request.POST:
        count = form.send()
        if is_news:
            EventPage.objects.filter(pk=pk).update(last_told={})
        text = ngettext("%(count)s email was sent.", "%(count)s emails were sent.", count)
        messages.success(request, text % {"count": count})
        return redirect("registrations:participants", pk)
    return render(request, "events/registration/write_preview.html", context)


def cancel(request, pk):
    """For somebody who called: as if they had pressed the button themselves, with the mail that they would get."""
    entry = get_object_or_404(Registration.objects.select_related("event"), pk=pk)
    find(request, entry.event_id)
    if request.method != "POST":
        return render(request, "events/registration/cancel.html", {"entry": entry, "event": entry.event})
    signups.cancel(entry)
    messages.success(request, _("%(name)s is no longer registered.") % {"name": entry.name})
    return redirect("registrations:participants", entry.event_id)


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
        if not event.is_past:
            messages.warning(request, _("There are certificates once the event is over."))
            return redirect("registrations:participants", pk)
        entries = entries.filter(is_present=True)
        if not entries:
            messages.warning(request, _("Please tick first who was present."))
            return redirect("registrations:participants", pk)
    pdf = PRINTOUTS[kind](event, list(entries), InstituteSettings.for_request(request))
    return printouts.response(pdf, f"{kind}-{event.slug}")
