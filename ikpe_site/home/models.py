from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page, PageViewRestriction

from ikpe_site.core.fields import StreamField
from ikpe_site.core.models import BasePage
from ikpe_site.core.models.settings import institute_of
from ikpe_site.core.navigation import Navigation
from ikpe_site.editing.panels import BODY, TEASER, page_form
from ikpe_site.links.resolving import wordpress_url

from .blocks import LISTED, ButtonBlock, HomeBlock


class HomePage(BasePage):
    kicker = models.CharField(
        _("line above the headline"), max_length=120, blank=True, help_text=_("What the institute is, in a few words.")
    )
    headline = models.CharField(_("headline"), max_length=120, help_text=_("One sentence, the largest of the site."))
    buttons = StreamField(
        [("button", ButtonBlock())], verbose_name=_("buttons"), blank=True, max_num=2, collapsed=True
    )
    body = StreamField(HomeBlock(), verbose_name=_("sections"), blank=True, collapsed=True)

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "core.ContentPage",
        "events.EventIndexPage",
        "news.NewsIndexPage",
        "people.ContactPage",
        "people.PersonIndexPage",
        "publications.PublicationIndexPage",
        "topics.RegionIndexPage",
        "topics.TopicIndexPage",
        "topics.WorkAreaIndexPage",
    ]
    page_description = _("The first page: headline and the sections below it.")

    edit_handler = page_form(
        TitleFieldPanel("title", help_text=_("The name of the site. Visitors read the headline instead.")),
        MultiFieldPanel(
            [FieldPanel("kicker"), FieldPanel("headline"), TEASER, FieldPanel("buttons")], heading=_("Headline")
        ),
        BODY,
    )

    class Meta:
        verbose_name = _("home page")

    def get_view_restrictions(self):
        """In one query instead of two: above the home page there is only the root of the tree."""
        return PageViewRestriction.objects.filter(page__path__in=[self.path, self.path[: self.steplen]])

    def get_navigation(self, request):
        return Navigation.for_request(request, institute_of(request), self, links=self.buttons)

    @cached_property
    def listed(self) -> dict[str, list]:
        """The `topics` of the site and its `posts`, pinned and latest first, with the renditions of their pictures.

        All renditions come in one query.
        """
        count = max((block.value["count"] for block in self.body if block.block_type == "news"), default=0)
        topics = list(LISTED["topics"]().prefetch_related(None))
        posts = list(LISTED["posts"]().prefetch_related(None)[:count])
        prefetch_related_objects([page.image for page in (*topics, *posts) if page.image], "renditions")
        return {"topics": topics, "posts": posts}

    def route(self, request, path_components):
        """Find the page for an address in two queries, at any depth of the tree.

        Wagtail asks for each part of the address, and for the specific page of each. All ancestors share the
        beginning of the address, so one query finds the deepest page that exists; what is left of the address
        is for that page to answer (it may have routes of its own).
        """
        if not path_components and wordpress_url(request.get_full_path()):
            raise Http404  # for the redirects: WordPress kept its posts at the address of the home page
        addresses = [
            f"{self.url_path}{'/'.join(path_components[:length])}/" for length in range(1, len(path_components) + 1)
        ]
        candidates = Page.objects.filter(url_path__in=addresses).order_by("-depth")
        nearest = candidates.values_list("pk", "depth", "content_type", named=True).first()
        if nearest is None:
            return super().route(request, path_components)
        model = ContentType.objects.get_for_id(nearest.content_type).model_class()
        page = model.objects.for_detail().get(pk=nearest.pk)
        if page.live and page.expire_at and page.expire_at <= timezone.now():
            page.live, page.expired = False, True  # as the scheduler says soon
        return page.route(request, path_components[nearest.depth - self.depth :])
