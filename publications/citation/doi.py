"""Asking the DOI resolver for CSL-JSON (content negotiation, https://citation.doi.org/docs.html)."""

import json
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .identifiers import normal_doi

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"
TIMEOUT = 5  # seconds, for each step of the way
MAX_BYTES = 1024 * 1024


class DOILookupError(Exception):
    """The look-up failed; the message says why, to an editor."""


class KeepAccept(HTTPRedirectHandler):
    """The resolver sends on to the registration agency: over HTTP(S) only, at most three times."""

    max_redirections = 3

    def redirect_request(self, request, file, code, message, headers, address):
        if not address.startswith(("https://", settings.DOI_RESOLVER)):
            raise DOILookupError(_("The DOI service sent on to an address that is not safe."))
        return super().redirect_request(request, file, code, message, headers, address)


def look_up(text: str) -> dict:
    """Return the CSL-JSON item of a DOI; DOILookupError if there is none or the service does not answer."""
    try:
        doi = normal_doi(text)
    except ValidationError as error:
        raise DOILookupError(error.messages[0]) from None
    request = Request(f"{settings.DOI_RESOLVER}{quote(doi)}", headers={"Accept": MEDIA_TYPE})  # noqa: S310 a setting
    try:
        with build_opener(KeepAccept).open(request, timeout=TIMEOUT) as answer:
            item = json.loads(answer.read(MAX_BYTES))
    except HTTPError as error:
        if error.code == 404:
            raise DOILookupError(_("Nobody has registered the DOI %(doi)s.") % {"doi": doi}) from None
        raise DOILookupError(_("The DOI service answers with an error. Please fill in the fields by hand.")) from None
    except (OSError, ValueError):
        raise DOILookupError(_("The DOI service does not answer. Please fill in the fields by hand.")) from None
    if not isinstance(item, dict):
        raise DOILookupError(_("The DOI service answers with an error. Please fill in the fields by hand."))
    return {**item, "DOI": doi}
