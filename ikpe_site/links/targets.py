"""What somebody gives as the target of a redirect, checked, and as Wagtail keeps it."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from wagtail.models import Site

from .redirects import MAX_PATH, MAX_STEPS, match
from .resolving import is_view, own_path, page_at

is_web_address = URLValidator(schemes=["http", "https"])


def target_fields(given: str, site: Site) -> dict[str, Any]:
    """The fields of a Redirect to the address `given`; ValidationError, in words for an editor, if it leads nowhere.

    A page of this site is kept as a page, so that the redirect follows it wherever it moves.
    """
    path = own_path(given)
    if path is None:
        return {"redirect_link": web_address(given)}
    place = page_at(path, site.root_page)
    if place and "?" not in path:
        return {"redirect_page": place.page, "redirect_page_route_path": place.rest and f"/{place.rest}"}
    if place or is_view(path) or match(path, site):
        return {"redirect_link": web_address(settings.SITE_URL + path)}
    raise ValidationError(_("There is nothing at %(address)s on this website.") % {"address": path[:80]})


def web_address(given: str) -> str:
    try:
        is_web_address(given)
    except ValidationError:
        raise ValidationError(_("“%(address)s” is not an address.") % {"address": given[:80]}) from None
    if len(given) > MAX_PATH:
        raise ValidationError(_("This address is too long."))
    return given


def check_for_circle(old_path: str, link: str, site: Site) -> None:
    """ValidationError if visitors sent from `old_path` to `link` would come back to `old_path`."""
    for _step in range(MAX_STEPS):
        path = own_path(link)
        if path is None:
            return
        found = match(path, site)
        if path.rstrip("/") == old_path.rstrip("/") or (found and found[0].old_path == old_path):
            raise ValidationError(_("This redirect would lead in a circle."))
        if found is None or found[0].redirect_page_id:
            return
        link = found[0].redirect_link
    raise ValidationError(_("This redirect would lead in a circle."))
