"""Where an event takes place: in a room, online, or both."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from ikpe_site.editing.drafts import DeferrableMixin


class VenueMixin(DeferrableMixin, models.Model):
    place = models.CharField(_("place"), max_length=160, blank=True, help_text=_("For example „IKPE“."))
    room = models.CharField(_("room"), max_length=120, blank=True, help_text=_("For example „Seminarraum 2, 1. OG“."))
    address = models.CharField(_("address"), max_length=255, blank=True)
    accessibility = models.TextField(
        _("accessibility of the place"),
        blank=True,
        max_length=500,
        help_text=_("For example step-free access, lift, accessible toilet, induction loop, parking."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("For calendars and maps, for example 50.97714."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("For example 11.02988."),
    )
    is_online = models.BooleanField(
        _("online"), default=False, help_text=_("Online only, or in addition to the place.")
    )
    joining_url = models.URLField(
        _("joining link"),
        blank=True,
        max_length=500,
        help_text=_("Is not shown on the website. Only people whose registration is confirmed get it, by email."),
    )

    venue_panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("place"), FieldPanel("room")]),
            FieldPanel("address"),
            FieldRowPanel([FieldPanel("is_online"), FieldPanel("joining_url")]),
        ],
        heading=_("Where"),
    )
    way_panel = MultiFieldPanel(
        [FieldPanel("accessibility"), FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])],
        heading=_("The way there"),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.is_deferred_validation:
            return
        errors = {}
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            errors[missing] = _("Latitude and longitude belong together.")
        if self.joining_url and not self.is_online:
            errors["joining_url"] = _("Only an online event has a joining link: tick „online“ or empty this field.")
        if errors:
            raise ValidationError(errors)

    @property
    def has_place(self) -> bool:
        return bool(self.place or self.address)

    @property
    def place_display(self) -> str:
        parts = [self.place, _("online") if self.is_online else ""]
        return " · ".join(str(part) for part in parts if part)

    @property
    def location(self) -> str:
        """Place, room and address in one line, as calendars show it."""
        parts = [self.place, self.room, self.address, "" if self.has_place or not self.is_online else str(_("online"))]
        return ", ".join(part for part in parts if part)
