"""Publishing without the form, several pages at once or by an approval: a page that is not complete is named."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages

from .admin_urls import edit_url


class IncompletePageMiddleware:
    """Leads to what is missing. Wagtail checks its forms, but takes for granted that a saved version is complete."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        page = getattr(exception, "page", None) if isinstance(exception, ValidationError) else None
        if page is None or page.pk is None or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        missing = exception.message_dict
        messages.error(
            request,
            _("Nothing was published, because “%(page)s” is not complete yet. %(missing)s")
            % {"page": page.get_admin_display_title(), "missing": described(page, missing)},
        )
        field = next((name for name in missing if name != NON_FIELD_ERRORS), "")
        place = edit_url(page.pk, field)
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":  # a dialog, which leads on by itself
            return JsonResponse({"step": "success", "redirect": place})
        return redirect(place)


def described(page, errors: dict[str, list[str]]) -> str:
    parts = []
    for name, texts in errors.items():
        label = "" if name == NON_FIELD_ERRORS else f"{capfirst(page._meta.get_field(name).verbose_name)}: "
        parts.append(label + " ".join(texts))
    return " ".join(parts)
