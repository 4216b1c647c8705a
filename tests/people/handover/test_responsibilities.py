"""Responsibilities change hands."""

import pytest
from django.utils.translation import gettext as _

from people.models import Responsibility
from tests.factories import PersonPageFactory, ProgrammeFactory, ResponsibilityFactory, days_from_now
from tests.helpers import hrefs, main_of, titles

from .conftest import DAY, TODAY, key_of, periods, region

pytestmark = pytest.mark.database


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


def test_a_programme_changes_hands_like_a_topic(anna, bea, hand_over):
    programme = ProgrammeFactory()
    ResponsibilityFactory(person=anna, programme=programme)
    hand_over()
    assert Responsibility.objects.get(person=bea).programme == programme
