"""Asking the DOI resolver for CSL-JSON (content negotiation, https://citation.doi.org/docs.html)."""

from typing import Any
from urllib.parse import quote

import requests
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from requests.adapters import BaseAdapter

from ikpe_site.links.external import ExternalSession, LimitedAdapter, NotPublicError

from .identifiers import normal_doi

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"
TIMEOUT = 10  # seconds in all
MAX_BYTES = 1024 * 1024


class DOILookupError(Exception):
    """The look-up failed; the message says why, to an editor."""


class NotSecure(BaseAdapter):
    """Takes no request: who registered a DOI answers by TLS."""

    def send(self, *args: Any, **kwargs: Any) -> requests.Response:
        raise NotPublicError

    def close(self) -> None:
        pass


def look_up(text: str) -> dict:
    """Return the CSL-JSON item of a DOI; DOILookupError if there is none or the service does not answer."""
    try:
        doi = normal_doi(text)
    except ValidationError as error:
        raise DOILookupError(error.messages[0]) from None
    try:
        answer = ask(f"{settings.DOI_RESOLVER}{quote(doi)}")
        item = answer.json() if answer.ok else None
    except NotPublicError:
        raise DOILookupError(_("The DOI service sent on to an address that is not safe.")) from None
    except (requests.exceptions.InvalidSchema, requests.TooManyRedirects):
        raise DOILookupError(_("The DOI service answers with an error. Please fill in the fields by hand.")) from None
    except (requests.RequestException, ValueError):
        raise DOILookupError(_("The DOI service does not answer. Please fill in the fields by hand.")) from None
    if answer.status_code == 404:
        raise DOILookupError(_("Nobody has registered the DOI %(doi)s.") % {"doi": doi})
    if not isinstance(item, dict):
        raise DOILookupError(_("The DOI service answers with an error. Please fill in the fields by hand."))
    return {**item, "DOI": doi}


def ask(url: str) -> requests.Response:
    """The answer of the resolver, which sends on to the registration agency: by TLS only, at most three times."""
    with ExternalSession(seconds=TIMEOUT, max_bytes=MAX_BYTES) as session:
        session.max_redirects = 3
        session.mount("http://", NotSecure())
        session.mount(settings.DOI_RESOLVER, LimitedAdapter(MAX_BYTES))  # whoever runs the site trusts it
        return session.get(url, headers={"Accept": MEDIA_TYPE})
