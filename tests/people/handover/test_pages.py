"""What else names the person, and the log."""

import pytest
from wagtail.models import PageLogEntry

from people.handover import LOG_ACTION
from tests.factories import EventPageFactory, PersonPageFactory, ResponsibilityFactory
from tests.helpers import main_of, titles

from .conftest import DAY, TODAY, fresh

pytestmark = pytest.mark.database

# --- what else names the person --------------------------------------------------------------------------------------


def test_events_deputies_and_successors_change_at_once(anna, bea, hand_over):
    event = EventPageFactory(contact_person=anna)
    deputised = PersonPageFactory(deputy=anna)
    succeeded = PersonPageFactory(successor=anna, left_on=TODAY() - 100 * DAY)
    assert len(hand_over()) == 3
    assert fresh(event).contact_person == bea
    assert fresh(deputised).deputy == bea
    assert fresh(succeeded).successor == bea


def test_the_person_gets_the_last_day_and_the_successor(anna, bea, hand_over):
    last = TODAY() + 30 * DAY
    hand_over(last)
    assert (fresh(anna).left_on, fresh(anna).successor) == (last, bea)


def test_a_hand_over_in_the_past_takes_effect_at_once(anna, bea, topic, hand_over):
    ResponsibilityFactory(person=anna, topic=topic, role="Leitung")
    hand_over(TODAY() - DAY)
    assert fresh(anna).has_left
    assert titles(main_of(topic.url), "[aria-labelledby=ansprechpersonen] .person-name") == [bea.title]


# --- the log ---------------------------------------------------------------------------------------------------------


def test_the_log_says_who_handed_over_what_to_whom(anna, bea, topic, admin, hand_over):
    ResponsibilityFactory(person=anna, topic=topic)
    done = hand_over()
    entry = PageLogEntry.objects.get(action=LOG_ACTION)
    assert (entry.page_id, entry.user) == (anna.pk, admin)
    assert bea.title in entry.message
    assert entry.comment == " ".join(done)
    changes = PageLogEntry.objects.filter(uuid=entry.uuid, action="wagtail.publish")
    assert set(changes.values_list("page_id", flat=True)) == {anna.pk, bea.pk}
