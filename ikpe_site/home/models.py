from typing import ClassVar

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel

from ikpe_site.core.fields import StreamField
from ikpe_site.core.models import BasePage, BasePageManager
from ikpe_site.core.models.settings import InstituteSettings, institute_of
from ikpe_site.core.navigation import Navigation
from ikpe_site.core.querysets import IsRestricted
from ikpe_site.editing.panels import BODY, TEASER, page_form
from ikpe_site.links.resolving import nearest_page, wordpress_url

from .blocks import LISTED, ButtonBlock, HomeBlock, bands


class HomePageManager(BasePageManager):  # type: ignore[misc, valid-type]  # a class that from_queryset() made
    """The home page comes with whether it is private: Wagtail fetches it itself, and would ask once more."""

    def get_queryset(self):
        return super().get_queryset().annotate(is_restricted=IsRestricted())


class HomePage(BasePage):
    kicker = models.CharField(
        _("line above the headline"), max_length=120, blank=True, help_text=_("What the institute is, in a few words.")
    )
    headline = models.CharField(_("headline"), max_length=120, help_text=_("One sentence, the largest of the site."))
    buttons = StreamField(
        [("button", ButtonBlock())], verbose_name=_("buttons"), blank=True, max_num=2, collapsed=True
    )
    body = StreamField(HomeBlock(), verbose_name=_("sections"), blank=True, collapsed=True)

    objects: ClassVar = HomePageManager()
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

    def get_navigation(self, request):
        return Navigation.for_request(request, institute_of(request), self, links=self.buttons)

    @cached_property
    def listed(self) -> dict[str, list]:
        """What several sections list, by its name in LISTED, as far as the page has such a section."""
        types = {block.block_type for block in self.body if not block.value["hidden"]}
        posts = max((block.value["count"] for block in self.body if block.block_type == "news"), default=0)
        names = {"topics": "topics", "news": "posts", "publications": "publications", "contact": "people"}
        lists = {names[kind]: LISTED[names[kind]]() for kind in names if kind in types}
        if "posts" in lists:
            lists["posts"] = lists["posts"][:posts]
        return {name: list(pages.prefetch_related(None)) for name, pages in lists.items()}

    def get_context(self, request, *args, **kwargs):
        """With the renditions of all pictures of the page, in one query; that of the institute is for messengers."""
        context = super().get_context(request, *args, **kwargs)
        institute = InstituteSettings.for_request(request)
        pictures = [page.image for pages in self.listed.values() for page in pages]
        pictures.append(institute.social_image)
        prefetch_related_objects(list(filter(None, pictures)), "renditions")
        context["bands"] = bands(
            block for block in self.body if block.block.is_shown(block.value, context | {"institute": institute})
        )
        return context

    def route(self, request, path_components):
        """Find the page for an address in two queries, at any depth of the tree.

        Wagtail asks for each part of the address, and for the specific page of each. Here one query finds the page
        that answers (`nearest_page()`) and a second one fetches it; what is left of the address is for that page,
        which may have routes of its own.
        """
        if not path_components:
            if wordpress_url(request.get_full_path()):
                raise Http404  # for the redirects: WordPress kept its posts at the address of the home page
            return super().route(request, path_components)
        nearest = nearest_page(path_components, self)
        if nearest is None or nearest.pk == self.pk:
            raise Http404
        page = nearest.model.objects.for_detail().get(pk=nearest.pk)
        if page.live and page.expire_at and page.expire_at <= timezone.now():
            page.live, page.expired = False, True  # as the scheduler says soon
        return page.route(request, [part for part in nearest.rest.split("/") if part])
