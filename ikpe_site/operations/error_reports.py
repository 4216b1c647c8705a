"""Reports of errors to a service that speaks the protocol of Sentry, without personal data."""

from typing import Any

import sentry_sdk

from .logs import scrubbed


def start(dsn: str, release: str) -> None:
    sentry_sdk.init(
        dsn=dsn,
        release=release,
        send_default_pii=False,
        include_local_variables=False,  # they hold what visitors have typed
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_send=clean,
    )


def clean(event: Any, hint: dict[str, Any]) -> Any:
    """Leave of the request only what was asked, and take personal data out of the messages."""
    event.pop("user", None)
    if request := event.pop("request", None):
        event["request"] = {
            "method": request.get("method"),
            "url": request.get("url", "").partition("?")[0],
        }
    return scrubbed(event)
