"""What the search knows. All of it can be made anew from the content (`rebuild_search_index`)."""

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ikpe_site.media.models import CustomDocument
from topics.models import Programme, Region, TopicPage

from .querysets import SearchEntryQuerySet


class ResultKind(models.TextChoices):
    """What a result is; the values stand in addresses."""

    TOPIC = "thema", _("Topics")
    PROJECT = "projekt", _("Projects")
    WORK_AREA = "bereich", _("Work areas")
    PERSON = "person", _("People")
    NEWS = "beitrag", _("News")
    PUBLICATION = "ergebnis", _("Publications")
    EVENT = "termin", _("Events")
    PROGRAMME = "programm", _("Programmes")
    REGION = "region", _("Regions")
    PAGE = "seite", _("Other pages")
    DOCUMENT = "dokument", _("Documents")


class SearchEntry(models.Model):
    """Something that can be found: a page, a part of one with an address of its own, or a document that it offers.

    The columns of terms are separated by blanks, and begin and end with one: ` planung =planung `. The database makes
    its full-text index of `terms` by itself, see the migration.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    subpath = models.CharField(max_length=140, blank=True)  # below the page, such as `programme/arm/`
    document = models.ForeignKey(CustomDocument, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=ResultKind)
    topics = models.ManyToManyField(TopicPage, related_name="+")
    date = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    weight = models.PositiveSmallIntegerField()  # in percent: how much the kind counts
    title = models.CharField(max_length=300)
    text = models.TextField()  # what excerpts are taken from
    title_terms = models.TextField()
    key_terms = models.TextField()  # what it is about, in a few words: teaser, regions, programme …
    terms = models.TextField()  # all of them, each once

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "subpath"], condition=models.Q(document=None), name="search_page_once"
            ),
            models.UniqueConstraint(fields=["document"], name="search_document_once"),
        ]
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return self.title

    @property
    def kind_name(self) -> str:
        """What a reader calls it: „Beitrag“, „Termin“, „Dokument“ …"""
        others: dict[str, type[models.Model]] = {
            ResultKind.DOCUMENT: CustomDocument,
            ResultKind.PROGRAMME: Programme,
            ResultKind.REGION: Region,
        }
        model = others.get(self.kind)
        return str(model._meta.verbose_name) if model else self.page.page_type_display_name

    @property
    def date_display(self) -> str:
        """The day of posts and events. Of all else only the year is sure."""
        return (
            date_format(self.date, "j. F Y")
            if self.date and self.kind in (ResultKind.NEWS, ResultKind.EVENT)
            else str(self.year)
        )


class SearchWord(models.Model):
    """A word of the pages, for „Meinten Sie …?“. Whether visitors may know it is asked when it is to be shown."""

    folded = models.CharField(max_length=60, primary_key=True)
    word = models.CharField(max_length=80)  # as it is written
    length = models.PositiveSmallIntegerField(db_index=True)  # of `folded`

    class Meta:
        verbose_name = _("word of the search")
        verbose_name_plural = _("words of the search")

    def __str__(self) -> str:
        return self.word


class MissedSearch(models.Model):
    """Words that were searched and not found. Neither who searched nor anything like an address or a number."""

    words = models.CharField(_("searched for"), max_length=80, unique=True)
    count = models.PositiveIntegerField(_("how often"), default=0)
    last_on = models.DateField(_("last on"))

    class Meta:
        ordering = ["-count", "words"]
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")

    def __str__(self) -> str:
        return self.words
