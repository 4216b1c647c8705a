"""What goes into the log: each request with an id and no personal data.

An id that a proxy sends in X-Request-ID is taken over, so that one request can be followed through all logs; it comes
back in the answer, and an error page can be found by it.
"""

import contextvars
import ipaddress
import itertools
import logging
import re
import time
import uuid
from collections.abc import Callable
from copy import copy
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from pythonjsonlogger.json import JsonFormatter

from ikpe_site.core.spam import client_address

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

access_log = logging.getLogger("ikpe_site.access")

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")

VALID_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Who signs in where, in a URL: a password, or a name.
CREDENTIALS = re.compile(r"(?<=://)[^\s/@\"']+@")
# Four numbers with dots count as an address only where one can stand. Privacy comes first: what can be either, such as
# the number in "Firefox 140.0.0.1", is an address.
IP_ADDRESS = re.compile(
    r"""
    (?P<other>
        (?i:version)["']?\s?[:=]?\s?["'v]?[\d.]+             # version 15.4.0.1, "version": "15.4.0.1"
        | [<>=~!]=\s?[\d.]+                                 # Django>=5.2.0.1
        | \w/\d+(?:\.\d+){3,}                              # Chrome/15.4.0.1
        | \d+(?:\.\d+){4,}                                  # 1.2.3.4.5
        | server[ ]at[ ]"[^"]*"[ ]\([^)]*\)                  # PostgreSQL speaks of the two ends of its connection,
        | entry[ ]for[ ]host[ ]"[^"]*"                       # and both belong to this site
    )
    | (?:(?<![\w:])|(?<=\\[nrt]))(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\w:]|\.\d)
    | (?:(?<![\w.])|(?<=\\[nrt]))\d{1,3}(?:\.\d{1,3}){3}(?!\w)     # behind a line break written as \n too
    """,
    re.VERBOSE,
)
# The part of an address that opens something: the key of a registration, a link for a new password.
KEY_IN_PATH = re.compile(r"(?<=/)(?=[^/\s\"]*(?:[A-Z:]|[0-9a-f]{20}))[\w:=-]{20,}")


class NotByQuery(logging.Filter):
    """Leaves out the errors that anybody brings about with a long query. It is answered with 400."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        return request is None or request.method not in ("GET", "HEAD")


@cache
def addresses_of_services() -> set[IPAddress]:
    """The IP addresses of the site and of what it relies on, as far as the settings name them by number."""
    configured = [
        settings.SITE_URL,
        *settings.ALLOWED_HOSTS,
        *settings.DATABASES["default"].get("HOST", "").split(","),
        *itertools.chain.from_iterable(map(locations_of, settings.CACHES.values())),
        settings.EMAIL_HOST,
        *settings.PAGE_CACHE_URLS,
        settings.S3_SERVICE["endpoint_url"],
        settings.OIDC_ISSUER,
        settings.SENTRY_DSN,
    ]
    return {address for value in configured if value and (address := ip_address_of(host_of(value)))}


def locations_of(cache: dict[str, Any]) -> list[str]:
    location = cache.get("LOCATION", "")
    return [location] if isinstance(location, str) else location


def host_of(text: str) -> str:
    """The host that a setting names: by itself, with a port, or in a URL."""
    if ip_address_of(text):
        return text
    return urlsplit(text if "://" in text else f"//{text}").hostname or ""


def ip_address_of(text: str) -> IPAddress | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def shortened(address: str) -> str:
    """An IP address without what tells apart the connections of a network: 192.0.2.17 → 192.0.2.0.

    Those of this machine and of the services in the settings stay as they are, and so does what is no IP address.
    """
    ip = ip_address_of(address)
    if ip is None or ip.is_loopback or ip in addresses_of_services():
        return address
    network = ipaddress.ip_network((ip, 24 if ip.version == 4 else 48), strict=False)
    return str(network.network_address)


def without_personal_data(text: str) -> str:
    text = CREDENTIALS.sub("***@", text)
    text = MAIL_ADDRESS.sub("***@***", text)
    text = IP_ADDRESS.sub(lambda match: match["other"] or shortened(match[0]), text)
    return KEY_IN_PATH.sub("***", text)


def scrubbed(value: Any) -> Any:
    """`value` of JSON, without personal data in any of its texts; what is no JSON becomes text."""
    match value:
        case None | bool() | int() | float():
            return value
        case dict():
            return {key: scrubbed(entry) for key, entry in value.items()}
        case list() | tuple():
            return [scrubbed(entry) for entry in value]
        case _:
            return without_personal_data(str(value))


class CleanFormatter(logging.Formatter):
    """Lines to be read by people, without personal data: errors of libraries quote what they were given."""

    def format(self, record: logging.LogRecord) -> str:
        record = copy(record)
        record.request_id = request_id.get()
        # One entry stays one entry: a line break in a path must not make a second one.
        record.msg = record.getMessage().replace("\n", "\\n").replace("\r", "\\r")
        record.args = None
        return without_personal_data(super().format(record))


class CleanJsonFormatter(JsonFormatter):
    """Lines of JSON, to be collected, without personal data."""

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        log_data.pop("request", None)  # Django hands it over; as text it names the query
        return scrubbed(log_data | {"request_id": request_id.get()})


class RequestLogMiddleware:
    """Gives each request an id and writes a line about it: what was asked, how it was answered, how long it took.

    Neither the query nor the browser nor the user is written down, and of the address only the network.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        identifier = given if VALID_ID.fullmatch(given) else uuid.uuid4().hex
        token = request_id.set(identifier)
        begin = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = identifier
            access_log.info(
                "%s %s %s",
                request.method,
                request.path,
                response.status_code,
                extra={
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - begin) * 1000, 1),
                    "client": shortened(client_address(request)),
                },
            )
            return response
        finally:
            request_id.reset(token)
