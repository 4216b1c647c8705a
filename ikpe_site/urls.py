from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from ikpe_site.home import views

handler500 = "ikpe_site.home.views.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("suche/", views.search, name="search"),
    path("anmeldung/", include("events.urls")),
    # Pictures only: documents are served by their own view, which knows who may read them.
    re_path(r"^media/(?P<path>(?:images|original_images)/.+)$", serve, {"document_root": settings.MEDIA_ROOT}),
    # Pages offer calendars under addresses that end on .ics; Wagtail itself serves folders only.
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.ics)$", wagtail_views.serve),
    path("", include(wagtail_urls)),
]
