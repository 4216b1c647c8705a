"""Handing over what a person answers for."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from ikpe_site.core.page_changes import UnpublishableError
from people.handover import LOG_ACTION, HandOver, OutdatedError
from people.models import PersonPage, Responsibility
from tests.factories import (
    EventPageFactory,
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    days_from_now,
    make_draft,
)
from tests.helpers import hrefs, main_of, titles, words
from topics.models import Region

DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate


@pytest.fixture
def admin(db):
    return get_user_model().objects.create_superuser("chefin", "chefin@example.org", "ein-langes-passwort")


@pytest.fixture
def anna(site_tree):
    return PersonPageFactory(first_name="Anna", last_name="Abt")


@pytest.fixture
def bea(site_tree):
    return PersonPageFactory(first_name="Bea", last_name="Bach")


@pytest.fixture
def topic(site_tree):
    return TopicPageFactory(title="Familie")


@pytest.fixture
def hand_over(anna, bea, admin):
    """Hand over from Anna to Bea; `choices` by the key of the row, everything else goes to Bea."""

    def execute(last_day=None, **choices):
        process = HandOver(PersonPage.objects.get(pk=anna.pk), last_day or TODAY() + 30 * DAY, bea, admin)
        decisions = {row.key: bea for row in process.rows} | choices.pop("decisions", {})
        for key in choices.pop("staying", []):
            del decisions[key]
        return process.execute(decisions, process.fingerprint)

    return execute


def key_of(entry) -> str:
    return f"responsibility-{entry.pk}"


def periods(person) -> list[tuple]:
    """From, to and role of the responsibilities of a person, as they stand in the database."""
    entries = Responsibility.objects.filter(person=person).order_by("sort_order", "pk")
    return [(entry.valid_from, entry.valid_to, entry.role) for entry in entries]


def region(name):
    return Region.objects.get(name=name)


def save_draft(page, **fields):
    """What an editor does who changes a page and does not publish it."""
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    return draft


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def in_draft(page):
    return fresh(page).get_latest_revision_as_object()


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


# --- responsibilities ------------------------------------------------------------------------------------------------


def test_a_responsibility_changes_hands_on_the_day_after_the_last(anna, bea, topic, hand_over):
    greiz, start, last = region("Greiz"), TODAY() - 100 * DAY, TODAY() + 30 * DAY
    entry = ResponsibilityFactory(
        person=anna, topic=topic, role="Leitung", is_lead=True, regions=[greiz], valid_from=start
    )
    hand_over(last)
    entry.refresh_from_db()
    assert (entry.person_id, entry.valid_from, entry.valid_to) == (anna.pk, start, last)
    [own] = Responsibility.objects.filter(person=bea)
    assert (own.topic, own.role, own.is_lead, list(own.regions.all())) == (topic, "Leitung", True, [greiz])
    assert (own.valid_from, own.valid_to) == (last + DAY, None)


def test_the_end_of_a_responsibility_stays(anna, bea, topic, hand_over):
    last, end = TODAY() + 30 * DAY, TODAY() + 90 * DAY
    ResponsibilityFactory(person=anna, topic=topic, role="", valid_to=end)
    hand_over(last)
    assert periods(anna) == [(None, last, "")]
    assert periods(bea) == [(last + DAY, end, "")]


def test_a_responsibility_that_starts_after_the_last_day_moves(anna, bea, topic, hand_over):
    start = TODAY() + 60 * DAY
    ResponsibilityFactory(person=anna, topic=topic, role="", valid_from=start)
    hand_over(TODAY() + 30 * DAY)
    assert periods(anna) == []
    assert periods(bea) == [(start, None, "")]


def test_what_ends_goes_to_nobody(anna, bea, topic, hand_over):
    last = TODAY() + 30 * DAY
    running = ResponsibilityFactory(person=anna, topic=topic, role="")
    later = ResponsibilityFactory(person=anna, label="Tagung", valid_from=last + DAY)
    done = hand_over(last, decisions={key_of(running): None, key_of(later): None})
    assert periods(anna) == [(None, last, "")]
    assert periods(bea) == []
    assert len(done) == 2


def test_what_stays_is_not_touched(anna, bea, topic, hand_over):
    entry = ResponsibilityFactory(person=anna, topic=topic, role="")
    assert hand_over(staying=[key_of(entry)]) == []
    assert periods(anna) == [(None, None, "")]
    assert periods(bea) == []


def test_each_row_may_go_to_somebody_else(anna, bea, topic, hand_over):
    carl = PersonPageFactory(first_name="Carl")
    first = ResponsibilityFactory(person=anna, topic=topic, role="A")
    ResponsibilityFactory(person=anna, label="Verwaltung", role="B")
    last = TODAY() + 30 * DAY
    hand_over(last, decisions={key_of(first): carl})
    assert periods(carl) == [(last + DAY, None, "A")]
    assert periods(bea) == [(last + DAY, None, "B")]


def test_two_roles_for_the_same_concern_both_change_hands(anna, bea, topic, hand_over):
    ResponsibilityFactory(person=anna, topic=topic, role="Leitung")
    ResponsibilityFactory(person=anna, topic=topic, role="Beratung")
    hand_over()
    assert [role for _first, _last, role in periods(bea)] == ["Leitung", "Beratung"]


@pytest.mark.parametrize(
    ("own", "other", "result"),
    [
        ((None, None), (None, None), [(None, None)]),
        ((None, 60), (None, None), [(None, None)]),
        ((None, 60), (None, 90), [(None, 90)]),
        ((-5, 30), (None, 90), [(-5, 90)]),
        ((50, None), (None, 90), [(31, None)]),
        ((None, 29), (None, 90), [(None, 29), (31, 90)]),
        ((92, None), (None, 90), [(92, None), (31, 90)]),
    ],
    ids=["both open", "extended", "extended to an end", "follows", "starts earlier", "gap before", "gap after"],
)
def test_what_the_new_person_has_already_is_extended_and_not_doubled(own, other, result, anna, bea, topic, hand_over):
    def on(days):
        return None if days is None else TODAY() + days * DAY

    gera = [region("Gera")]
    common = {"topic": topic, "regions": gera, "role": ""}
    ResponsibilityFactory(person=bea, valid_from=on(own[0]), valid_to=on(own[1]), **common)
    ResponsibilityFactory(person=anna, valid_from=on(other[0]), valid_to=on(other[1]), **common)
    [text] = hand_over(TODAY() + 30 * DAY)
    assert periods(bea) == [(on(first), on(last), "") for first, last in result]
    keeps = _("%(what)s: %(person)s answers for it already and keeps it.")
    assert (text == keeps % {"what": "Familie (Gera)", "person": bea.title}) is (len(result) == 1)


def test_who_takes_over_the_lead_is_in_charge(anna, bea, topic, hand_over):
    ResponsibilityFactory(person=bea, topic=topic, role="Beratung")
    ResponsibilityFactory(person=anna, topic=topic, role="Leitung", is_lead=True)
    hand_over()
    [own] = Responsibility.objects.filter(person=bea)
    assert (own.is_lead, own.role) == (True, "Beratung")


@pytest.mark.parametrize("difference", ["regions", "concern"])
def test_something_else_is_added_beside_what_the_new_person_has(difference, anna, bea, topic, hand_over):
    other = {"label": "Beratung"} if difference == "concern" else {"topic": topic, "regions": [region("Jena")]}
    ResponsibilityFactory(person=bea, **other)
    ResponsibilityFactory(person=anna, topic=topic, regions=[region("Gera")])
    hand_over()
    assert len(periods(bea)) == 2


def test_visitors_find_the_new_person_from_the_day_after(anna, bea, topic, hand_over, freeze):
    ResponsibilityFactory(person=anna, topic=topic, role="Leitung")
    last = TODAY() + 30 * DAY
    hand_over(last)

    def on_topic():
        return titles(main_of(topic.url), "[aria-labelledby=ansprechpersonen] .person-name")

    freeze(days_from_now(30, hour=23))
    assert on_topic() == [anna.title]
    assert titles(main_of(anna.get_parent().url), ".person-name") == [anna.title, bea.title]
    freeze(days_from_now(31, hour=1))
    assert on_topic() == [bea.title]
    assert titles(main_of(anna.get_parent().url), ".person-name") == [bea.title]
    assert hrefs(main_of(anna.url).select_one(".notice")) == [bea.url]


# --- what else names the person -------------------------------------------------------------------------------------


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


# --- revisions -------------------------------------------------------------------------------------------------------


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


# --- who took over ---------------------------------------------------------------------------------------------------


def chain(*years_ago):
    """People of whom each was followed by the next; None is still here."""
    people, successor = [], None
    for years in reversed(years_ago):
        left_on = None if years is None else TODAY() - years * 365 * DAY
        successor = PersonPageFactory(left_on=left_on, successor=successor)
        people.insert(0, successor)
    return people


def test_the_old_address_names_who_is_here_today(site_tree):
    first, *_between, last = chain(3, 2, 1, None)
    assert first.current_successor == last
    notice = main_of(first.url).select_one(".notice")
    assert hrefs(notice) == [last.url]


def test_a_chain_of_people_who_all_left_leads_to_nobody(site_tree):
    first, *_others = chain(3, 2, 1)
    assert first.current_successor is None
    assert hrefs(main_of(first.url).select_one(".notice")) == []


def test_a_circle_of_successors_leads_to_nobody(site_tree):
    first, second = chain(3, 2)
    PersonPage.objects.filter(pk=second.pk).update(successor=first)
    assert fresh(first).current_successor is None
    assert words(main_of(first.url).select_one(".notice"))


def test_a_link_of_the_chain_may_be_hidden_but_not_its_end(site_tree):
    first, between, last = chain(3, 2, None)
    make_draft(between)
    assert first.current_successor == last
    make_draft(last)
    assert first.current_successor is None


def test_somebody_who_leaves_later_has_taken_over(site_tree):
    successor = PersonPageFactory(left_on=TODAY(), successor=PersonPageFactory())
    assert PersonPageFactory(left_on=TODAY() - DAY, successor=successor).current_successor == successor


def test_a_programme_changes_hands_like_a_topic(anna, bea, hand_over):
    programme = ProgrammeFactory()
    ResponsibilityFactory(person=anna, programme=programme)
    hand_over()
    assert Responsibility.objects.get(person=bea).programme == programme
