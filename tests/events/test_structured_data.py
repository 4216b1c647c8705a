"""An event for search engines, read as they read it."""

import json

import pytest
from django.utils.translation import gettext as _

from tests.factories import EventPageFactory, EventSeriesPageFactory, TopicPageFactory, days_from_now, make_draft
from tests.helpers import berlin, get_soup, graph_of


def data_of(event):
    return graph_of(event.url)["Event"]


def test_what_is_said_of_an_event(site_tree, institute):
    event = EventPageFactory(
        title="Fachtag",
        teaser="Worum es geht.",
        start=berlin(2026, 7, 1, 22),
        end=berlin(2026, 7, 2, 1),
        place="IKPE",
        address="Anger 10, 99084 Erfurt",
        latitude="50.97714",
        longitude="11.02988",
        topics=[TopicPageFactory(title="Netzwerke")],
        series=EventSeriesPageFactory(title="Werkstattgespräch"),
    )
    data = data_of(event)
    assert data["@type"] == "Event"
    assert data["name"] == "Fachtag"
    assert data["url"].endswith(event.url)
    assert (data["startDate"], data["endDate"]) == ("2026-07-01T22:00+02:00", "2026-07-02T01:00+02:00")
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["organizer"]["name"] == institute.name
    assert data["location"][0]["geo"]["latitude"] == 50.97714
    assert data["superEvent"]["name"] == "Werkstattgespräch"
    assert data["about"] == ["Netzwerke"]


def test_whole_days_are_dates(site_tree):
    data = data_of(EventPageFactory(start=berlin(2026, 1, 7), end=berlin(2026, 1, 8), all_day=True))
    assert (data["startDate"], data["endDate"]) == ("2026-01-07", "2026-01-08")


@pytest.mark.parametrize(
    ("status", "earlier", "expected"),
    [
        ("planned", None, "EventScheduled"),
        ("changed", None, "EventScheduled"),
        ("sold_out", None, "EventScheduled"),
        ("cancelled", None, "EventCancelled"),
        ("postponed", None, "EventPostponed"),
        ("postponed", berlin(2026, 3, 1, 10), "EventRescheduled"),
    ],
)
def test_the_status(status, earlier, expected, site_tree):
    data = data_of(EventPageFactory(status=status, earlier_start=earlier))
    assert data["eventStatus"] == f"https://schema.org/{expected}"
    assert data.get("previousStartDate") == ("2026-03-01T10:00+01:00" if earlier else None)


@pytest.mark.parametrize(
    ("place", "is_online", "mode", "kinds"),
    [
        ("IKPE", False, "Offline", ["Place"]),
        ("", True, "Online", ["VirtualLocation"]),
        ("IKPE", True, "Mixed", ["Place", "VirtualLocation"]),
        ("", False, "Offline", ["Place"]),
    ],
)
def test_where_it_takes_place(place, is_online, mode, kinds, site_tree):
    url = "https://konferenz.example.org/geheim" if is_online else ""
    data = data_of(EventPageFactory(place=place, is_online=is_online, joining_url=url))
    assert data["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [location["@type"] for location in data["location"]] == kinds
    assert "geheim" not in json.dumps(data)


def test_a_place_that_is_not_known_is_said_to_be_announced(site_tree):
    series = EventSeriesPageFactory()
    event = EventPageFactory(place="", series=series)
    location = [{"@type": "Place", "name": _("to be announced")}]
    assert data_of(event)["location"] == location
    assert graph_of(series.url)["EventSeries"]["subEvent"][0]["location"] == location


def test_nothing_in_it_can_end_the_script(site_tree):
    title = "</script><script>alert(1)</script> & <!-- Größe"
    event = EventPageFactory(title=title)
    assert data_of(event)["name"] == title
    assert len(get_soup(event.url).select("script:not([src])")) == 1


def test_a_hidden_series_or_topic_is_not_named(site_tree):
    series, topic = EventSeriesPageFactory(title="Geheime Reihe"), TopicPageFactory(title="Geheimes Thema")
    event = EventPageFactory(series=series, topics=[topic], start=days_from_now(3))
    make_draft(series)
    make_draft(topic)
    data = data_of(event)
    assert "superEvent" not in data
    assert "about" not in data
