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
    description = models.CharField(
        _("description"),
        max_length=255,
        blank=True,
        help_text=_("What it is about, in a sentence. Stands on the page of the programme."),
    )
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

    panels = [
        FieldRowPanel([FieldPanel("abbreviation"), FieldPanel("name")]),
        FieldPanel("description"),
        FieldPanel("topic"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("abbreviation")]

    class Meta:
        ordering = ["abbreviation"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self):
        return self.name if self.is_abbreviation_name else f"{self.abbreviation}: {self.name}"

    @property
    def is_abbreviation_name(self) -> bool:
        """Whether it is known by its abbreviation alone."""
        return self.name == self.abbreviation

    @property
    def full_name(self) -> str:
        """„Landesprogramm Zusammenleben (LSZ)“, and „Richtlinie (Prävention; ARM)“ after a name with brackets."""
        if self.is_abbreviation_name:
            return self.name
        if self.name.endswith(")"):
            return f"{self.name.removesuffix(')')}; {self.abbreviation})"
        return f"{self.name} ({self.abbreviation})"
