"""Signing in, in place of Wagtail's own login, which knows no second factor. No sign-up: the administration makes
accounts. And the passwords of private pages, in place of Wagtail's own views, which know no limits."""

from allauth.account import views
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from .views import open_private_document, open_private_page, provider_callback, provider_login, session_state

to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_reset = RedirectView.as_view(pattern_name="account_reset_password")

account = [
    path("abmelden/", views.logout, name="account_logout"),
    path("sitzung/", session_state, name="account_session_state"),
    path("gesperrt/", views.account_inactive, name="account_inactive"),
    path("bestaetigen/", views.reauthenticate, name="account_reauthenticate"),
    path("passwort/", views.password_reset, name="account_reset_password"),
    path("passwort/gesendet/", views.password_reset_done, name="account_reset_password_done"),
    path("passwort/geaendert/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("passwort/<str:uidb36>/<str:key>/", views.password_reset_from_key, name="account_reset_password_from_key"),
    path("zweiter-faktor/", include("allauth.mfa.urls")),
    path("extern/", include("allauth.socialaccount.urls")),
    path("oidc/<str:provider_id>/login/", provider_login, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", provider_callback, name="openid_connect_callback"),
]

urlpatterns = [
    path("admin/login/", views.login, name="account_login"),
    path("_util/login/", to_login),
    re_path("^admin/password_reset/", to_reset),
    path("admin/konto/", include(account)),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        open_private_page,
        name="wagtailcore_authenticate_with_password",
    ),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        open_private_document,
        name="wagtaildocs_authenticate_with_password",
    ),
]
