"""Who may see and add what, and the lists that there are."""

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..page_permissions import PAGE_ACTIONS

if TYPE_CHECKING:
    from .views import ContentListing

_listings: list["ContentListing"] = []


def listings() -> list["ContentListing"]:
    """All lists of the admin, in the order of the site."""
    return sorted(_listings, key=lambda listing: listing.menu_order)


def register_listing(listing: "ContentListing") -> None:
    _listings.append(listing)


def index_pages_of(user) -> dict[int, tuple[int, bool]]:
    """The index pages below which `user` may do something, by content type: their id, and whether pages can be added.

    One query for the menu and the dashboard, kept for the request as Wagtail keeps the permissions themselves.
    """
    if not hasattr(user, "cached_index_pages"):
        models = {listing.index_model for listing in listings()}
        types = [content_type.pk for content_type in ContentType.objects.get_for_models(*models).values()]
        pages = Page.objects.filter(content_type__in=types).order_by("path")
        user.cached_index_pages = {
            page.content_type_id: (page.pk, "add" in rights)
            for page in pages.only("pk", "path", "content_type_id")
            if (rights := rights_in(user, page.path))
        }
    return user.cached_index_pages


def rights_in(user, path: str) -> set[str]:
    """What `user` may do with pages at or below `path`, at least with some of them."""
    if user.is_superuser:
        return set(PAGE_ACTIONS)
    return {
        action
        for entry in page_permission_policy.get_cached_permissions_for_user(user)
        if entry.page.path.startswith(path) or path.startswith(entry.page.path)
        for action in PAGE_ACTIONS
        if entry.permission.codename == f"{action}_page"
    }
