from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ikpe_site.core.models import SluggedMixin
from ikpe_site.editing.snippet_previews import ShownOnPageMixin

from ..querysets import CategoryQuerySet


class PublicationCategory(ShownOnPageMixin, SluggedMixin):
    """A heading of „Ergebnisse“, in the institute's order."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("The lowest number comes first."))

    shown_on = "publications.PublicationIndexPage"

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("sort_order")])]

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("category of publications")
        verbose_name_plural = _("categories of publications")

    def __str__(self):
        return self.name
