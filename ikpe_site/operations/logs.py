"""What goes into the log: each request with an id and no personal data.

An id that a proxy sends in X-Request-ID is taken over, so that one request can be followed through all logs; it comes
back in the answer, and an error page can be found by it.
"""

import contextvars
import ipaddress
import logging
import re
import time
import uuid

from pythonjsonlogger.json import JsonFormatter

from ikpe_site.core.spam import client_address

access_log = logging.getLogger("ikpe_site.access")

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")

VALID_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IP_ADDRESS = re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b|(?<![\w:])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\w:])")
# The part of an address that opens something: the key of a registration, a link for a new password.
KEY_IN_PATH = re.compile(r"(?<=/)(?=[^/\s\"]*(?:[A-Z:]|[0-9a-f]{20}))[\w:=-]{20,}")


def shortened(address: str) -> str:
    """An IP address without what tells apart the connections of a network: 192.0.2.17 → 192.0.2.0."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address  # a time or a number of a version that looks like one
    network = ipaddress.ip_network((ip, 24 if ip.version == 4 else 48), strict=False)
    return str(network.network_address)


def without_personal_data(text: str) -> str:
    text = MAIL_ADDRESS.sub("***@***", text)
    text = IP_ADDRESS.sub(lambda match: shortened(match[0]), text)
    return KEY_IN_PATH.sub("***", text)


class CleanMixin:
    """Takes personal data out of what is written: errors of libraries quote what they were given."""

    def format(self, record: logging.LogRecord) -> str:
        record.request_id = request_id.get()
        record.__dict__.pop("request", None)  # Django hands it over; as text it names the query
        # One entry stays one entry: a line break in an address must not make a second one.
        record.msg = str(record.msg).replace("\n", "\\n").replace("\r", "\\r")
        if isinstance(record.args, tuple):
            record.args = tuple(
                arg.replace("\n", "\\n").replace("\r", "\\r") if isinstance(arg, str) else arg for arg in record.args
            )
        return without_personal_data(super().format(record))


class CleanFormatter(CleanMixin, logging.Formatter):
    """Lines to be read by people."""


class CleanJsonFormatter(CleanMixin, JsonFormatter):
    """Lines of JSON, to be collected."""


class RequestLogMiddleware:
    """Gives each request an id and writes a line about it: what was asked, how it was answered, how long it took.

    Neither the query nor the browser nor the user is written down, and of the address only the network.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request.id = given if VALID_ID.fullmatch(given) else uuid.uuid4().hex
        token = request_id.set(request.id)
        begin = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request.id
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
