"""A hand-over takes place as it was shown, or not at all."""

import pytest
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from ikpe_site.editing.page_changes import UnpublishableError
from people.handover import HandOver, OutdatedError
from people.models import PersonPage, Responsibility
from tests.factories import EventPageFactory, PersonPageFactory, ResponsibilityFactory

from .conftest import DAY, TODAY, fresh, periods, save_draft

pytestmark = pytest.mark.database

# --- all or nothing --------------------------------------------------------------------------------------------------


def state():
    return (
        list(Responsibility.objects.order_by("pk").values()),
        list(PersonPage.objects.order_by("pk").values("left_on", "successor", "deputy", "latest_revision")),
        PageLogEntry.objects.count(),
    )


def test_nothing_is_handed_over_if_one_page_fails(anna, bea, topic, hand_over, monkeypatch):
    ResponsibilityFactory(person=anna, topic=topic)
    PersonPageFactory(deputy=anna)  # the last page to be changed
    before, calls = state(), []
    save_revision = PersonPage.save_revision

    def failing(page, *args, **kwargs):
        calls.append(page)
        if len(calls) == 3:
            raise RuntimeError
        return save_revision(page, *args, **kwargs)

    monkeypatch.setattr(PersonPage, "save_revision", failing)
    with pytest.raises(RuntimeError):
        hand_over()
    assert len(calls) == 3
    assert state() == before


def test_a_page_that_cannot_be_published_is_named_and_nothing_is_changed(anna, hand_over):
    event = EventPageFactory(contact_person=anna)
    type(event).objects.filter(pk=event.pk).update(start=event.start + DAY, end=event.start)
    before = state()
    with pytest.raises(UnpublishableError) as caught:
        hand_over()
    assert caught.value.page == event
    assert caught.value.reasons == [_("The end lies before the start.")]
    assert state() == before


# --- concurrent edits ------------------------------------------------------------------------------------------------


def rename(anna):
    anna.academic_title = "Dr."
    anna.save_revision().publish()


def edit_event(anna):
    save_draft(anna.events.get(), place="Markt")


def end_responsibility(anna):
    Responsibility.objects.filter(person=anna).update(valid_to=TODAY() + 300 * DAY)


def add_responsibility(anna):
    ResponsibilityFactory(person=anna, label="Neues")


@pytest.mark.parametrize("edit", [rename, save_draft, edit_event, end_responsibility, add_responsibility])
def test_what_changed_since_it_was_shown_is_not_handed_over(edit, anna, bea, topic, admin):
    ResponsibilityFactory(person=anna, topic=topic)
    EventPageFactory(contact_person=anna)
    shown = HandOver(PersonPage.objects.get(pk=anna.pk), TODAY(), bea, admin)
    fingerprint, decisions = shown.fingerprint, {row.key: bea for row in shown.rows}
    edit(fresh(anna))
    before = state()
    with pytest.raises(OutdatedError):
        shown.execute(decisions, fingerprint)
    assert state() == before


def test_the_second_of_two_hand_overs_does_nothing(anna, bea, topic, admin):
    carl = PersonPageFactory()
    ResponsibilityFactory(person=anna, topic=topic, role="")
    last = TODAY() + 30 * DAY
    first, second = (HandOver(PersonPage.objects.get(pk=anna.pk), last, heir, admin) for heir in (bea, carl))
    shown = {
        process.successor: ({row.key: process.successor for row in process.rows}, process.fingerprint)
        for process in (first, second)
    }
    first.execute(*shown[bea])
    with pytest.raises(OutdatedError):
        second.execute(*shown[carl])
    assert periods(bea) == [(last + DAY, None, "")]
    assert periods(carl) == []
    assert fresh(anna).successor == bea
