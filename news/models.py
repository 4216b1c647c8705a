from functools import reduce
from operator import or_
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ExpressionWrapper, OuterRef, Q, Subquery, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, MultipleChooserPanel, ObjectList
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult

from ikpe_site.core.filters import FilteredListMixin, Filters
from ikpe_site.core.models import BasePage
from ikpe_site.core.querysets import visible_to_visitors
from ikpe_site.editing.panels import BODY, INDEX_FORM, PICTURE, TEASER, TITLE, collapsed, page_form
from ikpe_site.editing.widgets import CheckboxColumns
from ikpe_site.feeds.writers import Feed, FeedMixin
from ikpe_site.text.reading import reading_minutes
from people.models import PersonPage
from topics.models import TopicPage

from . import structured_data
from .filters import NewsFilters
from .forms import NewsPageForm
from .querysets import NewsQuerySet
from .teasers import propose_teaser
from .vacancies import end_of, gone


class NewsIndexPage(FilteredListMixin, FeedMixin, BasePage):
    motif = "board"
    per_page = 12
    filters_class = NewsFilters
    schema_page_type = "CollectionPage"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    page_description = _("All posts, newest first, with filters.")
    edit_handler = INDEX_FORM

    class Meta:
        verbose_name = _("list of news")

    @property
    def listed(self):
        return NewsPage.objects.child_of(self).visible()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["filters"] = filters = self.get_filters(request)
        context["subscription"] = self.feed_of(request, filters.lasting)
        posts = filters.narrow(self.listed).pinned_first().for_listing()
        context["posts"] = context["paging"] = self.get_page_of_list(request, posts)
        return context

    def feed_of(self, request, filters: Filters) -> Feed:
        return Feed.of(self, request, [filters.narrow(self.listed)], filters.labels, filters.query)

    def get_feed(self, request) -> Feed:
        return self.feed_of(request, self.get_lasting_filters(request) if request.GET else Filters({}))


