"""„Literatur importieren“ and „Von DOI übernehmen“ in the admin."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from ikpe_site.editing.imports.views import ImportView

from .citation.doi import DOILookupError, look_up
from .imports import PublicationPlan
from .imports.contributors import names_of
from .imports.items import fields_of
from .imports.matching import KnownPeople
from .imports.notes import Notes
from .models import PublicationCategory, PublicationIndexPage


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

    def clean_category(self) -> int:
        return self.cleaned_data["category"].pk


class PublicationImportView(ImportView):
    plan_class = PublicationPlan
    url_name = "publications_import"
    title = gettext_lazy("Import publications")
    introduction = gettext_lazy(
        "First you see what would be imported; nothing is saved before you agree. "
        "What is there already stays as it is."
    )
    file_help = gettext_lazy("BibTeX (.bib), RIS (.ris) or CSL-JSON (.json), as Zotero or Citavi export it.")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.index = get_object_or_404(PublicationIndexPage)
        self.permissions = self.index.permissions_for_user(request.user)

    def has_permission(self):
        return self.permissions.can_add_subpage()

    def get_options_form(self, data=None):
        return ConfirmForm(data, can_publish=self.permissions.can_publish_subpage())

    def get_done_note(self, options):
        return "" if options.get("publish") else _("They wait as drafts until somebody publishes them.")

    def get_list_url(self):
        return reverse("wagtailadmin_explore", args=[self.index.pk])


@require_GET
def doi(request):
    """The fields of a publication by its DOI, for the script of the form; an error is a sentence with status 422."""
    if not get_object_or_404(PublicationIndexPage).permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    notes = Notes()
    try:
        item = look_up(request.GET.get("doi", ""))
        fields, names = fields_of(item, notes), names_of(item, notes)
    except (DOILookupError, ValidationError) as error:
        message = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        return JsonResponse({"error": message}, status=422)
    contributors, doubts = KnownPeople().contributors(names)
    rows = [
        {
            "role": entry.role,
            "family": entry.family,
            "given": entry.given,
            "suffix": entry.suffix,
            "literal": entry.literal,
            "person": {"id": entry.person_id, "title": entry.person.title} if entry.person_id else None,
        }
        for entry in contributors
    ]
    return JsonResponse({"fields": fields, "contributors": rows, "notes": [*notes, *doubts]})
