"""The form of a publication: what every reference needs first."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
)

from ikpe_site.editing.panels import BODY, PICTURE, TEASER, TITLE, collapsed, page_form
from ikpe_site.editing.widgets import CheckboxColumns

PUBLICATION_FORM = page_form(
    MultiFieldPanel(
        [HelpPanel(template="publications/admin/doi_help.html"), FieldPanel("doi")],
        heading=_("Take over from DOI"),
    ),
    TITLE,
    FieldPanel("title_is_provisional"),
    FieldRowPanel([FieldPanel("category", widget=forms.Select), FieldPanel("csl_type")]),
    InlinePanel("contributors", heading=_("Authors and editors"), label=_("name")),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("issued_year"), FieldPanel("is_forthcoming")]),
            FieldPanel("container_title"),
            FieldRowPanel([FieldPanel("volume"), FieldPanel("issue"), FieldPanel("page")]),
        ],
        heading=_("Source"),
    ),
    FieldPanel("document"),
    FieldPanel("abstract"),
    collapsed(
        _("Belongs to"),
        FieldPanel("topics", widget=CheckboxColumns),
        FieldPanel("projects"),
        FieldPanel("regions", widget=CheckboxColumns),
    ),
    tabs=(
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("collection_title"), FieldPanel("collection_number")]),
                        FieldRowPanel([FieldPanel("publisher"), FieldPanel("publisher_place"), FieldPanel("edition")]),
                        FieldPanel("issued_on"),
                    ],
                    heading=_("Book, series and day"),
                ),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("isbn"), FieldPanel("issn")]),
                        FieldRowPanel([FieldPanel("web_address"), FieldPanel("accessed")]),
                        FieldRowPanel([FieldPanel("language"), FieldPanel("license")]),
                        FieldPanel("keyword"),
                    ],
                    heading=_("To be found by"),
                ),
                MultipleChooserPanel(
                    "files",
                    chooser_field_name="document",
                    heading=_("Further files"),
                    label=_("file"),
                    help_text=_("For example a summary or the data."),
                ),
                MultiFieldPanel([TEASER, PICTURE, BODY], heading=_("On the website")),
            ],
            heading=_("Further details"),
        ),
    ),
)
