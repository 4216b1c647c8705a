"""An event in the words of schema.org (https://schema.org/Event)."""

from django.utils.translation import gettext as _


def event(page, graph) -> dict:
    """`topics` and `series` of the context are those that visitors may see."""
    topics, of_series = graph.context["topics"], graph.context["series"]
    return {
        "@type": "Event",
        "@id": f"{graph.url}#termin",
        "url": graph.url,
        "name": page.title,
        "description": page.teaser,
        "image": graph.picture,
        "startDate": page.machine_start,
        "endDate": page.machine_end,
        "previousStartDate": page.machine_earlier_start,
        "eventStatus": f"https://schema.org/{status(page)}",
        "eventAttendanceMode": f"https://schema.org/{attendance_mode(page)}",
        "location": locations(page, graph.url),
        "organizer": organizer(page, graph),
        "about": [topic.title for topic in topics],
        "inLanguage": "de",
        "superEvent": graph.link(of_series, "EventSeries") if of_series else None,
        "offers": offer(page, graph.url),
    }


def series(page, graph) -> dict:
    return {
        "@type": "EventSeries",
        "@id": f"{graph.url}#reihe",
        "url": graph.url,
        "name": page.title,
        "description": page.teaser,
        "organizer": graph.institute,
        "subEvent": [
            {
                **graph.link(date, "Event"),
                "startDate": date.machine_start,
                "eventStatus": f"https://schema.org/{status(date)}",
                "location": locations(date, graph.absolute(date.get_url())),
            }
            for date in graph.context["upcoming"]
            if not date.is_example
        ],
    }


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
    """The place and, for an online event, its page: the joining link is for participants only.

    Search engines show no event without a location.
    """
    places = []
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
        places.append(place)
    if event.is_online:
        places.append({"@type": "VirtualLocation", "url": url})
    return places or [{"@type": "Place", "name": _("to be announced")}]


def organizer(page, graph) -> dict | None:
    if page.organiser:
        return {"@type": "Organization", "name": page.organiser}
    return graph.institute if page.participation == page.Participation.OWN else None


def offer(event, url: str) -> dict | None:
    if not event.takes_registrations and event.status != event.Status.SOLD_OUT:
        return None
    availability = "SoldOut" if event.is_sold_out else "InStock"
    return {"@type": "Offer", "url": url, "availability": f"https://schema.org/{availability}"}
