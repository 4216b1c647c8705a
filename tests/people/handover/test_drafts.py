"""Revisions and drafts of the pages that a hand-over changes."""

import pytest

from people.models import Responsibility
from tests.factories import EventPageFactory, PersonPageFactory, ResponsibilityFactory, make_draft

from .conftest import DAY, TODAY, fresh, in_draft, periods, save_draft

pytestmark = pytest.mark.database


def test_the_next_edit_keeps_the_hand_over(anna, bea, topic, hand_over):
    last = TODAY() + 30 * DAY
    for person in (anna, bea):  # both have been edited before: their latest revisions are older than the hand-over
        person.save_revision().publish()
    ResponsibilityFactory(person=anna, topic=topic, role="Leitung")
    hand_over(last)
    for person in (anna, bea):
        fresh(person).get_latest_revision_as_object().save_revision().publish()
    assert periods(anna) == [(None, last, "Leitung")]
    assert periods(bea) == [(last + DAY, None, "Leitung")]
    assert fresh(anna).left_on == last
    assert not fresh(anna).has_unpublished_changes


def test_rows_keep_their_keys_when_the_page_is_edited_next(anna, bea, topic, hand_over):
    ResponsibilityFactory(person=anna, topic=topic)
    hand_over()
    before = list(Responsibility.objects.values_list("pk", flat=True))
    fresh(bea).get_latest_revision_as_object().save_revision().publish()
    assert list(Responsibility.objects.values_list("pk", flat=True)) == before


def test_a_draft_is_neither_published_nor_lost(anna, bea, topic, hand_over):
    last = TODAY() + 30 * DAY
    entry = ResponsibilityFactory(person=anna, topic=topic, role="Leitung")
    event = EventPageFactory(contact_person=anna, place="Rathaus")
    save_draft(fresh(anna), position="Neue Stelle")
    save_draft(fresh(bea), position="Leiterin")
    save_draft(fresh(event), place="Markt")
    hand_over(last)

    # what visitors get
    assert (fresh(anna).position, fresh(bea).position, fresh(event).place) == (anna.position, bea.position, "Rathaus")
    assert periods(anna) == [(None, last, "Leitung")]
    assert periods(bea) == [(last + DAY, None, "Leitung")]
    assert fresh(event).contact_person == bea
    # what editors get
    assert all(fresh(page).has_unpublished_changes for page in (anna, bea, event))
    assert (in_draft(anna).position, in_draft(bea).position, in_draft(event).place) == (
        "Neue Stelle",
        "Leiterin",
        "Markt",
    )
    assert [own.valid_to for own in in_draft(anna).responsibilities.all()] == [last]
    assert [own.topic for own in in_draft(bea).responsibilities.all()] == [topic]
    assert in_draft(event).contact_person == bea
    assert (in_draft(anna).left_on, in_draft(anna).successor) == (last, bea)
    # and when the drafts are published, nothing is doubled or undone
    before = set(Responsibility.objects.values_list("pk", flat=True))
    for page in (anna, bea, event):
        in_draft(page).save_revision().publish()
    assert set(Responsibility.objects.values_list("pk", flat=True)) == before
    assert periods(anna) == [(None, last, "Leitung")]
    assert periods(bea) == [(last + DAY, None, "Leitung")]
    assert fresh(event).place == "Markt"
    assert entry.pk in before


def test_a_draft_that_names_somebody_else_keeps_them(anna, bea, hand_over):
    carl = PersonPageFactory()
    event = EventPageFactory(contact_person=anna)
    save_draft(event, contact_person=carl)
    hand_over()
    assert fresh(event).contact_person == bea
    assert in_draft(event).contact_person == carl


def test_a_draft_without_the_responsibility_does_not_get_it_back(anna, bea, topic, hand_over):
    ResponsibilityFactory(person=anna, topic=topic)
    draft = fresh(anna)
    draft.responsibilities.set([])
    draft.save_revision()
    hand_over()
    assert list(in_draft(anna).responsibilities.all()) == []
    assert len(periods(anna)) == 1


def test_a_draft_with_the_same_responsibility_does_not_double_it(anna, bea, topic, hand_over):
    ResponsibilityFactory(person=anna, topic=topic, role="")
    draft = fresh(bea)
    draft.responsibilities.add(Responsibility(topic=topic))
    draft.save_revision()
    hand_over()
    assert len(in_draft(bea).responsibilities.all()) == 1
    in_draft(bea).save_revision().publish()
    assert periods(bea) == [(None, None, "")]


def test_a_page_that_was_never_published_stays_unpublished(anna, bea, hand_over):
    event = EventPageFactory(contact_person=anna)
    event.save_revision()
    make_draft(event)
    hand_over()
    assert not fresh(event).live
    assert (fresh(event).contact_person, in_draft(event).contact_person) == (bea, bea)


def test_every_changed_page_has_a_revision_of_the_user(anna, bea, topic, admin, hand_over):
    ResponsibilityFactory(person=anna, topic=topic)
    event = EventPageFactory(contact_person=anna)
    uninvolved = PersonPageFactory()
    hand_over()
    for page in (anna, bea, event):
        assert fresh(page).latest_revision.user == admin
        assert fresh(page).live_revision_id == fresh(page).latest_revision_id
    assert fresh(uninvolved).latest_revision is None
