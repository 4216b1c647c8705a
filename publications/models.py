from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.template.defaultfilters import truncatechars
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from ikpe_site.core.blocks import RICH_TEXT_FEATURES
from ikpe_site.core.filters import Filter, Filters
from ikpe_site.core.models import BasePage, SluggedMixin
from ikpe_site.core.widgets import CheckboxColumns
from people.models import PersonPage
from topics.models import TopicPage

from .querysets import CategoryQuerySet, ContributorQuerySet, PublicationQuerySet


class PublicationCategory(SluggedMixin):
    """A heading of „Ergebnisse“, in the institute's order."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("The lowest number comes first."))

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("sort_order")])]

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("category of publications")
        verbose_name_plural = _("categories of publications")

    def __str__(self):
        return self.name


class PublicationIndexPage(BasePage):
    per_page = 25
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["publications.PublicationPage"]
    page_description = _("All publications by category, with filters.")

    class Meta:
        verbose_name = _("list of publications")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        publications = PublicationPage.objects.child_of(self).visible()
        categories = PublicationCategory.objects.with_counts(publications)
        years = publications.exclude(issued_year=None).order_by("-issued_year").values_list("issued_year", flat=True)
        topics = TopicPage.objects.visible().filter(publications__in=publications).distinct().in_tree_order()
        people = PersonPage.objects.visible().filter(contributions__publication__in=publications).distinct().by_name()
        filters = Filters(
            request,
            Filter(
                "art", _("Category"), [(entry.slug, entry.name) for entry in categories if entry.publication_count]
            ),
            Filter("thema", _("Topic"), [(topic.slug, topic.title) for topic in topics]),
            Filter("person", _("Person"), [(person.slug, person.title) for person in people]),
            Filter("jahr", _("Year"), [(str(year),) * 2 for year in years.distinct()]),
        )
        chosen = filters.chosen
        if chosen["art"]:
            publications = publications.filter(category__slug=chosen["art"])
        if chosen["thema"]:
            publications = publications.filter(topics__slug=chosen["thema"])
        if chosen["person"]:
            publications = publications.filter(contributors__person__slug=chosen["person"]).distinct()
        if chosen["jahr"]:
            publications = publications.filter(issued_year=chosen["jahr"])
        context["categories"] = categories
        context["filters"] = filters
        context["publications"] = Paginator(
            publications.by_category().for_listing(),
            self.per_page,
        ).get_page(request.GET.get("seite"))
        return context


class PublicationPage(BasePage):
    """A publication. Fields and types are named as in the Citation Style Language (CSL 1.0.2)."""

    class CSLType(models.TextChoices):
        ARTICLE_JOURNAL = "article-journal", _("Article in a journal")
        CHAPTER = "chapter", _("Chapter in a book")
        ARTICLE_NEWSPAPER = "article-newspaper", _("Article in a newspaper")
        BROADCAST = "broadcast", _("Broadcast")
        REPORT = "report", _("Report")
        BOOK = "book", _("Book")
        SPEECH = "speech", _("Talk")
        WEBPAGE = "webpage", _("Page on the web")

    category = models.ForeignKey(
        PublicationCategory, verbose_name=_("category"), on_delete=models.PROTECT, related_name="publications"
    )
    csl_type = models.CharField(_("type"), max_length=20, choices=CSLType, default=CSLType.ARTICLE_JOURNAL)
    issued_year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        db_index=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
        help_text=_("Without a year the publication counts as forthcoming."),
    )
    issued_on = models.DateField(_("day of publication"), null=True, blank=True, help_text=_("If it is known."))
    container_title = models.CharField(
        _("published in"), max_length=255, blank=True, help_text=_("The journal, newspaper or book it appeared in.")
    )
    volume = models.CharField(_("volume"), max_length=40, blank=True)
    issue = models.CharField(_("issue"), max_length=40, blank=True, help_text=_("For example „4/2019“."))
    page = models.CharField(_("pages"), max_length=40, blank=True, help_text=_("For example „26–35“."))
    publisher = models.CharField(_("publisher"), max_length=255, blank=True)
    publisher_place = models.CharField(_("place of publication"), max_length=120, blank=True)
    collection_title = models.CharField(_("series"), max_length=255, blank=True)
    collection_number = models.CharField(_("number in the series"), max_length=40, blank=True)
    doi = models.CharField("DOI", max_length=120, blank=True, help_text=_("Without https://doi.org/."))
    isbn = models.CharField("ISBN", max_length=20, blank=True)
    # CSL's URL; `url` is taken: Wagtail's address of the page itself.
    web_address = models.URLField(_("address on the web"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=5, default="de", help_text=_("For example „de“ or „en“."))
    abstract = RichTextField(_("abstract"), blank=True, features=RICH_TEXT_FEATURES)
    document = models.ForeignKey(
        "core.CustomDocument",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Offered for download."),
    )
    topics = ParentalManyToManyField(TopicPage, verbose_name=_("topics"), blank=True, related_name="publications")
    projects = ParentalManyToManyField(
        "topics.ProjectPage", verbose_name=_("projects"), blank=True, related_name="publications"
    )
    regions = ParentalManyToManyField(
        "topics.Region", verbose_name=_("regions"), blank=True, related_name="publications"
    )

    objects = PageManager.from_queryset(PublicationQuerySet)()

    parent_page_types = ["publications.PublicationIndexPage"]
    subpage_types = []
    page_description = _("A publication with contributors, source and download.")

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("category", widget=forms.Select), FieldPanel("csl_type")]),
        InlinePanel("contributors", heading=_("Authors and editors"), label=_("name")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("issued_year"), FieldPanel("issued_on")]),
                FieldPanel("container_title"),
                FieldRowPanel([FieldPanel("volume"), FieldPanel("issue"), FieldPanel("page")]),
                FieldRowPanel([FieldPanel("collection_title"), FieldPanel("collection_number")]),
                FieldRowPanel([FieldPanel("publisher"), FieldPanel("publisher_place")]),
                FieldRowPanel([FieldPanel("doi"), FieldPanel("isbn"), FieldPanel("language")]),
                FieldPanel("web_address"),
            ],
            heading=_("Source"),
        ),
        FieldPanel("abstract"),
        FieldPanel("document"),
        *BasePage.teaser_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("topics", widget=CheckboxColumns),
                FieldPanel("projects"),
                FieldPanel("regions", widget=CheckboxColumns),
            ],
            heading=_("Belongs to"),
            classname="collapsed",
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("abstract"),
        index.SearchField("container_title"),
        index.SearchField("collection_title"),
    ]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def clean(self):
        super().clean()
        if self.issued_on:
            if self.issued_year and self.issued_year != self.issued_on.year:
                raise ValidationError({"issued_on": _("The day does not lie in the year given.")})
            self.issued_year = self.issued_on.year

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        # In a preview the contributors are those of the form, which are not saved yet.
        is_preview = getattr(request, "is_preview", False)
        contributors = self.contributors if is_preview else Contributor.objects.filter(publication=self).for_listing()
        context["contributors"] = contributors.all()
        context["topics"] = TopicPage.objects.filter(pk__in=self.topics.values_list("id", flat=True)).visible()
        return context

    @property
    def meta_description(self) -> str:
        return super().meta_description or truncatechars(strip_tags(self.abstract), 160)

    @property
    def source(self) -> str:
        """Where it appeared, in a line: „Archiv …, Heft 4/2019, Deutscher Verein …“."""
        series = " ".join(part for part in (self.collection_title, self.collection_number) if part)
        parts = [
            self.container_title,
            _("vol. %(volume)s") % {"volume": self.volume} if self.volume else "",
            _("issue %(issue)s") % {"issue": self.issue} if self.issue else "",
            _("p. %(page)s") % {"page": self.page} if self.page else "",
            series,
            self.publisher_place,
            self.publisher,
        ]
        return ", ".join(str(part) for part in parts if part)


class Contributor(Orderable):
    """Someone who wrote or edited a publication: a person of the site or a free name."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("Author")
        EDITOR = "editor", _("Editor")
        CONTRIBUTOR = "contributor", _("Collaboration")

    publication = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="contributors")
    person = models.ForeignKey(
        PersonPage,
        verbose_name=_("person of the team"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributions",
    )
    family = models.CharField(_("family name"), max_length=80, blank=True)
    given = models.CharField(_("given name"), max_length=80, blank=True)
    literal = models.CharField(_("organisation"), max_length=160, blank=True, help_text=_("For example „IKPE“."))
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.AUTHOR)

    objects = ContributorQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("person"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("given"), FieldPanel("family"), FieldPanel("literal")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self):
        return self.name

    def clean(self):
        if not (self.person_id or self.family or self.literal):
            raise ValidationError({"person": _("Choose a person of the team or enter a name.")})

    def save(self, *args, **kwargs):
        # The name stays with the publication when the person's page is deleted.
        if self.person and not self.family:
            self.given, self.family = self.person.first_name, self.person.last_name
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        if self.person:
            return f"{self.person.first_name} {self.person.last_name}"
        return self.literal or " ".join(part for part in (self.given, self.family) if part)

    @property
    def linked_person(self) -> PersonPage | None:
        """The person, if visitors may see their page, which `for_listing()` has looked up."""
        return self.person if getattr(self, "is_person_visible", False) else None
