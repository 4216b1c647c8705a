"""The report of the admin on what was searched and not found."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.permission_policies import ModelPermissionPolicy

from .models import MissedSearch

# Whoever may put results first needs to know what is missing.
permission_policy = ModelPermissionPolicy(SearchPromotion)


class MissedSearchReportView(ReportView):
    page_title = _("Searched and not found")
    header_icon = "search"
    model = MissedSearch
    results_template_name = "search/missed_searches_results.html"
    index_url_name = "missed_searches"
    index_results_url_name = "missed_searches_results"
    permission_policy = permission_policy
    any_permission_required = ("add", "change", "delete")
    default_ordering = "-count"
    list_export = ("words", "count", "last_on")
    columns = [
        TitleColumn(
            "words",
            label=_("searched for"),
            sort_key="words",
            get_url=lambda missed: f"{reverse('search')}?{urlencode({'q': missed.words})}",
        ),
        Column("count", label=_("how often"), sort_key="count"),
        DateColumn("last_on", label=_("last on"), sort_key="last_on"),
    ]
