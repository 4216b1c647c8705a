"""Publications for the programs that manage references, from CSL-JSON items."""

import json

from django.http import Http404, HttpResponse

from .bibtex import to_bibtex
from .ris import to_ris


def to_csl_json(items) -> str:
    return json.dumps(list(items), ensure_ascii=False, indent=2) + "\n"


# By the extension of the file: its media type and the function that writes CSL-JSON items as text.
FORMATS = {
    "bib": ("application/x-bibtex; charset=utf-8", to_bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", to_ris),
    "json": ("application/vnd.citationstyles.csl+json", to_csl_json),
}
EXTENSIONS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}


def export_response(items, extension: str, name: str) -> HttpResponse:
    """Return the file `name`.`extension` with the `items`; Http404 for a format that does not exist."""
    if extension not in FORMATS:
        raise Http404
    media_type, write = FORMATS[extension]
    response = HttpResponse(write(items), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response
