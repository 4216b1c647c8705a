"""An event as structured data for search engines (https://schema.org/Event, as JSON-LD)."""

import json

from django.utils.safestring import SafeString, mark_safe

from ikpe_site.core.models import InstituteSettings

# What would end the script element or start a comment in it.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def event_data(event, request, topics, series) -> SafeString:
    """Return the JSON of `event`, safe in a script element; `topics` and `series` are what visitors may see."""
    institute = InstituteSettings.for_request(request)
    url = event.get_full_url(request) or ""
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": event.title,
        "description": event.teaser,
        "startDate": event.machine_start,
        "endDate": event.machine_end,
        "previousStartDate": event.machine_earlier_start,
        "eventStatus": f"https://schema.org/{status(event)}",
        "eventAttendanceMode": f"https://schema.org/{attendance_mode(event)}",
        "location": locations(event, url),
        "organizer": organizer(event, institute, request),
        "about": [topic.title for topic in topics],
        "inLanguage": "de",
        "superEvent": {"@type": "EventSeries", "name": series.title} if series else None,
        "offers": offer(event, url),
    }
    content = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
    return mark_safe(content.translate(ESCAPED))  # noqa: S308 escaped in this line


def status(event) -> str:
    if event.status == event.Status.CANCELLED:
        return "EventCancelled"
    if event.status == event.Status.POSTPONED:
        return "EventPostponed" if event.has_no_new_date else "EventRescheduled"
    return "EventScheduled"


def attendance_mode(event) -> str:
    if event.is_online:
        return "MixedEventAttendanceMode" if event.has_place else "OnlineEventAttendanceMode"
    return "OfflineEventAttendanceMode"


def locations(event, url: str) -> list[dict]:
    """The place and, for an online event, its page: the joining link is for participants only."""
    found = []
    if event.has_place:
        place = {"@type": "Place", "name": event.place or event.address}
        if event.address:
            place["address"] = event.address
        if event.latitude is not None:
            place["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": float(event.latitude),
                "longitude": float(event.longitude),
            }
        found.append(place)
    if event.is_online:
        found.append({"@type": "VirtualLocation", "url": url})
    return found


def organizer(event, institute, request) -> dict | None:
    if event.organiser:
        return {"@type": "Organization", "name": event.organiser}
    if event.participation == event.Participation.OWN and institute.name:
        return {"@type": "Organization", "name": institute.name, "url": request.build_absolute_uri("/")}
    return None


def offer(event, url: str) -> dict | None:
    if not event.takes_registrations and event.status != event.Status.SOLD_OUT:
        return None
    availability = "SoldOut" if event.is_sold_out else "InStock"
    return {"@type": "Offer", "url": url, "availability": f"https://schema.org/{availability}"}
