from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from ikpe_site.core.models import SluggedMixin
from ikpe_site.editing.snippet_previews import ShownOnPageMixin


class Programme(index.Indexed, ShownOnPageMixin, SluggedMixin):
    """A funding programme, known by its abbreviation."""

    abbreviation = models.CharField(_("abbreviation"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=255)
    topic = models.ForeignKey(
        "topics.TopicPage",
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="programmes",
        help_text=_("Who is responsible for the programme also appears on the page of this topic."),
    )

    slug_source = "abbreviation"
    shown_on = "topics.TopicIndexPage"

    panels = [FieldRowPanel([FieldPanel("abbreviation"), FieldPanel("name")]), FieldPanel("topic")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("abbreviation")]

    class Meta:
        ordering = ["abbreviation"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self):
        return f"{self.abbreviation}: {self.name}"
