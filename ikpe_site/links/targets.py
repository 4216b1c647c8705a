"""What somebody gives as the target of a redirect, checked, and as Wagtail keeps it."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from .redirects import MAX_STEPS
from .resolving import is_view, own_path
from .site_urls import SiteUrls
from .spelling import MAX_PATH, canonical

is_web_url = URLValidator(schemes=["http", "https"])


def target_fields(given: str, urls: SiteUrls) -> dict[str, Any]:
    """The fields of a Redirect to the URL `given`; ValidationError, in words for an editor, if it leads nowhere.

    A page of this site is kept as a page, so that the redirect follows it wherever it moves.
    """
    path = own_path(given)
    if path is None:
        return {"redirect_link": web_url(given)}
    resolved = urls.page_at(path)
    if resolved and "?" not in path:
        return {"redirect_page": resolved.page, "redirect_page_route_path": resolved.rest and f"/{resolved.rest}"}
    if resolved or is_view(path) or urls.match(path):
        return {"redirect_link": web_url(settings.SITE_URL + path)}
    raise ValidationError(_("There is nothing at %(address)s on this website.") % {"address": path[:80]})


def web_url(given: str) -> str:
    try:
        is_web_url(given)
    except ValidationError:
        raise ValidationError(_("“%(address)s” is not an address.") % {"address": given[:80]}) from None
    if len(given) > MAX_PATH:
        raise ValidationError(_("This address is too long."))
    return given


def check_for_circle(old_path: str, link: str, urls: SiteUrls) -> None:
    """ValidationError if visitors sent from `old_path` to `link` would come back to `old_path`."""
    for _step in range(MAX_STEPS):
        path = own_path(link)
        if path is None:
            return
        redirect, _rest = urls.match(path) or (None, "")
        if canonical(path) == canonical(old_path) or (redirect and redirect.old_path == old_path):
            raise ValidationError(_("This redirect would lead in a circle."))
        if redirect is None or redirect.redirect_page_id:
            return
        link = redirect.redirect_link
    raise ValidationError(_("This redirect would lead in a circle."))
