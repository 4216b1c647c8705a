from django.conf import settings
from django.utils.functional import SimpleLazyObject

from .models import InstituteSettings
from .navigation import Navigation


def site_frame(request):
    """What base.html needs on views that are not pages; pages bring their own `navigation`.

    Lazy, so that a template which shows neither costs no query.
    """
    return {
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
        "institute": SimpleLazyObject(lambda: InstituteSettings.for_request(request)),
        "navigation": SimpleLazyObject(lambda: Navigation.for_request(request)),
    }
