from django.db import models
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager
from wagtail.search import index

from ikpe_site.core.blocks import SectionBlock
from ikpe_site.core.fields import StreamField
from ikpe_site.core.models import BasePage
from ikpe_site.core.sections import sections_for
from ikpe_site.editing.panels import BODY, INDEX_FORM, PICTURE, TEASER, TITLE, collapsed, page_form
from ikpe_site.feeds.writers import Feed, FeedMixin

from .. import structured_data
from ..feeds import pages_about
from ..querysets import TopicQuerySet
from .programmes import Programme
from .projects import ProjectPage


class AccordionMixin(models.Model):
    """Titled parts of a page that readers open one at a time."""

    accordion = StreamField(
        [("section", SectionBlock())],
        verbose_name=_("sections"),
        blank=True,
        help_text=_("Readers open one section at a time, for example „Zum Thema“ and „Unser Vorgehen“."),
    )

    class Meta:
        abstract = True


class TopicIndexPage(RoutablePageMixin, BasePage):
    """All topics, and a page for each programme below it: /themen/programme/<slug>/."""

    motif = "cubes"

    schema_page_type = "CollectionPage"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["topics.TopicPage"]
    page_description = _("The tiles of all topics.")
    edit_handler = INDEX_FORM

    class Meta:
        verbose_name = _("list of topics")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["topics"] = TopicPage.objects.child_of(self).visible().in_tree_order().for_listing()
        return context

    @path("")
    def index_route(self, request):
        return self.render(request)

    @path("programme/<slug:slug>/", name="programme")
    def programme_route(self, request, slug):
        return self.show(request, get_object_or_404(Programme, slug=slug))

    def show(self, request, programme):
        context = super().get_context(request) | {
            "programme": programme,
            "sections": sections_for(programme),
            "meta_title": str(programme),
            "meta_description": programme.description
            or _("What the institute does in the programme %(name)s.") % {"name": programme.name},
        }
        context["topic"] = TopicPage.objects.visible().filter(pk=programme.topic_id).first()
        return TemplateResponse(request, "topics/programme.html", context)


class TopicPage(AccordionMixin, FeedMixin, BasePage):
    motif = "cubes"

    class Hue(models.TextChoices):
        PETROL = "petrol", _("petrol")
        AMBER = "amber", _("yellow")
        CORAL = "coral", _("coral")
        LEAF = "leaf", _("green")
        INDIGO = "indigo", _("indigo")

    hue = models.CharField(_("colour"), max_length=10, choices=Hue, default=Hue.PETROL)

    objects = PageManager.from_queryset(TopicQuerySet)()

    parent_page_types = ["topics.TopicIndexPage"]
    subpage_types = ["topics.ProjectPage"]
    page_description = _("A topic of the institute, with its sections and projects.")

    edit_handler = page_form(
        TITLE,
        TEASER,
        FieldPanel("accordion"),
        MultiFieldPanel([PICTURE, FieldPanel("hue")], heading=_("Tile")),
        collapsed(_("Further content"), BODY),
    )
    search_fields = [*BasePage.search_fields, index.SearchField("accordion")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        projects = ProjectPage.objects.of_topic(self).visible().latest_first().for_listing() if self.pk else []
        context["running_projects"] = [project for project in projects if not project.is_finished]
        context["finished_projects"] = [project for project in projects if project.is_finished]
        context["subscription"] = self.get_feed(request)
        return context

    def schema_nodes(self, graph) -> list[dict]:
        return [structured_data.topic(self, graph)]

    def get_feed(self, request) -> Feed:
        """All that is new about the topic: its projects, and the pages of other apps that name it."""
        about = [*pages_about(self), ProjectPage.objects.of_topic(self).visible()] if self.pk else []
        return Feed.of(self, request, about)
