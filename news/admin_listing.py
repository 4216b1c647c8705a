"""The list of posts in the admin."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter, MultipleChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import Column

from ikpe_site.editing.listings import ContentListing, DateColumn, NamesColumn, RelatedFilter, light
from topics.models import TopicPage

from .models import NewsIndexPage, NewsPage


class NewsListing(ContentListing):
    name = "news"
    model = NewsPage
    index_model = NewsIndexPage
    icon = "doc-full"
    menu_label = _("News")
    menu_order = 110
    add_label = _("New post")
    ordering = "-date"
    search_fields = ("title", "teaser")
    own_columns = (
        DateColumn("date", label=_("Date"), sort_key="date", width="9%"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind", width="10%"),
        NamesColumn("topics", label=_("Topics"), width="15%"),
    )

    def get_filters(self):
        return {
            "date": DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget),
            "kind": MultipleChoiceFilter(label=_("Kind"), choices=NewsPage.Kind, widget=CheckboxSelectMultiple),
            "topics": RelatedFilter(TopicPage.objects.in_tree_order, label=_("Topics")),
        }

    def for_listing(self, pages):
        return super().for_listing(pages).prefetch_related(light("topics", TopicPage.objects.all()))
