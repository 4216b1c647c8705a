from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from . import admin_views
from .admin_listing import PublicationListing
from .models import PublicationCategory, PublicationIndexPage


class PublicationCategoryViewSet(SnippetViewSet):
    model = PublicationCategory
    icon = "list-ul"
    list_display = ["name", "sort_order"]


register_snippet(PublicationCategoryViewSet)


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        index = PublicationIndexPage.objects.first()
        return index is not None and index.permissions_for_user(request.user).can_add_subpage()


@hooks.register("register_admin_viewset")
def register_listing():
    return PublicationListing()


@hooks.register("register_admin_urls")
def register_import_and_doi():
    import_publications = admin_views.PublicationImportView.as_view()
    return [
        path("literatur/import/", import_publications, name="publications_import"),
        path("literatur/import/<int:pk>/", import_publications, name="publications_import"),
        path("literatur/doi/", admin_views.doi, name="publications_doi"),
    ]


@hooks.register("register_admin_menu_item")
def register_import_menu_item():
    return ImportMenuItem(
        _("Import publications"),
        reverse("publications_import"),
        name="import-publications",
        icon_name="upload",
        order=900,
    )


@hooks.register("insert_editor_js")
def add_doi_script():
    return format_html(
        '<script src="{}" data-doi-url="{}" defer></script>', static("js/admin_doi.js"), reverse("publications_doi")
    )
