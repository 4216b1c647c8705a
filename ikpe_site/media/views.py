from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from wagtail import hooks
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.models import SourceImageIOError
from wagtail.images.permissions import permission_policy
from wagtail.images.views import images

from ikpe_site.core.querysets import is_in_private_collection

from .models import CustomDocument, CustomImage, CustomRendition, DocumentVersion
from .serving import file_response

PUBLIC = {"Cache-Control": f"public, max-age={24 * 3600}"}
PRIVATE = {"Cache-Control": "private, no-store"}
# No document runs as a page of this site: it is a download, whose type browsers do not guess.
DOWNLOAD = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}


def serve_rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture as pages show it; of a private collection only for those who may look into it, as with documents."""
    renditions = CustomRendition.objects.annotate(is_private=is_in_private_collection("image__"))
    rendition = get_object_or_404(renditions, file=name)
    if not rendition.is_private:
        return file_response(request, rendition.file, PUBLIC)
    refusal = None if may_choose(request.user, rendition.image) else refuse(rendition.image, request)
    response = refusal or file_response(request, rendition.file, {})
    response["Cache-Control"] = PRIVATE["Cache-Control"]
    return response


def refuse(file: CustomDocument | CustomImage, request: HttpRequest) -> HttpResponseBase | None:
    """The answer instead of a file of a private collection: a form for its password, or for signing in."""
    answers = (ask(file, request) for ask in hooks.get_hooks("before_serve_document"))
    return next((answer for answer in answers if answer is not None), None)


def serve_original(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture as it was uploaded, which is larger and may say where it was taken: not for visitors."""
    image = get_object_or_404(CustomImage, file=name)
    if not may_choose(request.user, image):
        raise Http404
    return file_response(request, image.file, PRIVATE)


def preview_rendition(request: HttpRequest, image_id: int, filter_spec: str) -> HttpResponseBase:
    """In place of Wagtail's view, which answers a picture without its file, or a damaged one, with an error."""
    try:
        return images.preview(request, image_id, filter_spec)
    except (SourceImageIOError, OSError) as error:
        raise Http404 from error


def may_choose(user, image: CustomImage) -> bool:
    return permission_policy.user_has_any_permission_for_instance(user, ["change", "choose"], image)


def serve_document(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """In place of Wagtail's view, which knows no parts of a file and no mark for a file that was replaced."""
    document = get_object_or_404(CustomDocument, pk=pk)
    if document.filename != name:
        if document.versions.filter(filename=name).exists():
            return redirect(document.url)  # citations name the address of its day
        raise Http404
    if refusal := refuse(document, request):
        return refusal
    return download(request, document.file, name, document.content_type)


def serve_version(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An earlier file of a document, for those who may change it: it was replaced for a reason."""
    version = get_object_or_404(DocumentVersion.objects.select_related("document"), pk=pk)
    if not document_policy.user_has_permission_for_instance(request.user, "change", version.document):
        raise Http404
    if not version.file:
        raise Http404
    response = download(request, version.file, version.filename, version.document.content_type)
    response["Cache-Control"] = PRIVATE["Cache-Control"]
    return response


def download(request: HttpRequest, stored, name: str, content_type: str) -> HttpResponseBase:
    return file_response(
        request,
        stored,
        DOWNLOAD,
        as_attachment=True,
        filename=name,
        content_type=content_type or "application/octet-stream",
    )