class NewsPage(BasePage):
    class Kind(models.TextChoices):
        REPORT = "meldung", _("Meldung")
        REVIEW = "rueckblick", _("Rückblick")
        ANNOUNCEMENT = "ankuendigung", _("Ankündigung")
        JOB = "stellenausschreibung", _("Stellenausschreibung")
        OUT_AND_ABOUT = "unterwegs", _("IKPE unterwegs")

    MOTIFS: ClassVar[dict[str, str]] = {
        Kind.REPORT: "board",
        Kind.REVIEW: "meeting",
        Kind.ANNOUNCEMENT: "pillar",
        Kind.JOB: "vacancy",
        Kind.OUT_AND_ABOUT: "pin",
    }

    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    label = models.CharField(
        _("mark beside the date"),
        max_length=40,
        blank=True,
        help_text=_("Stands beside the date, for example „11/2019“."),
    )
    pinned_until = models.DateField(
        _("pinned until"),
        null=True,
        blank=True,
        help_text=_("Up to this day, the post stands before all others on the home page and in the list."),
    )
    teaser_is_proposed = models.BooleanField(default=False, editable=False)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind, default=Kind.REPORT)
    application_deadline = models.DateField(
        _("application deadline"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_(
            "Of a vacancy: the last day to apply. On the day after, the post expires and its address says so."
        ),
    )
    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("looks back on"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reviews",
        help_text=_("The event of a review. Each of the two then links to the other."),
    )
    image_caption = models.CharField(_("caption"), max_length=300, blank=True)
    topics = ParentalManyToManyField(TopicPage, verbose_name=_("topics"), blank=True, related_name="news")
    people = ParentalManyToManyField(PersonPage, verbose_name=_("people"), blank=True, related_name="news")
    regions = ParentalManyToManyField("topics.Region", verbose_name=_("regions"), blank=True, related_name="news")

    objects = PageManager.from_queryset(NewsQuerySet)()
    base_form_class = NewsPageForm
    exclude_fields_in_copy = ["event"]

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []
    page_description = _("A post with teaser, picture and text.")

    edit_handler = page_form(
        TITLE,
        FieldRowPanel(
            [
                FieldPanel("date"),
                FieldPanel(
                    "kind",
                    help_text=_("The event of a review and the deadline of a vacancy: see “Further details”."),
                ),
            ]
        ),
        TEASER,
        MultiFieldPanel([PICTURE, FieldPanel("image_caption")], heading=_("Picture and caption")),
        BODY,
        collapsed(
            _("Belongs to"),
            FieldPanel("topics", widget=CheckboxColumns),
            FieldPanel("people", widget=CheckboxColumns),
            FieldPanel("regions", widget=CheckboxColumns),
        ),
        tabs=(
            ObjectList(
                [
                    FieldPanel("event"),
                    FieldPanel("application_deadline"),
                    MultiFieldPanel(
                        [FieldRowPanel([FieldPanel("pinned_until"), FieldPanel("label")])], heading=_("To stand out")
                    ),
                    MultipleChooserPanel(
                        "related_pages",
                        chooser_field_name="page",
                        heading=_("Related pages"),
                        label=_("page"),
                        help_text=_("For example the event or the publication that the post is about."),
                    ),
                ],
                heading=_("Further details"),
            ),
        ),
    )
    search_fields = [*BasePage.search_fields, index.FilterField("date")]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def clean(self):
        super().clean()
        if self.application_deadline and self.kind != self.Kind.JOB:
            raise ValidationError(
                {
                    "application_deadline": _(
                        "Only a vacancy has an application deadline: choose that kind or empty this field."
                    )
                }
            )
        if not self.teaser or self.teaser_is_proposed:
            self.teaser = propose_teaser(self.body)
            self.teaser_is_proposed = bool(self.teaser)

    def complete(self):
        super().complete()
        if self.application_deadline:
            self.expire_at = end_of(self.application_deadline)

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.expired = self.expired  # a draft of what has expired leaves it so
        return page

    def route(self, request, path_components):
        if self.expired and self.kind == self.Kind.JOB and not path_components:
            return RouteResult(self, kwargs={"has_ended": True})
        return super().route(request, path_components)

    def serve(self, request, *args, has_ended=False, **kwargs):
        return gone(self, request) if has_ended else super().serve(request, *args, **kwargs)

    @property
    def motif(self) -> str:
        return self.MOTIFS.get(self.kind, "board")

    @property
    def feed_categories(self) -> list[str]:
        return [str(self.get_kind_display()), *(topic.title for topic in self.topics.all())]

    @property
    def open_graph(self) -> list[tuple[str, str]]:
        return [
            ("og:type", "article"),
            ("article:published_time", self.date.isoformat()),
            ("article:section", str(self.get_kind_display())),
        ]

    def schema_nodes(self, graph) -> list[dict]:
        describe = structured_data.job_posting if self.application_deadline else structured_data.news_article
        return [describe(self, graph)]

    @property
    def reading_minutes(self) -> int:
        return reading_minutes(self.body)

    def linked_pages(self) -> dict[str, list[Page]]:
        """The visible pages around the post.

        `topics`, `people`, `related`, the `event` it looks back on, and the `newer` and the `older` post.
        One query for all: of most, title and address are shown, of people also what a portrait needs.
        """
        roles = {
            "topics": Q(pk__in=self.topics.values_list("id", flat=True)),
            "people": Q(pk__in=self.people.values_list("id", flat=True)),
            "related": Q(pk__in=self.related_pages.values_list("page_id", flat=True)),
            "event": Q(pk=self.event_id),
        }
        roles["related"] &= ~roles["event"]
        if self.pk:  # the preview of a new post has no place among the others yet
            siblings = NewsPage.objects.sibling_of(self, inclusive=False).visible()
            roles["newer"] = Q(pk__in=siblings.newer_than(self).values("pk")[:1])
            roles["older"] = Q(pk__in=siblings.older_than(self).values("pk")[:1])
        position = RelatedPage.objects.filter(news_page=self.pk, page=OuterRef("pk")).values("sort_order")[:1]
        pages = (
            Page.objects.filter(visible_to_visitors())
            .filter(reduce(or_, roles.values()))
            .select_related("personpage__image")
            .annotate(
                position=Subquery(position),
                **{f"is_{role}": ExpressionWrapper(q, models.BooleanField()) for role, q in roles.items()},
            )
            .order_by("position", "path")
        )
        return {role: [page for page in pages if getattr(page, f"is_{role}")] for role in roles}

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["linked"] = self.linked_pages()
        context["people"] = people = [page.personpage for page in context["linked"]["people"]]
        # One query for the pictures of the post and of the people.
        pictures = [self.image, *(person.image for person in people)]
        prefetch_related_objects([image for image in pictures if image], "renditions")
        return context


class RelatedPage(Orderable):
    news_page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related_pages")
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")
