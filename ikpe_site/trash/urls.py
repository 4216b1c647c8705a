"""Lists and reports in the place of Wagtail's own, whose names and addresses stay."""

from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import lists

VIEWS = {
    "pages/search/": lists.PageSearch,
    "pages/usage/<slug:content_type_app_name>/<slug:content_type_model_name>/": lists.PagesOfType,
    "reports/aging-pages/": lists.AgingPages,
    "reports/locked/": lists.LockedPages,
    "reports/page-types-usage/": lists.PageTypes,
    "reports/workflow/": lists.Workflows,
    "reports/workflow_tasks/": lists.WorkflowTasks,
}

urlpatterns = decorate_urlpatterns(
    [
        path(f"{address}{end}", view.as_view(results_only=bool(end)))
        for address, view in VIEWS.items()
        for end in ("", "results/")
    ],
    require_admin_access,
)
