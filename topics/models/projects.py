from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from ikpe_site.core.models import BasePage
from ikpe_site.editing.panels import BODY, PICTURE, TEASER, TITLE, collapsed, page_form
from ikpe_site.editing.widgets import CheckboxColumns
from ikpe_site.text.ranges import range_display

from .. import structured_data
from ..map import region_map
from ..querysets import ProjectQuerySet


class ProjectPage(BasePage):
    """A project of the institute, below the topic it belongs to."""

    motif = "steps"

    programme = models.ForeignKey(
        "topics.Programme",
        verbose_name=_("programme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="projects",
    )
    starts_on = models.DateField(
        _("start"), null=True, blank=True, help_text=_("1 January, if only the year is known.")
    )
    ends_on = models.DateField(_("end"), null=True, blank=True, help_text=_("31 December, if only the year is known."))
    funder = models.CharField(_("funder"), max_length=255, blank=True)
    partners = models.CharField(_("partners"), max_length=500, blank=True)
    regions = ParentalManyToManyField(
        "topics.Region", verbose_name=_("participating counties"), blank=True, related_name="projects"
    )
    regions_as_of = models.DateField(
        _("counties as of"), null=True, blank=True, help_text=_("Shown as month and year, for example „April 2019“.")
    )

    objects = PageManager.from_queryset(ProjectQuerySet)()

    schema_page_type = "ItemPage"
    parent_page_types = ["topics.TopicPage"]
    subpage_types = []
    page_description = _("A project with its duration, funder and counties.")

    edit_handler = page_form(
        TITLE,
        TEASER,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("programme", widget=forms.Select),
                FieldRowPanel([FieldPanel("funder"), FieldPanel("partners")]),
            ],
            heading=_("Project data"),
        ),
        PICTURE,
        BODY,
        collapsed(
            _("Participating counties"), FieldPanel("regions", widget=CheckboxColumns), FieldPanel("regions_as_of")
        ),
    )
    search_fields = [*BasePage.search_fields, index.SearchField("funder"), index.SearchField("partners")]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end lies before the start.")})

    @property
    def feed_facts(self) -> list[str]:
        return [self.duration] if self.duration else []

    def schema_nodes(self, graph) -> list[dict]:
        return [structured_data.research_project(self, graph)]

    @property
    def is_finished(self) -> bool:
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    @property
    def duration(self) -> str:
        """„2015–2020“ for whole years, „April 2019 bis März 2021“ else, „seit 2021“ without an end."""
        start, end = self.starts_on, self.ends_on
        whole_years = (not start or (start.month, start.day) == (1, 1)) and (
            not end or (end.month, end.day) == (12, 31)
        )
        form = "Y" if whole_years else "F Y"
        first, last = (date_format(day, form) if day else "" for day in (start, end))
        if start and end:
            if first == last:
                return first
            if not whole_years and start.year == end.year:
                first = date_format(start, "F")
            return range_display(first, last)
        if first:
            return _("since %(date)s") % {"date": first}
        return _("until %(date)s") % {"date": last} if last else ""

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["regions"] = list(self.regions.select_related("merged_into"))
        context["map"] = region_map(marked=context["regions"])
        return context
