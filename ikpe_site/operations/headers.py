"""The headers that tell browsers what pages of this site may do."""

import re
from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

# What browsers offer and neither a page nor embedded content needs. What is not named keeps the browser's default: a
# film that a visitor has agreed to may fill the screen.
UNUSED_FEATURES = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES)
SIGN_IN_VIEWS = ("account_", "mfa_", "socialaccount_", "openid_connect_")
# Pictures may be shown by others: previews of links, readers of feeds.
SHARED_PATHS = (settings.MEDIA_URL, settings.STATIC_URL)
CONSENTED_FRAME = re.compile(
    rb'class="consent-embed-frame">(?:\s*<div[^>]*>)*\s*<iframe\b[^>]*?\ssrc="(https://[^/"?#]+)'
)


def is_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def is_sign_in(request: HttpRequest) -> bool:
    """Whether this is a page of django-allauth, which needs nothing unsafe."""
    match = request.resolver_match
    return match is not None and (match.url_name or "").startswith(SIGN_IN_VIEWS)


class SecurityHeadersMiddleware:
    """Headers that Django does not set by itself, on every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        origin = "cross-origin" if request.path_info.startswith(SHARED_PATHS) else "same-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", origin)
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """A policy for visitors and one for the admin; embedded content is allowed on the page that was asked for it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        # A preview has gone through all middleware already, as the page of a visitor, which no frame may show.
        if is_admin(request):
            response.headers.pop(HEADER, None)
        return super().process_response(request, response)

    def get_policy_parts(self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False) -> Any:
        parts = super().get_policy_parts(request, response, report_only)
        if is_sign_in(request):
            parts.replace = settings.SIGN_IN_CONTENT_SECURITY_POLICY
        elif is_admin(request):
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY | (parts.replace or {})
        elif "einbettung" in request.GET and isinstance(response, HttpResponse):
            hosts = {host.decode("ascii", "ignore") for host in CONSENTED_FRAME.findall(response.content)}
            parts.replace = {"frame-src": sorted(hosts)} if hosts else None
        return parts
