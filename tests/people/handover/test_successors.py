"""Whom the page of somebody names who has left."""

import pytest

from people.models import PersonPage
from tests.factories import PersonPageFactory, make_draft
from tests.helpers import hrefs, main_of, words

from .conftest import DAY, TODAY, fresh

pytestmark = pytest.mark.database


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
