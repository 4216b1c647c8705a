from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestMail(models.Model):
    """That an address has had its mail of the week that begins on `week`, a Monday."""

    address = models.EmailField(_("mail address"))
    week = models.DateField(_("week"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "week"], name="one_digest_a_week")]
        verbose_name = _("weekly mail")
        verbose_name_plural = _("weekly mails")

    def __str__(self):
        return f"{self.address}, {self.week}"
