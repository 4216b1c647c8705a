from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.template.defaultfilters import truncatechars
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.search import index

from ikpe_site.core.blocks import RICH_TEXT_FEATURES
from ikpe_site.core.models import BasePage
from ikpe_site.core.querysets import visible_to_visitors
from ikpe_site.core.site_urls import absolute_url
from ikpe_site.text.folding import collation_key, comparable
from topics.models import ProjectPage, TopicPage

from .. import structured_data
from ..citation.csl import FORTHCOMING, UNDATED, csl_item, full_name, plain_text, split_keywords
from ..citation.identifiers import NORMALISERS
from ..citation.keys import citation_key
from ..citation.metadata import meta_tags
from ..citation.references import ReferenceStyle, format_reference
from ..exports import EXTENSIONS, export_response
from ..feeds import PublicationFeedEntry
from ..panels import PUBLICATION_FORM
from ..querysets import PublicationQuerySet
from .categories import PublicationCategory
from .choices import CSLType, License
from .contributors import Contributor
from .settings import CitationSettings


class PublicationPage(PublicationFeedEntry, RoutablePageMixin, BasePage):
    """A publication. Fields and types are named as in the Citation Style Language (CSL 1.0.2).

    What is made of them (the CSL item, the reference in each style, what lists sort and search by) is kept with the
    page and made anew on saving, because formatting a reference takes longer than a whole list may.
    """

    title_is_provisional = models.BooleanField(
        _("provisional title"),
        default=False,
        help_text=_(
            "The real title is not at hand: visitors read „Arbeitstitel“, and references and exports put the title in "
            "[square brackets], as APA and ISO 690 do with supplied titles."
        ),
    )
    category = models.ForeignKey(
        PublicationCategory,
        verbose_name=_("category"),
        null=True,  # a draft may lack it
        on_delete=models.PROTECT,
        related_name="publications",
    )
    csl_type = models.CharField(_("type"), max_length=20, choices=CSLType, default=CSLType.ARTICLE_JOURNAL)
    issued_year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        db_index=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
        help_text=_("Without a year the reference says „o. J.“."),
    )
    is_forthcoming = models.BooleanField(
        _("forthcoming"),
        default=False,
        help_text=_("Not published yet: stands in the reference until there is a year."),
    )
    issued_on = models.DateField(
        _("day of publication"), null=True, blank=True, help_text=_("For newspapers, pages on the web and talks.")
    )
    container_title = models.CharField(
        _("published in"),
        max_length=255,
        blank=True,
        help_text=_("The journal, newspaper, book or website it appeared in; for a talk the event."),
    )
    volume = models.CharField(_("volume"), max_length=40, blank=True, help_text=_("For journals: „50“."))
    issue = models.CharField(_("issue"), max_length=40, blank=True, help_text=_("For journals: „4“ or „4/2019“."))
    page = models.CharField(_("pages"), max_length=40, blank=True, help_text=_("For articles and chapters: „26–35“."))
    edition = models.CharField(
        _("edition"), max_length=40, blank=True, help_text=_("For books, from the second on: „2“.")
    )
    publisher = models.CharField(
        _("publisher"), max_length=255, blank=True, help_text=_("For reports the institution that published it.")
    )
    publisher_place = models.CharField(_("place of publication"), max_length=120, blank=True)
    collection_title = models.CharField(_("series"), max_length=255, blank=True, db_index=True)
    collection_number = models.CharField(_("number in the series"), max_length=40, blank=True)
    doi = models.CharField(
        "DOI",
        max_length=160,
        blank=True,
        db_index=True,
        help_text=_("For example 10.1000/182."),
    )
    isbn = models.CharField(
        "ISBN", max_length=20, blank=True, db_index=True, help_text=_("For books and chapters; is checked.")
    )
    issn = models.CharField("ISSN", max_length=9, blank=True, help_text=_("For journals; is checked."))
    # CSL's URL; `url` is taken: Wagtail's address of the page itself.
    web_address = models.URLField(_("address on the web"), max_length=500, blank=True)
    accessed = models.DateField(
        _("accessed on"), null=True, blank=True, help_text=_("When the address was last looked at.")
    )
    language = models.CharField(_("language"), max_length=5, default="de", help_text=_("For example „de“ or „en“."))
    keyword = models.CharField(
        _("keywords"),
        max_length=500,
        blank=True,
        help_text=_("Separated by commas."),
    )
    license = models.CharField(
        _("licence"), max_length=20, blank=True, choices=License, help_text=_("Under which the document may be used.")
    )
    abstract = RichTextField(_("abstract"), blank=True, features=RICH_TEXT_FEATURES)
    document = models.ForeignKey(
        "media.CustomDocument",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The publication itself, best as PDF. Offered for download and named to search engines."),
    )
    topics = ParentalManyToManyField(TopicPage, verbose_name=_("topics"), blank=True, related_name="publications")
    projects = ParentalManyToManyField(
        ProjectPage, verbose_name=_("projects"), blank=True, related_name="publications"
    )
    regions = ParentalManyToManyField(
        "topics.Region", verbose_name=_("regions"), blank=True, related_name="publications"
    )

    citation_key = models.CharField(max_length=120, blank=True, editable=False, db_index=True)
    csl = models.JSONField(default=dict, editable=False)
    references = models.JSONField(default=dict, editable=False)  # by style: safe HTML
    sort_key = models.CharField(max_length=255, blank=True, editable=False, db_index=True)
    search_text = models.TextField(blank=True, editable=False)
    derived_fields = ("citation_key", "csl", "references", "sort_key", "search_text")

    objects = PageManager.from_queryset(PublicationQuerySet)()

    search_auto_update = False  # Wagtail's search index: see receivers.py
    is_indexed_later = False  # by an import, with all its publications at once

    schema_page_type = "ItemPage"
    parent_page_types = ["publications.PublicationIndexPage"]
    subpage_types = []
    exclude_fields_in_copy = ["citation_key"]
    page_description = _("A publication with contributors, source and download.")

    edit_handler = PUBLICATION_FORM
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("abstract"),
        index.SearchField("container_title"),
        index.SearchField("collection_title"),
        index.SearchField("keyword"),
    ]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def clean(self):
        super().clean()
        errors = {}
        if self.issued_on:
            if self.issued_year and self.issued_year != self.issued_on.year:
                errors["issued_on"] = _("The day does not lie in the year given.")
            self.issued_year = self.issued_on.year
        if self.issued_year:
            self.is_forthcoming = False
        for name, normal in NORMALISERS.items():
            if value := getattr(self, name):
                try:
                    setattr(self, name, normal(value))
                except ValidationError as error:
                    errors[name] = error
        if errors:
            raise ValidationError(errors)

    def save(self, clean=True, **kwargs):
        if clean:
            self.full_clean() if self.live else self.minimal_clean()
        if kwargs.get("update_fields") is None:
            self.derive()
        super().save(clean=False, **kwargs)

    def derive(self):
        """Make what is kept with the publication of its fields and its contributors."""
        contributors = sorted(self.contributors.all(), key=lambda entry: entry.sort_order or 0)
        item = csl_item(self, contributors)
        self.citation_key = item["id"] = self.key_once_published() or citation_key(item, self.keys_like)
        self.csl = item
        self.references = {style: format_reference(item, style) for style in ReferenceStyle.values}
        names = [entry.sort_name for entry in contributors]
        self.sort_key = collation_key(" ".join([*names, self.title]))[:255]
        words = [*names, self.title, self.container_title, self.collection_title, self.publisher, self.keyword]
        self.search_text = comparable(" ".join([*words, str(self.issued_year or ""), plain_text(self.abstract)]))

    def key_once_published(self) -> str:
        """The key under which others may have cited the publication already."""
        published = PublicationPage.objects.filter(pk=self.pk, first_published_at__isnull=False)
        return published.values_list("citation_key", flat=True).first() if self.pk else ""

    def keys_like(self, beginning: str) -> set[str]:
        """The keys of other publications that begin so."""
        others = PublicationPage.objects.exclude(pk=self.pk)
        return set(others.filter(citation_key__startswith=beginning).values_list("citation_key", flat=True))

    def refresh_derived(self):
        """Make anew what is kept of a saved publication, without touching anything else."""
        self.derive()
        PublicationPage.objects.filter(pk=self.pk).update(
            **{name: getattr(self, name) for name in self.derived_fields}
        )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        # In a preview the contributors are those of the form, which are not saved yet.
        is_preview = getattr(request, "is_preview", False)
        if is_preview:
            self.derive()
        contributors = self.contributors if is_preview else Contributor.objects.filter(publication=self).for_listing()
        context["contributors"] = list(contributors.all())
        # What `for_detail()` has looked up already is not asked for again.
        context["style"] = getattr(self, "reference_style", None) or CitationSettings.for_request(request).style
        has_files = self.pk and getattr(self, "has_files", True)
        context["files"] = [entry.document for entry in self.files.select_related("document")] if has_files else []
        context["citation_tags"] = self.citation_tags(request)
        context["extensions"] = EXTENSIONS
        linked = [Q(pk__in=pages.values_list("id", flat=True)) for pages in (self.topics, self.projects)]
        pages = Page.objects.filter(visible_to_visitors()).filter(linked[0] | linked[1]).order_by("path")
        context["topics"] = [page for page in pages if page.cached_content_type.model == "topicpage"]
        context["projects"] = [page for page in pages if page.cached_content_type.model == "projectpage"]
        return context

    def schema_nodes(self, graph) -> list[dict]:
        return [structured_data.publication(self, graph)]

    def citation_tags(self, request) -> list[tuple[str, str]]:
        document = self.public_document
        is_pdf = document is not None and document.file_extension.lower() == "pdf"
        return meta_tags(
            self.csl,
            page_url=absolute_url(request, self.get_url(request) if self.pk else "/"),
            pdf_url=absolute_url(request, document.url) if is_pdf else "",
            license_url=self.license_url,
        )

    @path("")
    def page_route(self, request):
        return self.render(request)

    @path("export.<slug:extension>/")
    def export_route(self, request, extension):
        return export_response([self.csl], extension, name=self.citation_key)

    @property
    def motif(self) -> str:
        special: dict[str, str] = {CSLType.SPEECH: "lecture", CSLType.ARTICLE_NEWSPAPER: "board"}
        return special.get(self.csl_type, "paper")

    @property
    def meta_description(self) -> str:
        return super().meta_description or truncatechars(strip_tags(self.abstract), 160)

    @cached_property
    def keywords(self) -> list[str]:
        return split_keywords(self.keyword)

    @property
    def display_title(self) -> str:
        return f"{self.title} ({_('working title')})" if self.title_is_provisional else self.title

    @property
    def issued_display(self) -> str:
        """The year, or what stands for it in references."""
        return str(self.issued_year or (FORTHCOMING if self.is_forthcoming else UNDATED))

    @property
    def byline(self) -> str:
        """Who wrote it, or edited it where no author is named; of more than four the first three."""
        authors, editors = self.csl.get("author", []), self.csl.get("editor", [])
        names = [full_name(name) for name in authors or editors]
        text = ", ".join(names) if len(names) <= 4 else _("%(names)s et al.") % {"names": ", ".join(names[:3])}
        return _("%(names)s (eds.)") % {"names": text} if editors and not authors else text

    @property
    def source(self) -> str:
        """Where it stands: the journal or book, the series with its number, or who published it."""
        series = f"{self.collection_title} {self.collection_number}".strip()
        return self.container_title or series or self.publisher

    @property
    def license_url(self) -> str:
        """Where the text of the licence stands."""
        if self.license == License.CC0:
            return "https://creativecommons.org/publicdomain/zero/1.0/deed.de"
        kind = self.license.removeprefix("CC-").removesuffix("-4.0").lower()
        return f"https://creativecommons.org/licenses/{kind}/4.0/deed.de" if self.license else ""
