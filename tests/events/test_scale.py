"""The list with ten and with ten thousand events."""

import pytest

from events.models import EventPage
from tests.factories import EventPageFactory, TopicPageFactory, days_from_now, multiply
from tests.helpers import main_of, queries_of

pytestmark = pytest.mark.database


@pytest.mark.scale
def test_the_list_asks_the_same_with_ten_and_with_ten_thousand_events(site_tree):
    topic = TopicPageFactory(title="Familie")
    past = [EventPageFactory(start=days_from_now(-day), topics=[topic]) for day in range(400, 405)]
    to_come = [EventPageFactory(start=days_from_now(day), topics=[topic]) for day in range(1, 6)]
    addresses = ({}, {"thema": "familie"}, {"seite": "1", "monat": to_come[0].start.strftime("%Y-%m")})
    calendar = f"{site_tree.events.url}kalender.ics"
    few = [len(queries_of(site_tree.events.url, **query)) for query in addresses] + [len(queries_of(calendar))]
    multiply(EventPage.objects.get(pk=past[0].pk), 9_990, uid="p.slug")
    assert EventPage.objects.count() == 10_000
    many = [len(queries_of(site_tree.events.url, **query)) for query in addresses] + [len(queries_of(calendar))]
    assert many == few
    assert len(main_of(site_tree.events.url).select("article")) < 100
