"""Redirects in the admin: the form that checks more than Wagtail's, and the import with its preview."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.permissions import permission_policy

from .forms import CheckedRedirectForm, ImportForm
from .imports import plan_import


class CreateView(views.CreateView):
    form_class = CheckedRedirectForm

    def get_initial(self) -> dict[str, Any]:
        """With the old address that a link, such as that in the report, brings along."""
        return super().get_initial() | {"old_path": self.request.GET.get("old_path", "")}


class EditView(views.EditView):
    form_class = CheckedRedirectForm


def import_redirects(request: HttpRequest) -> HttpResponse:
    """Shows first what each line would do; „Importieren“ then makes the redirects."""
    if not permission_policy.user_has_permission(request.user, "add"):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    plan = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read() if file else form.cleaned_data["content"].encode()
        try:
            if not content:
                raise ValidationError(_("Please choose a file."))
            plan = plan_import(content)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            if "apply" in request.POST:
                count = plan.carry_out(request.user)
                text = ngettext("%(count)d redirect was made.", "%(count)d redirects were made.", count)
                messages.success(request, text % {"count": count})
                return redirect("wagtailredirects:index")
            form = ImportForm(initial={"content": plan.as_csv()})
    return render(request, "links/import_redirects.html", {"form": form, "plan": plan})
