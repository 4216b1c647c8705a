"""Redirects in the admin: the form that checks more than Wagtail's, and the import with its preview."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.permissions import permission_policy

from ikpe_site.editing.imports.views import ImportView

from .forms import CheckedRedirectForm
from .imports import RedirectPlan


class CreateView(views.CreateView):
    form_class = CheckedRedirectForm

    def get_initial(self) -> dict[str, Any]:
        """With the old URL that a link, such as that in the report, brings along."""
        return super().get_initial() | {"old_path": self.request.GET.get("old_path", "")}


class EditView(views.EditView):
    form_class = CheckedRedirectForm


class RedirectImportView(ImportView):
    plan_class = RedirectPlan
    url_name = "redirects_import"
    title = gettext_lazy("Import redirects")
    introduction = gettext_lazy(
        "First you see what each line would do; nothing is saved then. "
        "Redirects that are there already stay as they are, so the same file can be imported again."
    )
    file_help = gettext_lazy(
        "CSV with two columns: the old address and the new one. Comma, semicolon or tab between them."
    )

    def has_permission(self) -> bool:
        return permission_policy.user_has_permission(self.request.user, "add")

    def get_list_url(self) -> str:
        return reverse("wagtailredirects:index")
