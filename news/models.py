from functools import reduce
from operator import or_

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, ExpressionWrapper, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from ikpe_site.core.filters import Filter, Filters
from ikpe_site.core.models import BasePage
from ikpe_site.core.querysets import visible_to_visitors
from ikpe_site.core.reading import reading_minutes
from ikpe_site.core.widgets import CheckboxColumns
from people.models import PersonPage
from topics.models import TopicPage

from .archive import archive
from .forms import NewsPageForm
from .querysets import NewsQuerySet
from .teasers import propose_teaser


class NewsIndexPage(BasePage):
    per_page = 12
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    page_description = _("All posts, newest first, with filters.")

    class Meta:
        verbose_name = _("list of news")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        posts = NewsPage.objects.child_of(self).visible()
        dates = ("date__year", "date__month")
        in_use = list(posts.values_list(*dates, "kind").annotate(count=Count("pk")).order_by())
        kinds = {kind for _year, _month, kind, _count in in_use}
        years = archive((year, month, count) for year, month, _kind, count in in_use)
        months = {str(year.number): year.months for year in years}
        topics = TopicPage.objects.visible().filter(news__in=posts).distinct().in_tree_order()
        filters = Filters(
            request,
            Filter("thema", _("Topic"), [(topic.slug, topic.title) for topic in topics]),
            Filter("art", _("Kind"), [(value, label) for value, label in NewsPage.Kind.choices if value in kinds]),
            Filter("jahr", _("Year"), [(str(year.number),) * 2 for year in years]),
            # A month belongs to a year: without one, there is none to choose.
            Filter(
                "monat",
                _("Month"),
                [(str(month.number), month.name) for month in months.get(request.GET.get("jahr", ""), [])],
            ),
        )
        chosen = filters.chosen
        if chosen["thema"]:
            posts = posts.filter(topics__slug=chosen["thema"])
        if chosen["art"]:
            posts = posts.filter(kind=chosen["art"])
        if chosen["jahr"]:
            posts = posts.filter(date__year=chosen["jahr"])
        if chosen["monat"]:
            posts = posts.filter(date__month=chosen["monat"])
        context["filters"] = filters
        context["archive"] = years
        context["posts"] = Paginator(posts.pinned_first().for_listing(), self.per_page).get_page(
            request.GET.get("seite")
        )
        return context


class NewsPage(BasePage):
    class Kind(models.TextChoices):
        REPORT = "meldung", _("Meldung")
        REVIEW = "rueckblick", _("Rückblick")
        ANNOUNCEMENT = "ankuendigung", _("Ankündigung")
        JOB = "stellenausschreibung", _("Stellenausschreibung")
        OUT_AND_ABOUT = "unterwegs", _("IKPE unterwegs")

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
    image_caption = models.CharField(_("caption"), max_length=300, blank=True)
    topics = ParentalManyToManyField(TopicPage, verbose_name=_("topics"), blank=True, related_name="news")
    people = ParentalManyToManyField(PersonPage, verbose_name=_("people"), blank=True, related_name="news")
    regions = ParentalManyToManyField("topics.Region", verbose_name=_("regions"), blank=True, related_name="news")

    objects = PageManager.from_queryset(NewsQuerySet)()
    base_form_class = NewsPageForm

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []
    page_description = _("A post with teaser, picture and text.")

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("label"), FieldPanel("pinned_until")]),
        FieldPanel("teaser"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_caption")], heading=_("Picture")),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("topics", widget=CheckboxColumns),
                FieldPanel("people", widget=CheckboxColumns),
                FieldPanel("regions", widget=CheckboxColumns),
            ],
            heading=_("Belongs to"),
            classname="collapsed",
        ),
        MultipleChooserPanel(
            "related_pages",
            chooser_field_name="page",
            heading=_("Related pages"),
            label=_("page"),
            help_text=_("For example the event or the publication that the post is about."),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.FilterField("date")]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    @property
    def reading_minutes(self) -> int:
        return reading_minutes(self.body)

    def clean(self):
        super().clean()
        if not self.teaser or self.teaser_is_proposed:
            self.teaser = propose_teaser(self.body)
            self.teaser_is_proposed = bool(self.teaser)

    def linked_pages(self) -> dict[str, list[Page]]:
        """The visible pages around the post.

        `topics`, `people`, `related`, the events it `reviews`, and the `newer` and the `older` post.
        One query for all, which need no more than title and address of a page.
        """
        roles = {
            "topics": Q(pk__in=self.topics.values_list("id", flat=True)),
            "people": Q(pk__in=self.people.values_list("id", flat=True)),
            "related": Q(pk__in=self.related_pages.values_list("page_id", flat=True)),
        }
        if self.pk:  # the preview of a new post has no place among the others yet
            # The events whose review this post is (events.EventPage.review): they link here, so this links back.
            roles["reviews"] = Q(pk__in=self.reviewed_events.values("pk"))
            roles["related"] &= ~roles["reviews"]
            siblings = NewsPage.objects.sibling_of(self, inclusive=False).visible()
            roles["newer"] = Q(pk__in=siblings.newer_than(self).values("pk")[:1])
            roles["older"] = Q(pk__in=siblings.older_than(self).values("pk")[:1])
        position = RelatedPage.objects.filter(news_page=self.pk, page=OuterRef("pk")).values("sort_order")[:1]
        pages = (
            Page.objects.filter(visible_to_visitors())
            .filter(reduce(or_, roles.values()))
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
        return context


class RelatedPage(Orderable):
    news_page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related_pages")
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("page")]
