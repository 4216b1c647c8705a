"""The page that every page of the site is."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.search import index

from ikpe_site.editing.drafts import DeferrableMixin
from ikpe_site.editing.forms import BasePageCopyForm, BasePageForm
from ikpe_site.editing.panels import BODY, PICTURE, TEASER, TITLE, page_form
from ikpe_site.editing.slugs import available_slug, owned_slugs
from ikpe_site.text.slugs import german_slug

from ..blocks import StoryBlock
from ..contents import LONG, Entry, contents_of, headings
from ..feed_entries import FeedEntryMixin
from ..fields import StreamField
from ..gallery import PARAMETER, find_picture
from ..navigation import Navigation
from ..private_collections import closed_collections
from ..querysets import BasePageQuerySet
from ..sections import sections_for
from ..structured_data import StructuredDataMixin
from .examples import ExampleMixin
from .settings import institute_of

BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class ListingMixin(models.Model):
    """How a page appears where others list it."""

    teaser = models.TextField(
        _("teaser"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences that stand in lists and below the title."),
    )
    image = models.ForeignKey(
        "media.CustomImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Stands on the page and in lists. Without one, the page shows its cubes."),
    )

    class Meta:
        abstract = True


class SocialMixin(models.Model):
    """How a page appears in search engines and messengers."""

    social_image = models.ForeignKey(
        "media.CustomImage",
        verbose_name=_("preview picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best."),
    )

    class Meta:
        abstract = True

    @property
    def meta_title(self) -> str:
        return self.seo_title or self.title

    @property
    def meta_description(self) -> str:
        return self.search_description or self.teaser

    @property
    def open_graph(self) -> list[tuple[str, str]]:
        """The type of the page and what belongs to it (https://ogp.me/), as names and contents."""
        return [("og:type", "website")]


class ShowContents(models.TextChoices):
    AUTO = "auto", _("from four headings on")
    ALWAYS = "always", _("always")
    NEVER = "never", _("never")


class BasePage(DeferrableMixin, ExampleMixin, ListingMixin, SocialMixin, FeedEntryMixin, StructuredDataMixin, Page):
    heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("Stands above the page instead of its title, which menus and breadcrumbs show."),
    )
    body = StreamField(StoryBlock(), verbose_name=_("content"), blank=True)
    show_contents = models.CharField(
        _("table of contents"),
        max_length=6,
        choices=ShowContents,
        default=ShowContents.AUTO,
        help_text=_("Stands above the text and leads to its headings."),
    )

    objects = BasePageManager()
    base_form_class = BasePageForm
    copy_form_class = BasePageCopyForm

    edit_handler = page_form(TITLE, TEASER, PICTURE, BODY)
    search_fields = [*Page.search_fields, index.SearchField("teaser"), index.SearchField("body")]

    class Meta:
        abstract = True

    @property
    def motif(self) -> str:
        """What is drawn where the page has no picture: one of `ikpe_site.cubes.motifs`, or "cubes"."""
        return "house"

    @property
    def display_heading(self) -> str:
        return self.heading or self.title

    @property
    def shown_contents(self) -> list[Entry]:
        """The table of contents, or none of it."""
        is_long = len(headings(self.body)) >= LONG
        if self.show_contents == ShowContents.ALWAYS or (self.show_contents == ShowContents.AUTO and is_long):
            return contents_of(self.body)
        return []

    def complete(self):
        """Fill in what follows from other fields, also of a draft."""
        if not self.path:
            return  # the form validates a new page: its siblings are known only on saving
        parent, slug = self.get_parent(), self.slug
        if not slug or slug in owned_slugs(parent):
            # A title such as „!!!“ or in letters that ASCII does not know leaves nothing for a slug.
            base = slug or german_slug(self.title) or german_slug(str(self._meta.verbose_name))
            self.slug = available_slug(base, parent, self)

    def full_clean(self, *args, **kwargs):
        self.complete()
        try:
            super().full_clean(*args, **kwargs)
        except ValidationError as error:
            error.page = self  # for IncompletePageMiddleware
            raise

    def minimal_clean(self):
        self.complete()
        super().minimal_clean()

    def with_content_json(self, content):
        """Let the page keep the slug it has if that of an old version belongs to a route since the page was moved."""
        page = super().with_content_json(content)
        if page.slug != self.slug and page.slug in owned_slugs(parent := self.get_parent()):
            page.slug = self.slug
            page.set_url_path(parent)
        return page

    def get_view_restrictions(self):
        """Spare Wagtail its three look-ups where the query that fetched the page has seen that it is public."""
        if getattr(self, "is_restricted", None) is False:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def get_navigation(self, request) -> Navigation:
        return Navigation.for_request(request, institute_of(request), self)

    def get_template(self, request, *args, **kwargs):
        if PARAMETER in request.GET:
            return "core/gallery_picture.html"
        return super().get_template(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if PARAMETER in request.GET:
            context["shown"] = find_picture(self, request.GET[PARAMETER], closed_collections(request))
            if context["shown"] is None:
                raise Http404
        context["navigation"] = self.get_navigation(request)
        context["sections"] = sections_for(self)
        return context
