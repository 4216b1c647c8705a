from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from ..citation.references import ReferenceStyle


@register_setting(icon="openquote")
class CitationSettings(BaseSiteSetting):
    """How the site writes references. Every publication keeps its reference in each style: a change holds at once."""

    style = models.CharField(
        _("style of the references"),
        max_length=40,
        choices=ReferenceStyle,
        default=ReferenceStyle.APA,
        help_text=_("How references are written on the list and on the page of each publication."),
    )

    panels = [FieldPanel("style")]

    class Meta:
        verbose_name = _("references")
        verbose_name_plural = _("references")
