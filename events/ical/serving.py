"""How visitors get at a calendar: what they subscribe to, and what is answered."""

import hashlib
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from ikpe_site.core.models import InstituteSettings

from .writing import write

CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class CalendarSubscription:
    """Where the calendar of a page is found: its path, its full URL, and that for calendar programs.

    `labels` say what it is narrowed to.
    """

    path: str
    url: str
    webcal: str
    labels: list[str]

    @classmethod
    def to(cls, page, request, query: str = "", labels=()) -> "CalendarSubscription":
        path = f"{page.get_url(request) or ''}kalender.ics{query}"
        url = request.build_absolute_uri(path)
        return cls(path, url, f"webcal:{url.partition(':')[2]}", list(labels))


def calendar_response(request, events, *, list_url: str, name: str, file_name: str) -> HttpResponse:
    """Answer with the calendar of `events` (EventQuerySet), or with 304 if the reader has it already."""
    events = list(events.for_calendar())
    body = write(events, name, InstituteSettings.for_request(request), request.build_absolute_uri(list_url))
    answer = HttpResponse(body, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'inline; filename="{file_name}.ics"'
    answer["Cache-Control"] = "public, max-age=300"
    answer["ETag"] = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    if changed := [event.last_published_at for event in events if event.last_published_at]:
        answer["Last-Modified"] = http_date(max(changed).timestamp())
    # What registrations change, the ETag alone tells: a reader that has only the date gets the calendar again.
    return get_conditional_response(request, etag=answer["ETag"], response=answer)
