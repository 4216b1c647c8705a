from django.urls import path
from wagtail import hooks

from .document_list import DocumentIndexView
from .image_operations import PortraitOperation
from .picture_list import PictureAddView, PictureIndexView
from .views import preview_rendition, serve_version


@hooks.register("register_admin_urls")
def register_lists_of_media():
    """In place of Wagtail's own views, whose other URLs stay."""
    return [
        path("images/", PictureIndexView.as_view()),
        path("images/results/", PictureIndexView.as_view(results_only=True)),
        path("images/add/", PictureAddView.as_view()),
        path("images/<int:image_id>/preview/<str:filter_spec>/", preview_rendition),
        path("documents/versions/<int:pk>/", serve_version, name="document_version"),
        path("documents/", DocumentIndexView.as_view()),
        path("documents/results/", DocumentIndexView.as_view(results_only=True)),
    ]


@hooks.register("register_image_operations")
def register_portrait_operation():
    return [("portrait", PortraitOperation)]
