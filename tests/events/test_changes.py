"""What tells calendars that an event has changed: a UID that stays, and a sequence that rises."""

import pytest

from events.models import EventPage
from tests.factories import EventPageFactory, days_from_now


def publish(event, **fields):
    for name, value in fields.items():
        setattr(event, name, value)
    event.save_revision().publish()


def sequence(event):
    return EventPage.objects.get(pk=event.pk).sequence


CHANGES = {
    "start": days_from_now(15),
    "end": days_from_now(14, hour=12),
    "all_day": True,
    "status": "cancelled",
    "place": "Rathaus",
    "room": "Saal 2",
    "address": "Anger 1, Erfurt",
    "is_online": True,
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_published_change_of_time_place_or_status_raises_the_sequence_once(name, site_tree):
    event = EventPageFactory()
    publish(event)
    uid = event.uid
    assert sequence(event) == 0
    publish(event, **{name: CHANGES[name]})
    publish(event)
    assert sequence(event) == 1
    assert EventPage.objects.get(pk=event.pk).uid == uid


def test_a_change_of_words_leaves_the_sequence(site_tree):
    event = EventPageFactory()
    publish(event)
    publish(event, title="Ein anderer Titel", teaser="Ein anderer Satz.")
    assert sequence(event) == 0


def test_a_draft_changes_nothing_until_it_is_published(site_tree):
    event = EventPageFactory(place="Rathaus")
    publish(event)
    event.place = "Stadthalle"
    revision = event.save_revision()
    assert sequence(event) == 0
    revision.publish()
    assert sequence(event) == 1


def test_an_old_version_that_is_published_again_goes_on_counting(site_tree):
    event = EventPageFactory(place="Rathaus")
    uid = event.uid
    first = event.save_revision()
    first.publish()
    publish(event, place="Stadthalle", uid="anders")
    first.publish()
    event = EventPage.objects.get(pk=event.pk)
    assert (event.sequence, event.place, event.uid) == (2, "Rathaus", uid)


def test_the_first_publication_of_a_draft_is_no_change(site_tree):
    event = EventPageFactory(live=False)
    event.place = "Stadthalle"
    event.save_revision()
    publish(event, place="Rathaus")
    assert sequence(event) == 0


def test_what_is_unpublished_or_saved_in_part_is_no_change(site_tree):
    event = EventPageFactory(place="Rathaus")
    publish(event)
    event.unpublish()
    event.place = "Stadthalle"
    event.save()
    event.place = "Anger"
    event.save(update_fields=["place"])
    assert sequence(event) == 0


def test_a_copy_is_an_event_of_its_own(site_tree):
    event = EventPageFactory()
    publish(event, place="Stadthalle")
    publish(event, place="Rathaus")
    assert sequence(event) == 1
    copy = event.copy(update_attrs={"slug": "kopie", "title": "Kopie"}, keep_live=False).specific
    assert copy.sequence == 0
    assert copy.uid != event.uid


def test_an_alias_is_an_event_of_its_own_for_calendars(site_tree):
    event = EventPageFactory(title="Fachtag", sequence=3)
    alias = event.create_alias(update_slug="abbild")
    assert alias.uid != event.uid
    assert alias.sequence == 0
    event.title = "Fachtagung"
    event.save_revision().publish()
    alias, uid = EventPage.objects.get(pk=alias.pk), alias.uid
    assert (alias.title, alias.uid) == ("Fachtagung", uid)
