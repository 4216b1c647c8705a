from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.cache import cache_control


@cache_control(public=True, max_age=24 * 3600)
def serve_picture(request, name):
    """An uploaded picture or a rendition of one, from wherever uploads live."""
    try:
        return FileResponse(default_storage.open(name))
    except (OSError, ValueError, SuspiciousFileOperation) as error:  # missing, a folder, or no name of a file at all
        raise Http404 from error
