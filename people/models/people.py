import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.models import PageManager
from wagtail.search import index

from ikpe_site.core.models import BasePage
from ikpe_site.core.querysets import IsRestricted, may_be_seen
from ikpe_site.editing.panels import BODY, INDEX_FORM, TEASER, collapsed, page_form
from ikpe_site.editing.snippet_previews import ShownOnPageMixin, in_place
from ikpe_site.editing.widgets import CheckboxColumns
from ikpe_site.text.phones import validate_phone
from ikpe_site.text.slugs import german_slug
from topics.map import is_on_map, region_map

from .. import structured_data
from ..duties import Duty, grouped, merged
from ..querysets import PersonQuerySet
from .messages import MessageMixin, Recipient

PORTRAIT_HELP = _(
    "Without one, the page shows the initials. It is cut so that the head stays: what is high up in the picture, or "
    "the focal point that you choose in the form of the picture."
)


class PersonGroup(ShownOnPageMixin, models.Model):
    """A part of the team, such as „Vorstand“: a heading on the page of the team."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("The lowest number comes first."))

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("sort_order")])]
    shown_on = "people.PersonIndexPage"

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("group of people")
        verbose_name_plural = _("groups of people")

    def __str__(self):
        return self.name


class PersonIndexPage(BasePage):
    motif = "people"
    schema_page_type = "CollectionPage"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["people.PersonPage"]
    page_description = _("The team, by group.")
    edit_handler = INDEX_FORM

    class Meta:
        verbose_name = _("list of people")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["groups"] = self.people_by_group()
        return context

    def show(self, request, group):
        """The list with a group as the form says."""
        people = {entry and entry.pk: members for entry, members in self.people_by_group()}
        groups = in_place(list(PersonGroup.objects.filter(pk__in=[pk for pk in people if pk])), group)
        shown = [(entry, people.get(entry.pk, []) if entry.pk else []) for entry in groups]
        rest = [(None, people[None])] if None in people else []
        context = self.get_context(request) | {"groups": [*shown, *rest]}
        return TemplateResponse(request, self.get_template(request), context)

    def people_by_group(self) -> list[tuple[PersonGroup | None, list["PersonPage"]]]:
        """The people who are here today, in each of their groups; those without a group come last."""
        people = (
            PersonPage.objects.child_of(self)
            .visible()
            .current()
            .by_name()
            .for_listing()
            .with_responsibilities()
            .prefetch_related("groups")
        )
        groups: dict[PersonGroup | None, list[PersonPage]] = {}
        PersonPage.attach_deputies(people)
        for person in people:
            for group in person.groups.all() or [None]:
                groups.setdefault(group, []).append(person)
        return sorted(
            groups.items(), key=lambda item: (item[0] is None, item[0] and (item[0].sort_order, item[0].name))
        )


class PersonPage(MessageMixin, BasePage):
    """A member of the team. The title of the page is the full name and follows from its parts."""

    motif = "person"

    academic_title = models.CharField(_("academic title"), max_length=40, blank=True)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    position = models.CharField(_("position"), max_length=160, blank=True)
    groups = ParentalManyToManyField(PersonGroup, verbose_name=_("groups"), blank=True, related_name="people")
    phone = models.CharField(_("phone"), max_length=40, blank=True, validators=[validate_phone])
    email = models.EmailField(_("email address"), blank=True)
    address = models.TextField(
        _("address"), blank=True, help_text=_("Only if it differs from the address of the institute.")
    )
    orcid = models.CharField(
        "ORCID",
        max_length=19,
        blank=True,
        validators=[RegexValidator(r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", _("An ORCID looks like 0000-0002-1825-0097."))],
    )
    deputy = models.ForeignKey(
        "self",
        verbose_name=_("deputy"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Named wherever visitors find the person during an absence."),
    )
    absent_from = models.DateField(_("absent from"), null=True, blank=True)
    absent_to = models.DateField(_("absent to"), null=True, blank=True, help_text=_("The last day of the absence."))
    absence_note = models.CharField(
        _("note on the absence"),
        max_length=160,
        blank=True,
        help_text=_("Visitors read it. No reasons such as an illness, please."),
    )
    left_on = models.DateField(
        _("left on"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("From the day after, lists no longer show the person."),
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Named on the page of a person who left."),
    )

    objects = PageManager.from_queryset(PersonQuerySet)()

    schema_page_type = "ProfilePage"
    parent_page_types = ["people.PersonIndexPage"]
    subpage_types = []
    page_description = _("A member of the team, with responsibilities and contact.")

    edit_handler = page_form(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("academic_title"), FieldPanel("first_name"), FieldPanel("last_name")]),
                FieldPanel("position"),
                FieldPanel("groups", widget=CheckboxColumns),
            ],
            heading=_("Name and position"),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("phone"), FieldPanel("email")])], heading=_("Contact")),
        FieldPanel("image", heading=_("Portrait"), help_text=PORTRAIT_HELP),
        InlinePanel(
            "responsibilities",
            heading=_("Responsibilities"),
            label=_("responsibility"),
            attrs={"data-contentpath": "responsibilities"},  # for links: Wagtail names fields only
        ),
        collapsed(_("About the person"), TEASER, BODY),
        collapsed(_("Address and ORCID"), FieldPanel("address"), FieldPanel("orcid")),
        tabs=(
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("deputy"),
                            FieldRowPanel([FieldPanel("absent_from"), FieldPanel("absent_to")]),
                            FieldPanel("absence_note"),
                        ],
                        heading=_("Deputy and absence"),
                    ),
                    MultiFieldPanel(
                        [FieldRowPanel([FieldPanel("left_on"), FieldPanel("successor")])], heading=_("Leaving")
                    ),
                ],
                heading=_("Absence and leaving"),
            ),
        ),
    )
    search_fields = [*BasePage.search_fields, index.SearchField("position")]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def complete(self):
        was_derived = re.sub(r"-\d+$", "", self.slug) == german_slug(self.title)
        self.title = self.full_name or self.title or gettext("Without a name")
        if was_derived and not self.first_published_at and not self.live:
            self.slug = ""  # the name is still being typed while the draft is saved
        super().complete()

    def clean(self):
        super().clean()
        if self.successor_id and self.successor_id == self.pk:
            raise ValidationError({"successor": _("A person cannot be their own successor.")})
        if self.deputy_id and self.deputy_id == self.pk:
            raise ValidationError({"deputy": _("A person cannot be their own deputy.")})
        if self.absent_to and not self.absent_from and not self.is_deferred_validation:
            raise ValidationError({"absent_from": _("An absence needs a first day.")})
        if self.absent_from and self.absent_to and self.absent_to < self.absent_from:
            raise ValidationError({"absent_to": _("The end lies before the start.")})

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.academic_title, self.first_name, self.last_name) if part)

    @property
    def initials(self) -> str:
        return f"{self.first_name[:1]}{self.last_name[:1]}"

    @property
    def duties(self) -> list[Duty]:
        """What the person answers for, as lists have fetched it (`with_responsibilities()`)."""
        return merged(getattr(self, "valid_responsibilities", []))

    @property
    def has_left(self) -> bool:
        return self.left_on is not None and self.left_on < timezone.localdate()

    @property
    def current_successor(self) -> "PersonPage | None":
        """Who took over, and from those who have left since: the first who is here, if visitors may see them."""
        passed, following = {self.pk}, self.successor_id
        while following and following not in passed:  # people who succeed each other in a circle lead to nobody
            passed.add(following)
            person = PersonPage.objects.annotate(is_restricted=IsRestricted()).get(pk=following)
            if not person.has_left:
                return person if may_be_seen(person) else None
            following = person.successor_id
        return None

    example_notice = _("Example: This person is invented and shows how the website works.")

    def count_example_parts(self) -> int:
        marked = sum(entry.regions_are_example for entry in self.responsibilities.all())
        return super().count_example_parts() + marked

    def remove_example_marks(self):
        super().remove_example_marks()
        entries = list(self.responsibilities.all())
        for entry in entries:
            entry.regions_are_example = False
        self.responsibilities.set(entries)

    @property
    def is_absent(self) -> bool:
        """Away today. Without `absent_to`: until further notice."""
        today = timezone.localdate()
        return (
            self.absent_from is not None
            and self.absent_from <= today
            and (self.absent_to is None or self.absent_to >= today)
        )

    @property
    def stand_in(self) -> "PersonPage | None":
        """Who to turn to during an absence: the deputy, unless away as well."""
        return None if self.deputy is None or self.deputy.is_absent else self.deputy

    @staticmethod
    def attach_deputies(people):
        """Fetch the deputies of those of `people` who are absent, in one query: others' pages do not show them.

        A deputy who has left or is not public counts as none.
        """
        absent = [person for person in people if person.is_absent]
        prefetch_related_objects(absent, Prefetch("deputy", PersonPage.objects.visible().current()))

    @property
    def meta_description(self) -> str:
        """Nothing of somebody who has left: the teaser says what they are responsible for."""
        return "" if self.has_left else super().meta_description

    @property
    def open_graph(self) -> list[tuple[str, str]]:
        return [
            ("og:type", "profile"),
            ("profile:first_name", self.first_name),
            ("profile:last_name", self.last_name),
        ]

    def schema_nodes(self, graph) -> list[dict]:
        return [structured_data.person(self, graph)]

    def get_recipient(self, request) -> Recipient | None:
        if self.has_left or not self.email:
            return None
        return Recipient(self.title, self.email, self.phone)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        self.attach_deputies([self])
        if self.has_left:
            context["successor"] = self.current_successor
            return context
        if getattr(request, "is_preview", False):
            # The entries of the form, which are not saved yet.
            entries = [entry for entry in self.responsibilities.all() if entry.is_valid]
        else:
            saved = self.responsibilities.get_live_queryset()
            entries = list(saved.valid().about_visible_pages().for_listing().with_regions())
        context["responsibilities"] = entries
        context["duty_groups"] = grouped(entries)
        context["regions_are_example"] = any(entry.regions_are_example for entry in entries)
        regions = {region for entry in entries for region in entry.regions.all()}
        if any(is_on_map(region) for region in regions):
            context["map"] = region_map(marked=sorted(regions, key=str))
        return context
