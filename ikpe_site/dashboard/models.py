from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestMail(models.Model):
    """That an address has had its mail of the week that begins on `week`, a Monday."""

    address = models.EmailField(_("email address"))
    week = models.DateField(_("week"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "week"], name="one_digest_a_week")]
        verbose_name = _("weekly email")
        verbose_name_plural = _("weekly emails")

    def __str__(self):
        return f"{self.address}, {self.week}"
