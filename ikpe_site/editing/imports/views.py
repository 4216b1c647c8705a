"""An import in the admin: a file, the preview of what it would do, and how far the import has come."""

import datetime
from typing import Any

from django import forms
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from ..models import UploadedImport
from .plans import Plan
from .reading import rows_of
from .tasks import execute_import, progress_key

KEPT_FOR = datetime.timedelta(days=1)
RELOADED_AFTER = 3  # seconds


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File"))

    def __init__(self, *args, plan_class: type[Plan], help_text: str):
        super().__init__(*args)
        self.plan_class = plan_class
        self.fields["file"].help_text = help_text

    def clean_file(self):
        file = self.cleaned_data["file"]
        content = file.read(self.plan_class.max_bytes + 1)
        return {"name": file.name[:255], "records": rows_of(self.plan_class, content)}


class ImportView(View):
    """Without a key the upload of a file, with that of an UploadedImport its preview; both addresses have one name."""

    plan_class: type[Plan]
    url_name: str
    title: "str | Promise"
    introduction: "str | Promise"
    file_help: "str | Promise"

    def has_permission(self) -> bool:
        raise NotImplementedError

    def get_list_url(self) -> str:
        """Where what was imported is listed."""
        raise NotImplementedError

    def get_options_form(self, data=None) -> forms.Form:
        """What is asked before the import. Its `cleaned_data`, of what JSON knows, goes to the plan."""
        return forms.Form(data)

    def dispatch(self, request, *args, **kwargs):
        if not self.has_permission():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, pk=None):
        if pk is None:
            return self.render("upload", form=self.get_upload_form())
        uploaded = self.get_uploaded(pk)
        if uploaded.state == uploaded.State.PREVIEW:
            return self.render_preview(uploaded, self.get_plan(uploaded), self.get_options_form())
        return self.render_state(uploaded)

    def post(self, request, pk=None):
        return self.keep() if pk is None else self.execute(self.get_uploaded(pk))

    def keep(self):
        """Keep what the file holds for its preview, and throw away what nobody came back to."""
        form = self.get_upload_form(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.render("upload", form=form)
        UploadedImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
        uploaded = UploadedImport.objects.create(
            user=self.request.user, importer=self.url_name, **form.cleaned_data["file"]
        )
        return redirect(self.url_name, uploaded.pk)

    def execute(self, uploaded: UploadedImport):
        """Hand the import to the task queue, once."""
        if uploaded.state == uploaded.State.PREVIEW:
            plan, form = self.get_plan(uploaded), self.get_options_form(self.request.POST)
            if not (plan.due and form.is_valid()):
                return self.render_preview(uploaded, plan, form)
            if uploaded.start(form.cleaned_data, len(plan.due)):
                execute_import.enqueue(uploaded.pk, self.plan_class.path())
        return redirect(self.url_name, uploaded.pk)

    def render_state(self, uploaded: UploadedImport):
        """How far the import has come. While it runs, the page loads itself anew, without a script."""
        progress, note = cache.get(progress_key(uploaded.pk)), self.get_done_note(uploaded.options)
        response = self.render("run", uploaded.name, uploaded=uploaded, progress=progress, note=note)
        if uploaded.state == uploaded.State.WAITING:
            response["Refresh"] = str(RELOADED_AFTER)
        return response

    def get_done_note(self, options: dict[str, Any]) -> str:
        """What is still to be done with what was imported."""
        return ""

    def get_upload_form(self, *data) -> UploadForm:
        return UploadForm(*data, plan_class=self.plan_class, help_text=self.file_help)

    def get_uploaded(self, pk: int) -> UploadedImport:
        return get_object_or_404(UploadedImport, pk=pk, importer=self.url_name, user=self.request.user)

    def get_plan(self, uploaded: UploadedImport) -> Plan:
        return self.plan_class.of_rows(uploaded.records)

    def render_preview(self, uploaded: UploadedImport, plan: Plan, form: forms.Form):
        return self.render("preview", uploaded.name, plan=plan, form=form)

    def render(self, step: str, *labels: str, **context):
        return render(self.request, f"editing/imports/{step}.html", self.get_context(*labels, **context))

    def get_context(self, *labels: str, **context) -> dict[str, Any]:
        """`context` with what each step shows; `labels` are the breadcrumbs behind that of the upload."""
        breadcrumbs = [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(self.url_name), "label": self.title},
            *({"url": "", "label": label} for label in labels),
        ]
        return context | {"view": self, "breadcrumbs_items": breadcrumbs}
