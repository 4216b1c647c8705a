"""What the institute says of itself on every page, kept in the admin."""

from django.db import models
from django.db.models import Exists
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import CollectionViewRestriction

from ikpe_site.text.phones import validate_phone

from ..blocks import LinkBlock, LogoBlock
from ..fields import StreamField

REQUIRED_FOR_IMPRINT = _(
    "Required by § 5 DDG and § 18 (2) MStV. Left out of the imprint as long as it is empty: please fill in."
)


@register_setting(icon="home")
class InstituteSettings(BaseSiteSetting):
    name = models.CharField(_("name"), max_length=120, blank=True)
    short_name = models.CharField(_("short name"), max_length=20, blank=True)
    claim = models.CharField(
        _("claim"), max_length=120, blank=True, help_text=_("One line, beside the name and in search engines.")
    )
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True, validators=[validate_phone])
    email = models.EmailField(_("email address"), blank=True)
    office_contact = models.ForeignKey(
        "people.PersonPage",
        verbose_name=_("contact person of the office"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Named where nobody is responsible for a concern, as long as the office has neither phone nor email "
            "address."
        ),
    )

    parent_name = models.CharField(
        _("university"),
        max_length=160,
        blank=True,
        help_text=_("The university that the institute is affiliated with. Search engines read it."),
    )
    parent_url = models.URLField(_("address of the university"), blank=True)

    platform_url = models.URLField(
        _("address of the planning platform"),
        blank=True,
        help_text=_("Where „Zur Plattform“ leads. Without an address the site leads to the contact persons."),
    )
    platform_label = models.CharField(_("label of the link to the platform"), max_length=60, blank=True)
    footer_links = StreamField(
        [("link", LinkBlock())], verbose_name=_("footer links"), blank=True, help_text=_("Stand on every page.")
    )
    logos = StreamField(
        [("logo", LogoBlock())],
        verbose_name=_("logos in the footer"),
        blank=True,
        help_text=_("Of the university and of funders. They stand on a white plate."),
    )
    social_image = models.ForeignKey(
        "media.CustomImage",
        verbose_name=_("preview picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Shown where the home page is shared. 1200 × 630 pixels fit best. "
            "For other pages without a picture one is drawn from their title."
        ),
    )

    representatives = models.CharField(
        _("authorised representatives"), max_length=255, blank=True, help_text=REQUIRED_FOR_IMPRINT
    )
    register_court = models.CharField(_("register court"), max_length=120, blank=True, help_text=REQUIRED_FOR_IMPRINT)
    register_number = models.CharField(
        _("number in the register of associations"), max_length=40, blank=True, help_text=REQUIRED_FOR_IMPRINT
    )
    editorially_responsible = models.CharField(
        _("responsible for the content"),
        max_length=255,
        blank=True,
        help_text=REQUIRED_FOR_IMPRINT,
    )
    vat_id = models.CharField(
        _("VAT identification number"), max_length=20, blank=True, help_text=_("If the institute has one.")
    )

    imprint_fields = (
        "name",
        "street",
        "postal_code",
        "city",
        "phone",
        "email",
        "representatives",
        "register_court",
        "register_number",
        "editorially_responsible",
    )

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldRowPanel([FieldPanel("name"), FieldPanel("short_name")]), FieldPanel("claim")],
                        heading=_("Name"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("street"),
                            FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
                            FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                            FieldPanel("office_contact"),
                        ],
                        heading=_("Address"),
                    ),
                    MultiFieldPanel(
                        [FieldRowPanel([FieldPanel("parent_name"), FieldPanel("parent_url")])],
                        heading=_("Affiliation"),
                    ),
                ],
                heading=_("Institute"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("platform_url"), FieldPanel("platform_label")], heading=_("Planning platform")
                    ),
                    FieldPanel("footer_links"),
                    FieldPanel("logos"),
                    FieldPanel("social_image"),
                ],
                heading=_("Website"),
            ),
            ObjectList(
                [
                    HelpPanel(template="core/imprint_help.html", heading=_("What is still missing")),
                    FieldPanel("representatives"),
                    FieldRowPanel([FieldPanel("register_court"), FieldPanel("register_number")]),
                    FieldPanel("editorially_responsible"),
                    FieldPanel("vat_id"),
                ],
                heading=_("Imprint"),
            ),
        ]
    )
    # One query for the settings of a page, their picture included.
    select_related = ["social_image"]

    class Meta:
        verbose_name = _("institute")
        verbose_name_plural = _("institutes")

    @classmethod
    def base_queryset(cls):
        """Every page asks for the settings. They say as well whether any collection is private."""
        private = CollectionViewRestriction.objects.all()
        return super().base_queryset().annotate(has_private_collections=Exists(private))

    @property
    def is_reachable(self) -> bool:
        """Whether the office itself can be called or written to without a stamp."""
        return bool(self.phone or self.email)

    @property
    def missing_imprint_fields(self) -> list[str]:
        """The labels of the fields that the imprint needs by law and that are still empty."""
        return [self._meta.get_field(name).verbose_name for name in self.imprint_fields if not getattr(self, name)]


def institute_of(request) -> InstituteSettings:
    """The settings for the site of `request`, fetched when they are first asked for something."""
    return SimpleLazyObject(lambda: InstituteSettings.for_request(request))
