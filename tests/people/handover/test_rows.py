"""What is listed to be handed over, and what cannot be."""

import datetime

import pytest
from django.utils.translation import gettext as _

from people.handover import HandOver
from tests.factories import (
    EventPageFactory,
    PersonPageFactory,
    ProjectPageFactory,
    ResponsibilityFactory,
    days_from_now,
)

from .conftest import DAY, TODAY, fresh, key_of, region, save_draft

pytestmark = pytest.mark.database

# --- what is listed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "listed"),
    [(None, None, True), (None, 30, False), (None, 31, True), (None, -1, False), (31, None, True), (-9, 40, True)],
)
def test_responsibilities_open_after_the_last_day_are_listed(first, last, listed, anna, bea, topic, admin):
    dates = {
        name: None if days is None else TODAY() + days * DAY
        for name, days in (("valid_from", first), ("valid_to", last))
    }
    entry = ResponsibilityFactory(person=anna, topic=topic, **dates)
    rows = HandOver(anna, TODAY() + 30 * DAY, bea, admin).rows
    assert [row.key for row in rows] == ([key_of(entry)] if listed else [])


def test_a_row_says_what_it_is_about(anna, bea, topic, admin):
    regions = [region("Greiz"), region("Gera")]
    start = datetime.date(2020, 3, 1)
    ResponsibilityFactory(person=anna, topic=topic, role="Leitung", regions=regions, valid_from=start)
    [row] = HandOver(anna, TODAY(), bea, admin).rows
    assert row.label == "Familie"
    assert row.detail == "Leitung · Gera, Greiz · " + _("since %(date)s") % {"date": "1. März 2020"}


def test_other_pages_that_name_the_person_are_listed(anna, bea, admin):
    event = EventPageFactory(contact_person=anna)
    EventPageFactory(contact_person=anna, start=days_from_now(-3))
    EventPageFactory(contact_person=bea)
    deputised = PersonPageFactory(deputy=anna)
    PersonPageFactory(deputy=anna, left_on=TODAY() - DAY)
    succeeded = PersonPageFactory(successor=anna, left_on=TODAY() - 100 * DAY)
    rows = HandOver(anna, TODAY(), bea, admin).rows
    expected = [f"deputy-{deputised.pk}", f"successor-{succeeded.pk}", f"event-{event.pk}"]
    assert [row.key for row in rows] == expected
    assert [row.heading for row in rows] == [_("Deputy of"), _("Successor of"), _("Contact person of")]
    assert all(row.lasts for row in rows)


def test_an_event_before_the_last_day_needs_nobody_else(anna, bea, admin):
    EventPageFactory(contact_person=anna, start=days_from_now(3))
    [row] = HandOver(anna, TODAY() + 3 * DAY, bea, admin).rows
    assert not row.lasts


def test_a_project_that_is_finished_by_then_needs_nobody_else(anna, bea, admin):
    ResponsibilityFactory(person=anna, project=ProjectPageFactory(ends_on=TODAY() + 3 * DAY))
    [row] = HandOver(anna, TODAY() + 3 * DAY, bea, admin).rows
    assert not row.lasts


def test_an_event_that_names_the_person_in_a_draft_only_is_listed(anna, bea, admin):
    event = EventPageFactory(contact_person=bea)
    save_draft(event, contact_person=anna)
    [row] = HandOver(anna, TODAY(), bea, admin).rows
    assert row.page == event


def test_a_copy_that_follows_its_original_is_not_listed_beside_it(anna, bea, admin):
    deputised = PersonPageFactory(deputy=anna)
    deputised.create_alias(update_slug="abbild")
    assert [row.page.pk for row in HandOver(anna, TODAY(), bea, admin).rows] == [deputised.pk]


# --- what cannot be handed over --------------------------------------------------------------------------------------


def test_a_row_that_the_user_may_not_publish_stays_as_it_is(anna, bea, editor):
    event = EventPageFactory(contact_person=anna)
    event.locked = True
    event.save()
    process = HandOver(anna, TODAY(), bea, editor)
    [row] = process.rows
    assert row.obstacle == _("The page is locked.")
    assert process.execute({row.key: bea}, process.fingerprint) == []
    assert fresh(event).contact_person == anna


def test_a_page_that_is_scheduled_would_undo_the_change(anna, bea, editor):
    event = EventPageFactory(contact_person=anna)
    event.go_live_at = days_from_now(3)
    event.save_revision().publish()
    [row] = HandOver(anna, TODAY(), bea, editor).rows
    assert row.obstacle == _("The page is scheduled for publication, which would undo the change.")
