from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from ikpe_site.editing.drafts import DeferrableMixin
from ikpe_site.editing.widgets import CheckboxColumns

from ..querysets import ResponsibilityQuerySet


class Responsibility(DeferrableMixin, Orderable, ClusterableModel):
    """What a person answers for: a programme, a project or a topic, or what `label` says.

    Several may be named if they belong together; the project, as the most exact, then names the concern.
    """

    person = ParentalKey("people.PersonPage", on_delete=models.CASCADE, related_name="responsibilities")
    programme = models.ForeignKey(
        "topics.Programme",
        verbose_name=_("programme"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="responsibilities",
    )
    project = models.ForeignKey(
        "topics.ProjectPage",
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="responsibilities",
    )
    topic = models.ForeignKey(
        "topics.TopicPage",
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="responsibilities",
    )
    label = models.CharField(
        _("other responsibility"),
        max_length=160,
        blank=True,
        help_text=_("If it is neither a programme nor a project nor a topic, for example „Projektkoordination“."),
    )
    role = models.CharField(
        _("role"), max_length=160, blank=True, help_text=_("For example „Projektleitung“ or „Prozessbegleitung“.")
    )
    is_lead = models.BooleanField(_("in charge"), default=False)
    regions = ParentalManyToManyField(
        "topics.Region",
        verbose_name=_("regions"),
        blank=True,
        related_name="responsibilities",
        help_text=_("None chosen means: everywhere."),
    )
    regions_are_example = models.BooleanField(
        _("the regions are an example"),
        default=False,
        help_text=_("Visitors then read that the assignment is invented. Remove the mark once it is true."),
    )
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = ResponsibilityQuerySet.as_manager()

    panels = [
        FieldPanel("programme", widget=forms.Select),
        FieldRowPanel([FieldPanel("topic"), FieldPanel("project")]),
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("is_lead")]),
        FieldPanel("regions", widget=CheckboxColumns),
        FieldPanel("regions_are_example"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")

    def __str__(self):
        return self.concern

    def clean(self):
        is_named = self.programme_id or self.project_id or self.topic_id or self.label
        if not is_named and not self.is_deferred_validation:
            raise ValidationError({"programme": _("Say what the person is responsible for.")})
        if self.project_id and self.programme_id and self.project.programme_id != self.programme_id:
            raise ValidationError({"project": _("The project does not belong to this programme.")})
        if self.project_id and self.topic_id and not self.project.is_child_of(self.topic):
            raise ValidationError({"project": _("The project does not belong to this topic.")})
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The end lies before the start.")})

    @property
    def concern(self) -> str:
        """What it is about, in the words of the site."""
        if self.project:
            return self.project.title
        if self.topic:
            return self.topic.title
        return self.programme.name if self.programme else self.label

    @property
    def subject(self) -> tuple:
        """Equal for responsibilities that are about the same."""
        return self.programme_id, self.project_id, self.topic_id, self.label

    @property
    def concern_display(self) -> str:
        """The concern with its regions: „Familie (Gera, Greiz)“."""
        return f"{self.concern} ({self.regions_display})" if self.regions_display else self.concern

    @property
    def regions_display(self) -> str:
        return ", ".join(region.name for region in self.regions.all())

    @property
    def is_valid(self) -> bool:
        today = timezone.localdate()
        return (not self.valid_from or self.valid_from <= today) and (not self.valid_to or self.valid_to >= today)
