"""The form with which visitors register for an event."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django_ratelimit.core import is_ratelimited
from wagtail.contrib.forms.forms import FormBuilder

from ikpe_site.core.spam import SpamProtectionMixin, validate_name


class SignupForm(SpamProtectionMixin, forms.Form):
    """Asks only for what the editors of the event want to know. Takes `event` beside the arguments of a form."""

    rate = "20/h"  # a whole office may register behind one address
    mails_per_address, mails_per_shared_address = "5/h", "30/h"

    name = forms.CharField(label=_("First and last name"), max_length=160, validators=[validate_name])
    email = forms.EmailField(label=_("Email address"), help_text=_("You get an email with a link to confirm it."))
    organisation = forms.CharField(label=_("Institution"), max_length=200, required=False)
    diet = forms.CharField(label=_("What should we know about your food?"), max_length=255, required=False)
    access_needs = forms.CharField(
        label=_("What do you need to take part?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example sign language, a step-free way or a large print."),
    )
    consent = forms.BooleanField(required=False)

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.event = event
        for name, token in {"name": "name", "email": "email", "organisation": "organization"}.items():
            self.fields[name].widget.attrs["autocomplete"] = token
        asked = {"diet": event.asks_diet, "access_needs": event.asks_access_needs, "consent": event.consent_text}
        for name, is_asked in asked.items():
            if not is_asked:
                del self.fields[name]
        self.questions = {f"frage_{question.pk}": question for question in event.questions.all()}
        built = FormBuilder(self.questions.values()).formfields.values()
        self.fields |= dict(zip(self.questions, built, strict=True))
        if "consent" in self.fields:
            self.fields["consent"].label = event.consent_text
            self.order_fields([name for name in self.fields if name != "consent"])  # what is not named comes last

    def full_clean(self):
        """Nobody's mailbox is filled by entering their address again and again: only what is sent counts."""
        super().full_clean()
        if self.is_bound and not self.errors and not self.is_spam and self.has_many_mails():
            self.add_error("email", _("Several emails went to this address already. Please look for them first."))

    def has_many_mails(self) -> bool:
        address = self.cleaned_data["email"].lower()
        return is_ratelimited(
            self.request,
            group="events.signup.mail",
            key=lambda _group, _request: address,
            rate=self.mails_per_shared_address if self.event.shares_addresses else self.mails_per_address,
            increment=True,
        )

    @property
    def visible(self):
        """The fields that people fill in: all but those against spam."""
        return [field for field in self.visible_fields() if field.name != "homepage"]

    def registration_fields(self) -> dict:
        """What was entered, as the fields of a Registration."""
        data = self.cleaned_data
        answers = {question.label: as_text(data.get(name)) for name, question in self.questions.items()}
        return {
            **{name: data.get(name, "") for name in ("name", "email", "organisation", "diet", "access_needs")},
            "answers": {label: answer for label, answer in answers.items() if answer},
            "consented_to": self.event.consent_text if data.get("consent") else "",
        }


def as_text(answer) -> str:
    if isinstance(answer, bool):
        return str(_("yes")) if answer else ""
    if isinstance(answer, (list, tuple)):
        return ", ".join(answer)
    return "" if answer is None else str(answer)
