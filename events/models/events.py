from django.db import models
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, PageManager
from wagtail.search import index

from ikpe_site.core.blocks import DownloadsBlock
from ikpe_site.core.fields import StreamField
from ikpe_site.core.models import BasePage
from ikpe_site.core.querysets import link_fields, visible_to_visitors
from ikpe_site.editing.panels import BODY, PICTURE, TEASER, TITLE, collapsed, page_form
from ikpe_site.editing.widgets import CheckboxColumns
from people.models import PersonPage
from topics.models import TopicPage

from .. import structured_data
from ..blocks import AgendaItemBlock
from ..forms import EventCopyForm
from ..ical.serving import calendar_response
from ..panels import AfterEventPanel, SignupsPanel, UntoldNewsPanel
from ..querysets import EventQuerySet
from .schedule import ScheduleMixin
from .signup import SignupMixin
from .venue import VenueMixin


class EventPage(ScheduleMixin, VenueMixin, SignupMixin, RoutablePageMixin, BasePage):
    class Participation(models.TextChoices):
        OWN = "own", _("our own event")
        GUEST = "guest", _("we take part")

    series = models.ForeignKey(
        "events.EventSeriesPage",
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        help_text=_("For example „Werkstattgespräch“. The event then also stands on the page of the series."),
    )
    participation = models.CharField(_("kind"), max_length=6, choices=Participation, default=Participation.OWN)
    organiser = models.CharField(_("organiser"), max_length=255, blank=True)
    partners = models.CharField(
        _("partners"), max_length=255, blank=True, help_text=_("Who else prepares or pays for the event.")
    )
    contact_person = models.ForeignKey(
        PersonPage,
        verbose_name=_("contact person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    target_group = models.CharField(
        _("target group"), max_length=255, blank=True, help_text=_("Whom the event is for.")
    )
    costs = models.CharField(_("costs"), max_length=160, blank=True, help_text=_("For example „kostenfrei“."))
    agenda = StreamField([("item", AgendaItemBlock())], verbose_name=_("programme of the day"), blank=True)
    downloads = StreamField(
        [("downloads", DownloadsBlock())], verbose_name=_("documents before the event"), blank=True, max_num=1
    )
    results = StreamField(
        [("downloads", DownloadsBlock())], verbose_name=_("documents of the event"), blank=True, max_num=1
    )
    attended = models.PositiveIntegerField(_("number of participants"), null=True, blank=True)
    programme = models.ForeignKey(
        "topics.Programme",
        verbose_name=_("programme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    topics = ParentalManyToManyField(TopicPage, verbose_name=_("topics"), blank=True, related_name="events")
    regions = ParentalManyToManyField("topics.Region", verbose_name=_("regions"), blank=True, related_name="events")

    objects = PageManager.from_queryset(EventQuerySet)()
    copy_form_class = EventCopyForm
    exclude_fields_in_copy = [
        *ScheduleMixin.exclude_fields_in_copy,
        *("registration_opens", "registration_closes", "attended", "results"),
    ]

    example_notice = _("Example: This event does not take place. It shows how the website works.")
    schema_page_type = "ItemPage"
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []
    page_description = _("An event with date, place and programme.")

    edit_handler = page_form(
        AfterEventPanel(),
        UntoldNewsPanel(),
        TITLE,
        ScheduleMixin.schedule_panel,
        ScheduleMixin.change_panel,
        VenueMixin.venue_panel,
        TEASER,
        PICTURE,
        BODY,
        collapsed(_("Programme and documents"), FieldPanel("agenda"), FieldPanel("downloads")),
        collapsed(
            _("Belongs to"),
            FieldRowPanel([FieldPanel("series"), FieldPanel("programme")]),
            FieldPanel("topics", widget=CheckboxColumns),
            FieldPanel("regions", widget=CheckboxColumns),
        ),
        tabs=(
            ObjectList([SignupsPanel(), *SignupMixin.signup_panels], heading=_("Registration")),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("participation"), FieldPanel("contact_person")]),
                            FieldRowPanel([FieldPanel("organiser"), FieldPanel("partners")]),
                            FieldRowPanel([FieldPanel("target_group"), FieldPanel("costs")]),
                        ],
                        heading=_("Organisation"),
                    ),
                    VenueMixin.way_panel,
                ],
                heading=_("Further details"),
            ),
            ObjectList(
                [FieldPanel("attended"), FieldPanel("results")],
                heading=_("After the event"),
            ),
        ),
    )
    search_fields = [*BasePage.search_fields, index.SearchField("place"), index.FilterField("start")]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @cached_property
    def places_taken(self) -> int:
        """How many places are given away; lists have fetched it with the event (`with_places_taken()`)."""
        if not self.pk:
            return 0
        return self.taken if hasattr(self, "taken") else self.registrations.confirmed().count()

    @property
    def motif(self) -> str:
        """Events of a series are conversations in a known circle."""
        return "meeting" if self.series_id else "calendar"

    @property
    def has_box(self) -> bool:
        """Whether visitors can still do something about it: register, or note the date."""
        return self.start is not None and not self.is_past and self.status != self.Status.CANCELLED

    @property
    def registers_until_start(self) -> bool:
        return self.registration_end == self.start

    @property
    def list_url(self) -> str:
        """The address of the list, which all events stand below."""
        return (self.get_url() or "").removesuffix(f"{self.slug}/")

    @property
    def badges(self) -> list[tuple[str, str]]:
        """What a visitor must know at first sight: name and label of each status that differs from „as planned“."""
        statuses = [] if self.status == self.Status.PLANNED else [self.Status(self.status)]
        if self.is_full and self.status not in (*self.prevented, self.Status.SOLD_OUT):
            statuses.append(self.Status.SOLD_OUT)
        return [(status.value, status.label) for status in statuses if status in self.prevented or not self.is_past]

    @property
    def lacks_review(self) -> list[str]:
        """The labels of what is still to be added after the event."""
        if not self.pk or not self.is_past or self.status == self.Status.CANCELLED:
            return []
        missing = {
            _("review"): not self.reviews.live().exists(),
            self._meta.get_field("results").verbose_name: not self.results,
            self._meta.get_field("attended").verbose_name: self.attended is None,
        }
        return [label for label, is_missing in missing.items() if is_missing]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        keys = {self.contact_person_id, self.series_id} - {None}
        visible = Page.objects.filter(visible_to_visitors()).only(*link_fields()).order_by()
        # The preview of a new event has no reviews yet. With OR instead of UNION, it would read all pages.
        reviews = visible.filter(pk__in=self.reviews.values("pk")) if self.pk else visible.none()
        pages = {page.pk: page for page in visible.filter(pk__in=keys).union(reviews, all=True).order_by("-id")}
        context["reviews"] = [page for pk, page in pages.items() if pk not in keys]
        context["series"] = pages.get(self.series_id)
        if self.contact_person_id in pages and not self.contact_person.has_left:
            context["contact_person"] = self.contact_person
        context["topics"] = TopicPage.objects.filter(pk__in=self.topics.values_list("id", flat=True)).visible()
        return context

    @property
    def feed_facts(self) -> list[str]:
        labels = [str(label) for _status, label in self.badges]
        when = ", ".join(filter(None, (self.date_display, self.time_display)))
        return list(filter(None, (", ".join(labels), when, self.location)))

    def schema_nodes(self, graph) -> list[dict]:
        return [structured_data.event(self, graph)]

    @path("termin.ics/", name="calendar")
    def calendar_route(self, request) -> HttpResponse:
        """The event alone, as a file for a calendar."""
        events = EventPage.objects.filter(pk=self.pk)
        return calendar_response(request, events, list_url=self.list_url, name=self.title, file_name=self.slug)
