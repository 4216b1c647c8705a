"""Which collections whoever asks may not look into: no page names a picture to somebody who would not get it."""

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Collection, CollectionViewRestriction

from .models.settings import InstituteSettings
from .querysets import is_below

ATTRIBUTE = "_closed_collections"


def is_closed(image, request: HttpRequest) -> bool:
    """Whether the picture is in a collection that the visitor may not look into."""
    return image.collection_id in closed_collections(request)


def closed_collections(request: HttpRequest) -> frozenset[int]:
    """The ids of the collections, looked up once for each request, and only if there are private ones at all."""
    if not hasattr(request, ATTRIBUTE):
        setattr(request, ATTRIBUTE, find_closed_collections(request))
    return getattr(request, ATTRIBUTE)


def find_closed_collections(request: HttpRequest) -> frozenset[int]:
    # Who has no session is asked nothing about it: an answer that depends on it would not be kept for others.
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    if has_session and request.user.has_perm("wagtailadmin.access_admin"):
        return frozenset()  # the preview says which pictures are not for all
    if not getattr(InstituteSettings.for_request(request), "has_private_collections", True):
        return frozenset()
    restrictions = CollectionViewRestriction.objects.all()
    if has_session:
        open_ones = [entry.pk for entry in restrictions if entry.accept_request(request)]
        restrictions = restrictions.exclude(pk__in=open_ones)
    return frozenset(Collection.objects.filter(is_below(restrictions, "path")).values_list("pk", flat=True))
