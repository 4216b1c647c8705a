"""„Literatur importieren“ and „Von DOI übernehmen“ in the admin."""

import datetime

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from .citation.doi import DOILookupError, look_up
from .imports import UnreadableFileError, plan_import, read_file
from .imports.files import MAX_BYTES
from .imports.items import fields_of, names_of
from .imports.plan import KnownPeople
from .models import PublicationCategory, PublicationIndexPage, UploadedImport

KEPT_FOR = datetime.timedelta(days=1)
PROGRESS_STEP = 25
PROGRESS_MARK = "<!-- progress -->"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("BibTeX (.bib), RIS (.ris) or CSL-JSON (.json), as Zotero or Citavi export it."),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        content = file.read(MAX_BYTES + 1)
        try:
            self.cleaned_data["records"] = read_file(content)
        except UnreadableFileError as error:
            raise ValidationError(str(error)) from None
        return {"name": file.name[:255], "content": content}


class ConfirmForm(forms.Form):
    category = forms.ModelChoiceField(
        PublicationCategory.objects.all(), label=gettext_lazy("Category of the new publications")
    )
    publish = forms.TypedChoiceField(
        label=gettext_lazy("Import them as"),
        choices=[("", gettext_lazy("drafts, to be looked through")), ("1", gettext_lazy("published"))],
        coerce=bool,
        required=False,
        empty_value=False,
    )

    def __init__(self, *args, can_publish: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not can_publish:
            del self.fields["publish"]


def permissions_of(request):
    """What the user may do with the list of publications; PermissionDenied if they may add none."""
    permissions = get_object_or_404(PublicationIndexPage).permissions_for_user(request.user)
    if not permissions.can_add_subpage():
        raise PermissionDenied
    return permissions


def upload(request):
    permissions_of(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        UploadedImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
        kept = UploadedImport.objects.create(user=request.user, **form.cleaned_data["file"])
        return redirect("publications_import_preview", kept.pk)
    return render(request, "publications/admin/import_upload.html", {"form": form, "breadcrumbs_items": trail()})


def preview(request, pk):
    permissions = permissions_of(request)
    kept = get_object_or_404(UploadedImport, pk=pk, user=request.user)
    plan = plan_import(read_file(bytes(kept.content)))
    form = ConfirmForm(request.POST or None, can_publish=permissions.can_publish_subpage())
    if request.method == "POST" and plan.new and form.is_valid():
        chosen = form.cleaned_data
        return carry_out(request, kept, plan, chosen["category"], chosen.get("publish", False))
    context = {"form": form, "plan": plan, "name": kept.name, "breadcrumbs_items": trail(kept.name)}
    return render(request, "publications/admin/import_preview.html", context)


def carry_out(request, kept, plan, category, publish) -> StreamingHttpResponse:
    """Import while the answer is being sent, so that it shows how far it has come; an abort takes all back."""
    total = len(plan.new)
    index = PublicationIndexPage.objects.get()
    context = {
        "total": total,
        "publish": publish,
        "explore_url": reverse("wagtailadmin_explore", args=[index.pk]),
        "breadcrumbs_items": trail(kept.name),
    }
    before, _mark, after = render_to_string("publications/admin/import_run.html", context, request).partition(
        PROGRESS_MARK
    )

    def answer():
        yield before
        for number in plan.carry_out(category, publish, request.user):
            if number % PROGRESS_STEP == 0 and number < total:
                yield format_html("<li>{} / {}</li>", number, total)
        kept.delete()
        yield after

    return StreamingHttpResponse(answer())


def trail(*labels: str) -> list[dict]:
    """The breadcrumbs: home, the import, and `labels` without an address."""
    items = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("publications_import"), "label": _("Import publications")},
    ]
    return items + [{"url": "", "label": label} for label in labels]


@require_GET
def doi(request):
    """The fields of a publication by its DOI, for the script of the form; an error is a sentence with status 422."""
    permissions_of(request)
    try:
        item = look_up(request.GET.get("doi", ""))
        fields, names = fields_of(item), names_of(item)
    except (DOILookupError, ValidationError) as error:
        message = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        return JsonResponse({"error": message}, status=422)
    contributors, notes = KnownPeople().contributors(names)
    rows = [
        {
            "role": entry.role,
            "family": entry.family,
            "given": entry.given,
            "literal": entry.literal,
            "person": {"id": entry.person_id, "title": entry.person.title} if entry.person_id else None,
        }
        for entry in contributors
    ]
    return JsonResponse({"fields": fields, "contributors": rows, "notes": notes})
