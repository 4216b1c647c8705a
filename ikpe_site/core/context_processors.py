from django.conf import settings
from django.utils.functional import SimpleLazyObject

from .models.settings import institute_of
from .navigation import Navigation


def site_frame(request):
    """What base.html needs on views that are not pages; pages bring their own `navigation`.

    Lazy, so that a template which shows neither costs no query.
    """
    institute = institute_of(request)
    return {
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
        "institute": institute,
        "navigation": SimpleLazyObject(lambda: Navigation.for_request(request, institute)),
    }
