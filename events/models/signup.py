"""What the editors decide about the registration for an event."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from ikpe_site.core.blocks import RICH_TEXT_FEATURES
from ikpe_site.editing.panels import collapsed


class SignupMixin(models.Model):
    """`places_taken` comes with the queryset (`with_places_taken()`), so that lists need no query per event."""

    registration = RichTextField(
        _("about the registration"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("How and until when participants register, for example with another organiser."),
    )
    takes_registrations = models.BooleanField(
        _("registration on this website"),
        default=False,
        help_text=_("The page shows a form. Participants confirm their registration by email."),
    )
    registration_opens = models.DateTimeField(
        _("open from"), null=True, blank=True, help_text=_("Without a time: as soon as the page is published.")
    )
    registration_closes = models.DateTimeField(
        _("open until"), null=True, blank=True, help_text=_("Without a time: until the event begins.")
    )
    places = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Without a number there are as many as needed.")
    )
    has_waiting_list = models.BooleanField(
        _("waiting list"), default=True, help_text=_("Who is on it moves up by itself when a place becomes free.")
    )
    shares_addresses = models.BooleanField(
        _("several people with one email address"),
        default=False,
        help_text=_("For shared mailboxes such as poststelle@…: each person gets a registration of their own."),
    )
    asks_diet = models.BooleanField(_("ask what participants eat"), default=False)
    asks_access_needs = models.BooleanField(
        _("ask what participants need to take part"),
        default=False,
        help_text=_("For example sign language or a step-free way. Ask only if you can provide for it."),
    )
    consent_text = models.TextField(
        _("consent"),
        blank=True,
        max_length=600,
        help_text=_(
            "A sentence that participants tick, for example on photographs. What is needed for the registration "
            "itself needs no consent."
        ),
    )

    signup_panels = [
        FieldPanel("registration"),
        MultiFieldPanel(
            [
                FieldPanel("takes_registrations"),
                FieldRowPanel([FieldPanel("registration_opens"), FieldPanel("registration_closes")]),
                FieldRowPanel([FieldPanel("places"), FieldPanel("has_waiting_list")]),
                FieldPanel("shares_addresses"),
            ],
            heading=_("Form on this website"),
        ),
        collapsed(
            _("What participants are asked"),
            FieldRowPanel([FieldPanel("asks_diet"), FieldPanel("asks_access_needs")]),
            FieldPanel("consent_text"),
            InlinePanel("questions", heading=_("Questions of your own"), label=_("question")),
        ),
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        opens, closes = self.registration_opens, self.registration_closes
        if opens and closes and closes <= opens:
            raise ValidationError({"registration_closes": _("The registration would close before it opens.")})

    @property
    def registration_end(self):
        """The moment from which nobody can register any more."""
        return min(self.registration_closes or self.start, self.end or self.start)

    @property
    def places_free(self) -> int | None:
        return None if self.places is None else max(0, self.places - self.places_taken)

    @property
    def is_full(self) -> bool:
        return self.takes_registrations and self.places_free == 0

    @property
    def is_sold_out(self) -> bool:
        return self.status == self.Status.SOLD_OUT or self.is_full

    @property
    def signup_state(self) -> str:
        """`none`, `early`, `open`, `waiting` (only the waiting list is left), `full` or `closed`."""
        now = timezone.now()
        if (
            not self.start
            or not self.takes_registrations
            or self.status == self.Status.CANCELLED
            or self.has_no_new_date
        ):
            return "none"
        if now >= self.registration_end:
            return "closed"
        if self.registration_opens and now < self.registration_opens:
            return "early"
        if self.is_sold_out:
            return "waiting" if self.has_waiting_list else "full"
        return "open"

    @property
    def takes_confirmations(self) -> bool:
        """Whether who registered in time can still follow the link in the mail."""
        return self.signup_state not in ("none", "closed")

    @property
    def can_register(self) -> bool:
        return self.signup_state in ("open", "waiting")
