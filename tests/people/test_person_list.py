"""The team by group."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from tests.factories import (
    ImageFactory,
    PersonGroupFactory,
    PersonPageFactory,
    ProgrammeFactory,
    ResponsibilityFactory,
    make_draft,
)
from tests.helpers import hrefs, main_of, titles, words

pytestmark = pytest.mark.database


def test_groups_come_in_the_order_of_the_institute_and_those_without_group_last(site_tree):
    staff = PersonGroupFactory(name="Mitarbeitende", sort_order=2)
    board = PersonGroupFactory(name="Vorstand", sort_order=1)
    PersonGroupFactory(name="Leere Gruppe", sort_order=0)
    PersonPageFactory(last_name="Ohne", groups=[])
    PersonPageFactory(last_name="Mit", groups=[staff])
    PersonPageFactory(last_name="Vor", groups=[board])
    page = main_of(site_tree.people.url)
    assert titles(page, ".page-section > h2") == ["Vorstand", "Mitarbeitende", _("Others")]


def test_people_of_a_group_come_by_last_name(site_tree):
    group = PersonGroupFactory()
    for first, last in (("Anna", "Weber"), ("Zoe", "Adam"), ("Bert", "Weber")):
        PersonPageFactory(first_name=first, last_name=last, groups=[group], email="")
    assert titles(main_of(site_tree.people.url), ".person-name") == ["Zoe Adam", "Anna Weber", "Bert Weber"]


def test_a_person_of_two_groups_stands_in_both(site_tree):
    groups = [PersonGroupFactory(), PersonGroupFactory()]
    person = PersonPageFactory(groups=groups)
    assert titles(main_of(site_tree.people.url), ".person-name") == [person.title] * 2


def test_those_who_left_are_gone_the_day_after(site_tree, freeze):
    PersonPageFactory(first_name="Petra", last_name="Muster", left_on=datetime.date(2026, 3, 31))
    berlin = timezone.get_default_timezone()
    freeze(datetime.datetime(2026, 3, 31, 23, 59, tzinfo=berlin))
    assert titles(main_of(site_tree.people.url), ".person-name") == ["Petra Muster"]
    freeze(datetime.datetime(2026, 4, 1, 0, 1, tzinfo=berlin))
    assert titles(main_of(site_tree.people.url), ".person-name") == []


def test_a_card_shows_position_phone_mail_and_responsibilities(site_tree):
    person = PersonPageFactory(position="Geschäftsführung", email="a@ikpe-erfurt.de", image=ImageFactory())
    programme = ProgrammeFactory(abbreviation="LSZ", name="Solidarisches Zusammenleben")
    ResponsibilityFactory(person=person, programme=programme, role="Beratung")
    card = main_of(site_tree.people.url).select_one(".person-card")
    assert {person.url, "tel:+4936130257606", "mailto:a@ikpe-erfurt.de"} == set(hrefs(card))
    assert "Geschäftsführung" in words(card)
    assert card.abbr["title"] == "Solidarisches Zusammenleben"
    assert words(card.select_one(".responsibilities")) == "LSZ : Beratung"
    assert card.select_one("picture img")["alt"] == ""


def test_a_card_names_three_duties_and_leads_to_the_others(site_tree):
    person = PersonPageFactory()
    for label in ("Erstes", "Zweites", "Drittes", "Viertes", "Fünftes"):
        ResponsibilityFactory(person=person, label=label, role="")
    items = main_of(site_tree.people.url).select(".responsibilities li")
    assert [words(item) for item in items] == ["Erstes", "Zweites", "Drittes", f"und 2 weitere ({person.title})"]
    assert hrefs(items[-1]) == [f"{person.url}#zustaendig"]


def test_an_empty_team_says_so(site_tree):
    make_draft(PersonPageFactory())
    assert words(main_of(site_tree.people.url).select_one(".empty p")) == _("There are no people here yet.")
