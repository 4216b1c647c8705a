"""What the editors write to all participants, and what they might write when the event has changed."""

from typing import cast

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import EventPage, Registration
from . import mails

Status = Registration.Status
RECIPIENTS = {
    "confirmed": (gettext_lazy("all who have a place"), [Status.CONFIRMED]),
    "waiting": (gettext_lazy("the waiting list"), [Status.WAITING]),
    "both": (gettext_lazy("both"), [Status.CONFIRMED, Status.WAITING]),
}


class MessageForm(forms.Form):
    """An email to the participants of `event`, which is given beside the arguments of a form."""

    recipients = forms.ChoiceField(label=gettext_lazy("recipients"))
    subject = forms.CharField(label=gettext_lazy("subject"), max_length=160)
    text = forms.CharField(label=gettext_lazy("text"), widget=forms.Textarea(attrs={"rows": 10}))
    with_calendar = forms.BooleanField(
        label=gettext_lazy("attach the calendar file"),
        help_text=gettext_lazy("It brings the event into the calendar of those who have a place."),
        required=False,
    )

    def __init__(self, *args, event: EventPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        recipients = cast(forms.ChoiceField, self.fields["recipients"])
        recipients.choices = [
            (name, f"{label} ({self.reachable(name).count()})") for name, (label, _statuses) in RECIPIENTS.items()
        ]

    def reachable(self, recipients: str):
        _label, statuses = RECIPIENTS[recipients]
        return self.event.registrations.filter(status__in=statuses).reachable().order_by("position", "pk")

    def clean_recipients(self):
        if not self.reachable(self.cleaned_data["recipients"]).exists():
            raise forms.ValidationError(_("None of them has an email address."))
        return self.cleaned_data["recipients"]

    @cached_property
    def addressees(self) -> list[Registration]:
        return list(self.reachable(self.cleaned_data["recipients"]))

    def message_to(self, registration: Registration):
        data = self.cleaned_data
        return mails.written_message(registration, data["subject"], data["text"], data["with_calendar"])

    @cached_property
    def sample(self):
        """As the first of them gets it."""
        return self.message_to(self.addressees[0])

    def send(self) -> int:
        for registration in self.addressees:
            self.message_to(registration).send()
        return len(self.addressees)


def proposal(event: EventPage) -> dict:
    """The fields of a message that tells the participants what has changed."""
    subject, sentence = what_has_changed(event)
    takes_place = event.live and event.status not in event.prevented
    parts = [sentence]
    if takes_place or event.earlier_start:
        parts.append(_("Your registration still holds. If you cannot come, please cancel it by the link below."))
    return {
        "recipients": "both" if event.registrations.waiting().exists() else "confirmed",
        "subject": f"{subject}: {event.title}",
        "text": "\n\n".join(parts),
        "with_calendar": event.live,
    }


def what_has_changed(event: EventPage) -> tuple[str, str]:
    """The heading and a sentence, the most important change first."""
    before = last_told(event)
    old, new = when(before), when(event)
    if not event.live or event.status == event.Status.CANCELLED:
        return _("Cancelled"), _("the event “%(title)s” on %(when)s does not take place.") % {
            "title": event.title,
            "when": old,
        }
    if event.has_no_new_date:
        return _("Postponed"), _("the event “%(title)s” on %(when)s is postponed. We will tell you the new date.") % {
            "title": event.title,
            "when": old,
        }
    sentences = []
    if old != new:
        sentences.append(
            _("the event “%(title)s” has a new date: %(new)s instead of %(old)s.")
            % {"title": event.title, "new": new, "old": old}
        )
    if before.location != event.location:
        sentences.append(_("It takes place here: %(place)s") % {"place": event.location or _("not known yet")})
    if old != new:
        return _("New date"), " ".join(sentences)
    if sentences:
        moves = _("the event “%(title)s” moves.") % {"title": event.title}
        return _("New place"), f"{moves} {sentences[0]}"
    return _("For your information"), _("there is news about the event “%(title)s”.") % {"title": event.title}


def last_told(event: EventPage) -> EventPage:
    """The event as the participants know it, not saved anywhere."""
    told = dict(event.last_told)
    moments = {name: parse_datetime(told.pop(name)) for name in ("start", "end") if told.get(name)}
    known = {name: getattr(event, name) for name in event.calendar_fields} | told | moments
    return EventPage(**known)


def when(event: EventPage) -> str:
    return ", ".join(str(part) for part in (event.date_display, event.time_display) if part)
