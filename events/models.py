from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from ikpe_site.core.blocks import RICH_TEXT_FEATURES, DownloadsBlock
from ikpe_site.core.filters import Filter, Filters
from ikpe_site.core.models import BasePage
from ikpe_site.core.querysets import visible_to_visitors
from ikpe_site.core.widgets import CheckboxColumns
from people.models import PersonPage
from topics.models import TopicPage

from .blocks import AgendaItemBlock
from .querysets import EventQuerySet


class EventIndexPage(BasePage):
    per_page = 25
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    page_description = _("Upcoming events, and past ones by year.")

    class Meta:
        verbose_name = _("list of events")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        events = EventPage.objects.child_of(self).visible().for_listing()
        past = events.past()
        years = sorted(set(past.values_list("start__year", flat=True)), reverse=True)
        filters = Filters(request, Filter("jahr", _("Year"), [(str(year),) * 2 for year in years]))
        chosen = filters.chosen
        if chosen["jahr"]:
            past = past.filter(start__year=chosen["jahr"])
        context["filters"] = filters
        context["upcoming"] = [] if chosen["jahr"] else events.upcoming()
        context["past"] = Paginator(past, self.per_page).get_page(request.GET.get("seite"))
        return context


class EventPage(BasePage):
    class Status(models.TextChoices):
        PLANNED = "planned", _("as planned")
        CHANGED = "changed", _("changed")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    class Participation(models.TextChoices):
        OWN = "own", _("our own event")
        GUEST = "guest", _("we take part")

    start = models.DateTimeField(_("start"), db_index=True)
    end = models.DateTimeField(_("end"), null=True, blank=True)
    all_day = models.BooleanField(
        _("all day"), default=False, help_text=_("Only the dates count, times are not shown.")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    participation = models.CharField(_("kind"), max_length=6, choices=Participation, default=Participation.OWN)
    place = models.CharField(_("place"), max_length=160, blank=True, help_text=_("For example „IKPE, Seminarraum“."))
    address = models.CharField(_("address"), max_length=255, blank=True)
    is_online = models.BooleanField(_("online"), default=False)
    organiser = models.CharField(_("organiser"), max_length=255, blank=True)
    contact_person = models.ForeignKey(
        PersonPage,
        verbose_name=_("contact person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    agenda = StreamField([("item", AgendaItemBlock())], verbose_name=_("programme of the day"), blank=True)
    registration = RichTextField(
        _("registration"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("How and until when participants register."),
    )
    downloads = StreamField([("downloads", DownloadsBlock())], verbose_name=_("documents"), blank=True, max_num=1)
    review = models.ForeignKey(
        Page,
        verbose_name=_("review"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The post that looks back on the event."),
    )
    attended = models.PositiveIntegerField(_("number of participants"), null=True, blank=True)
    topics = ParentalManyToManyField(TopicPage, verbose_name=_("topics"), blank=True, related_name="events")
    regions = ParentalManyToManyField("topics.Region", verbose_name=_("regions"), blank=True, related_name="events")

    objects = PageManager.from_queryset(EventQuerySet)()

    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []
    page_description = _("An event with date, place and programme.")

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start"), FieldPanel("end"), FieldPanel("all_day")]),
                FieldRowPanel([FieldPanel("status"), FieldPanel("participation")]),
            ],
            heading=_("Date"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("place"), FieldPanel("is_online")]), FieldPanel("address")],
            heading=_("Place"),
        ),
        FieldRowPanel([FieldPanel("organiser"), FieldPanel("contact_person")]),
        *BasePage.teaser_panels,
        FieldPanel("body"),
        FieldPanel("agenda"),
        FieldPanel("registration"),
        FieldPanel("downloads"),
        MultiFieldPanel(
            [PageChooserPanel("review", "news.NewsPage"), FieldPanel("attended")], heading=_("After the event")
        ),
        MultiFieldPanel(
            [FieldPanel("topics", widget=CheckboxColumns), FieldPanel("regions", widget=CheckboxColumns)],
            heading=_("Belongs to"),
            classname="collapsed",
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("place"), index.FilterField("start")]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self):
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The end lies before the start.")})

    @property
    def is_past(self) -> bool:
        return timezone.localdate(self.end or self.start) < timezone.localdate()

    @property
    def year(self) -> int:
        return timezone.localdate(self.start).year

    @property
    def date_in_words(self) -> str:
        """„Montag, 9. März 2020“, „23. – 27. September 2019“ or „30. Dezember 2019 – 2. Januar 2020“."""
        first = timezone.localdate(self.start)
        last = timezone.localdate(self.end) if self.end else first
        if first == last:
            return date_format(first, "l, j. F Y")
        if first.year != last.year:
            opening = date_format(first, "j. F Y")
        elif first.month != last.month:
            opening = date_format(first, "j. F")
        else:
            opening = date_format(first, "j.")
        return f"{opening} – {date_format(last, 'j. F Y')}"

    @property
    def time_in_words(self) -> str:
        """„10:00 – 15:00 Uhr“ or „10:00 Uhr“; empty for an event of whole days."""
        if self.all_day:
            return ""
        start = time_format(timezone.localtime(self.start), "H:i")
        if not self.end or timezone.localdate(self.end) != timezone.localdate(self.start):
            return _("%(time)s h") % {"time": start}
        return _("%(time)s h") % {"time": f"{start} – {time_format(timezone.localtime(self.end), 'H:i')}"}

    @property
    def place_in_words(self) -> str:
        parts = [self.place, _("online") if self.is_online else ""]
        return " · ".join(str(part) for part in parts if part)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        linked = Page.objects.filter(
            visible_to_visitors(), pk__in=filter(None, [self.review_id, self.contact_person_id])
        )
        pages = {page.pk: page for page in linked}
        context["review"] = pages.get(self.review_id)
        if self.contact_person_id in pages and not self.contact_person.has_left:
            context["contact_person"] = self.contact_person
        context["topics"] = TopicPage.objects.filter(pk__in=self.topics.values_list("id", flat=True)).visible()
        return context
