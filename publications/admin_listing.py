"""The list of publications in the admin."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django_filters import MultipleChoiceFilter, NumberFilter
from wagtail.admin.ui.tables import Column

from ikpe_site.editing.listings import ContentListing, NamesColumn, RelatedFilter, light
from ikpe_site.text.folding import comparable
from topics.models import TopicPage

from .models import CSLType, PublicationCategory, PublicationIndexPage, PublicationPage


def names(publication) -> str:
    """The authors, or else the editors: „Fischer, Müller“."""
    people = publication.csl.get("author") or publication.csl.get("editor") or []
    return ", ".join(name.get("family") or name.get("literal", "") for name in people)


class PublicationListing(ContentListing):
    name = "publications"
    model = PublicationPage
    index_model = PublicationIndexPage
    icon = "openquote"
    menu_label = _("Results")
    menu_order = 150
    add_label = _("New publication")
    ordering = "-issued_year"
    search_fields = ("search_text", "doi")
    own_columns = (
        Column("authors", accessor=names, label=_("Authors and editors"), width="16%"),
        Column("issued_year", label=_("Year"), sort_key="issued_year", width="6%"),
        Column("category", label=_("Category"), sort_key="category__sort_order", width="14%"),
    )
    export_columns = (
        Column("type", accessor="get_csl_type_display", label=_("Type of publication")),
        Column("container_title", label=_("Published in")),
        Column("doi", label="DOI"),
        NamesColumn("topics", label=_("Topics")),
    )

    def get_filters(self):
        return {
            "category": RelatedFilter(PublicationCategory.objects.all, label=_("Category")),
            "csl_type": MultipleChoiceFilter(
                label=_("Type of publication"), choices=CSLType, widget=CheckboxSelectMultiple
            ),
            "issued_year": NumberFilter(label=_("Year")),
            "topics": RelatedFilter(TopicPage.objects.in_tree_order, label=_("Topics")),
        }

    def for_listing(self, pages):
        light_topics = light("topics", TopicPage.objects.all())
        pages = super().for_listing(pages).defer("abstract", "search_text", "references")
        return pages.select_related("category").prefetch_related(light_topics)

    def search_word(self, word):
        return comparable(word)
