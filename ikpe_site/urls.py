from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve as serve_page

from ikpe_site.core.social_cards import social_card
from ikpe_site.editing.bulk_actions import bulk_action
from ikpe_site.home import sitemaps, views
from ikpe_site.media.views import serve_document, serve_original, serve_rendition
from ikpe_site.search import views as search_views
from people.views import vcard, vcards

handler404 = "ikpe_site.home.views.page_not_found"
handler500 = "ikpe_site.home.views.server_error"

urlpatterns = [
    re_path(r"\x00", views.no_such_url),  # no database looks for such a character
    path("", include("ikpe_site.accounts.urls")),  # first: it takes the place of Wagtail's own login
    path("admin/", include("ikpe_site.trash.urls")),  # lists without the pages in the trash, likewise
    path("admin/bulk/<str:app_label>/<str:model_name>/<str:action>/", require_admin_access(bulk_action)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/<int:pk>/<str:name>", serve_document, name="serve_document"),
    path("documents/", include(wagtaildocs_urls)),
    path("abonnieren/", views.subscribe, name="subscribe"),
    path("suche/", search_views.search, name="search"),
    path("suche/vorschlaege/", search_views.suggest, name="search_suggestions"),
    path("anmeldung/", include("events.registration.urls")),
    path("robots.txt", views.robots),
    path(".well-known/security.txt", views.security_txt),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
    path("vorschau/<int:pk>/<slug:digest>.png", social_card, name="social_card"),
    # Pictures only, each looked up by its name: documents are served by their own view, which knows who may read them,
    # and `images/../documents/` must not get around it.
    re_path(r"^media/(?P<name>images/[^/]+)$", serve_rendition),
    re_path(r"^media/(?P<name>original_images/[^/]+)$", serve_original),
    # Wagtail's addresses end with a slash: that of a file has a view of its own.
    path("<path:person>/kontakt.vcf", vcard, name="vcard"),
    path("<path:team>/kontakte.vcf", vcards, name="vcards"),
    # The forms for visitors. Django's CSRF token needs a cookie, which visitors do not get: a signed time takes its
    # place (core/spam.py). The middleware asks the view whether it is exempt before Wagtail looks for the page, so
    # pages are served by an exempt view here, at the addresses of these forms and nowhere else.
    re_path(r"^((?:[\w\-]+/)+nachricht/)$", csrf_exempt(serve_page)),
    # Files that pages make of what they show: Wagtail's own pattern knows no full stop.
    re_path(r"^((?:[\w-]+/)+[\w-]+\.(?:bib|ris|json|ics))$", serve_page),
    path("", include(wagtail_urls)),
]
