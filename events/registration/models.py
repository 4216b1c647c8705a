import uuid

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractFormField

from .querysets import RegistrationQuerySet

signer = Signer(salt="events.registration")


class EventQuestion(AbstractFormField):
    """A question that participants answer when they register for an event, made with Wagtail's form fields."""

    event = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="questions")

    class Meta(AbstractFormField.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")


class Registration(models.Model):
    """A person who registered for an event. It holds a place only once the link in the mail was followed.

    Places and ranks are given in `signups.py` alone, where a lock on the event keeps it from being oversold.
    """

    class Status(models.TextChoices):
        PENDING = "pending", _("email not confirmed yet")
        CONFIRMED = "confirmed", _("has a place")
        WAITING = "waiting", _("waiting list")
        CANCELLED = "cancelled", _("registration cancelled")

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="registrations"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.PENDING, editable=False)
    position = models.PositiveIntegerField(_("rank"), null=True, editable=False)
    name = models.CharField(_("first and last name"), max_length=160)
    email = models.EmailField(
        _("email address"), blank=True, help_text=_("Without one the person gets no confirmation and no reminder.")
    )
    organisation = models.CharField(_("institution"), max_length=200, blank=True)
    diet = models.CharField(_("food"), max_length=255, blank=True)
    access_needs = models.TextField(_("needs to take part"), max_length=500, blank=True)
    answers = models.JSONField(default=dict, editable=False)
    # The name, where people may share an address: as it was at first, so that no later change clashes.
    told_apart_by = models.CharField(max_length=160, blank=True, editable=False)
    consented_to = models.TextField(_("agreed to"), blank=True, editable=False)
    is_present = models.BooleanField(_("was present"), default=False)
    created_at = models.DateTimeField(_("registered on"), default=timezone.now, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)

    # What refers to an event is of no interest here, and the task would fail for those that are deleted by then.
    wagtail_reference_index_ignore = True

    objects = RegistrationQuerySet.as_manager()

    panels = [
        FieldPanel("event"),
        MultiFieldPanel(
            [FieldPanel("name"), FieldRowPanel([FieldPanel("email"), FieldPanel("organisation")])],
            heading=_("Person"),
        ),
        FieldRowPanel([FieldPanel("diet"), FieldPanel("access_needs")]),
        FieldPanel("is_present"),
    ]

    class Meta:
        ordering = ["event", "position", "created_at"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        indexes = [models.Index(fields=["event", "status"])]
        constraints = [
            models.UniqueConstraint(
                "event",
                models.functions.Lower("email"),
                "told_apart_by",
                condition=~Q(status="cancelled") & ~Q(email=""),
                name="one_registration_per_address",
            ),
            models.UniqueConstraint(fields=["event", "position"], name="one_registration_per_rank"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if self._state.adding and self.event.shares_addresses:
            self.told_apart_by = self.name.lower()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if not self.event_id or self.status == self.Status.CANCELLED:
            return
        if Registration.objects.of_person(self.event, self.email, self.name).exclude(pk=self.pk).exists():
            raise ValidationError({"email": _("This address is registered for the event already.")})

    @property
    def token(self) -> str:
        """What the links in the mails carry: random, and signed."""
        return signer.sign(self.key.hex)

    @classmethod
    def from_token(cls, token: str) -> "Registration":
        """Raises DoesNotExist for a token that is forged or whose registration is gone."""
        try:
            key = signer.unsign(token)
        except BadSignature as error:
            raise cls.DoesNotExist from error
        return cls.objects.select_related("event").get(key=key)

    @property
    def path(self) -> str:
        """The page where the person sees, cancels and deletes the registration."""
        return reverse("event_registration", args=[self.token])

    @property
    def certificate_is_due(self) -> bool:
        return self.is_present and self.event.is_past and self.event.status != self.event.Status.CANCELLED
