from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from ikpe_site.editing.drafts import DeferrableMixin
from people.models import PersonPage

from ..citation.csl import full_name
from ..querysets import ContributorQuerySet


class Contributor(DeferrableMixin, Orderable):
    """Someone who wrote or edited a publication: a person of the site or a free name."""

    class Role(models.TextChoices):
        """Named as the variables of CSL."""

        AUTHOR = "author", _("Author")
        EDITOR = "editor", _("Editor")
        TRANSLATOR = "translator", _("Translation")
        CONTRIBUTOR = "contributor", _("Collaboration")

    publication = ParentalKey("publications.PublicationPage", on_delete=models.CASCADE, related_name="contributors")
    person = models.ForeignKey(
        PersonPage,
        verbose_name=_("person of the team"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributions",
        help_text=_("Or, for all others, a name:"),
    )
    family = models.CharField(_("family name"), max_length=80, blank=True)
    given = models.CharField(_("given name"), max_length=80, blank=True)
    suffix = models.CharField(_("suffix"), max_length=20, blank=True, help_text=_("For example „Jr.“."))
    literal = models.CharField(_("organisation"), max_length=160, blank=True, help_text=_("For example „IKPE“."))
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.AUTHOR)

    objects = ContributorQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("person"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("given"), FieldPanel("family"), FieldPanel("suffix"), FieldPanel("literal")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self):
        return self.name

    def clean(self):
        if not (self.person_id or self.family or self.literal or self.is_deferred_validation):
            raise ValidationError({"person": _("Choose a person of the team or enter a name.")})

    def save(self, *args, **kwargs):
        # The name stays with the publication when the person's page is deleted.
        if self.person:
            self.given, self.family = self.person.first_name, self.person.last_name
            self.suffix = self.literal = ""
        super().save(*args, **kwargs)

    @property
    def csl_name(self) -> dict[str, str]:
        """The name in CSL-JSON."""
        if self.person:
            return {"family": self.person.last_name, "given": self.person.first_name}
        if self.literal:
            return {"literal": self.literal}
        parts = {"family": self.family, "given": self.given, "suffix": self.suffix}
        return {key: text for key, text in parts.items() if text or key == "family"}

    @property
    def name(self) -> str:
        return full_name(self.csl_name)

    @property
    def sort_name(self) -> str:
        name = self.csl_name
        return name.get("literal") or f"{name['family']} {name.get('given', '')}"

    @property
    def linked_person(self) -> PersonPage | None:
        """The person, if visitors may see their page, which `for_listing()` has looked up."""
        return self.person if getattr(self, "is_person_visible", False) else None


class PublicationFile(Orderable):
    publication = ParentalKey("publications.PublicationPage", on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "media.CustomDocument", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("file")
