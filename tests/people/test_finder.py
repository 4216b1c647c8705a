"""What the contact finder makes of a question, without a page around it."""

import pytest

from people.concerns import ConcernKind, all_concerns
from people.finder import MOST_NAMED, ContactFinder
from tests.factories import (
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    make_draft,
)
from topics.models import Region

pytestmark = pytest.mark.database

GREIZ = "16076"


@pytest.fixture(autouse=True)
def _site(site_tree):
    pass


def region(name):
    return Region.objects.get(name=name)


def regions(*names):
    return [region(name) for name in names]


def answers_for(name, **fields):
    person = fields.pop("person", None) or PersonPageFactory(first_name=name, last_name="Test")
    return ResponsibilityFactory(person=person, role=fields.pop("role", ""), **fields)


def named(matches) -> list[str]:
    return [match.person.first_name for match in matches]


# --- near before far -------------------------------------------------------------------------------------------------


def test_a_person_counts_by_what_names_the_county_though_another_thing_fits_more_exactly():
    topic = TopicPageFactory(title="Familie")
    project = ProjectPageFactory(parent=topic, title="Werkstatt")
    anna = PersonPageFactory(first_name="Anna", last_name="Test")
    answers_for("Anna", person=anna, project=project)
    in_county = answers_for("Anna", person=anna, topic=topic, regions=regions("Greiz"))
    answers_for("Bea", project=project)
    finder = ContactFinder("werkstatt", GREIZ)
    assert (named(finder.near), named(finder.everywhere)) == (["Anna"], ["Bea"])
    [match] = finder.near
    assert match.reason == "Anna Test ist im Landkreis Greiz für das Thema „Familie“ (zu „Werkstatt“) zuständig."
    assert match.entries[0].pk == in_county.pk
    assert [entry.concern for entry in match.others] == ["Werkstatt"]


def test_without_a_county_nobody_is_near_and_those_for_all_regions_come_first():
    topic = TopicPageFactory(title="Familie")
    answers_for("Anna", topic=topic, regions=regions("Greiz"), is_lead=True)
    answers_for("Bea", topic=topic)
    finder = ContactFinder("familie")
    assert (named(finder.near), named(finder.everywhere)) == ([], ["Bea", "Anna"])


def test_without_a_county_what_was_asked_for_comes_before_what_belongs_to_it():
    topic = TopicPageFactory(title="Familie")
    answers_for("Anna", project=ProjectPageFactory(parent=topic), is_lead=True)
    answers_for("Bea", topic=topic)
    answers_for("Carl", programme=ProgrammeFactory(topic=topic))
    assert named(ContactFinder("familie").matches) == ["Bea", "Anna", "Carl"]


def test_equals_are_sorted_by_last_name_then_first_name_then_age_of_the_entry():
    topic = TopicPageFactory(title="Familie")
    for first, last in (("Eva", "Beck"), ("Dora", "Beck"), ("Zoe", "Abt")):
        ResponsibilityFactory(person=PersonPageFactory(first_name=first, last_name=last), topic=topic)
    older, newer = (ResponsibilityFactory(person=PersonPageFactory(last_name="Zorn"), topic=topic) for _n in range(2))
    for entry in (newer, older):
        entry.person.__class__.objects.filter(pk=entry.person.pk).update(first_name="Ida", last_name="Zorn")
    holders = ContactFinder("familie").matches
    assert named(holders)[:3] == ["Zoe", "Dora", "Eva"]
    assert [match.entries[0].pk for match in holders][3:] == [older.pk, newer.pk]


# --- the reason ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "where"),
    [
        (0, "in allen Regionen"),
        (1, "in Erfurt"),
        (2, "in Erfurt und in Gera"),
        (3, "in Erfurt, in Gera und in Jena"),
        (4, "in 4 Landkreisen und Städten"),
    ],
)
def test_three_counties_are_named_and_more_are_counted(number, where):
    assert MOST_NAMED == 3
    names = ["Erfurt", "Gera", "Jena", "Suhl"][:number]
    answers_for("Anna", topic=TopicPageFactory(title="Familie"), regions=regions(*names))
    [match] = ContactFinder("familie").matches
    assert match.reason == f"Anna Test ist {where} für das Thema „Familie“ zuständig."


@pytest.mark.parametrize(("role", "end"), [("", "."), ("Beratung", ": Beratung."), ("Familie", ".")])
def test_a_role_is_told_unless_it_repeats_the_concern(role, end):
    answers_for("Anna", topic=TopicPageFactory(title="Familie"), role=role, is_lead=True)
    [match] = ContactFinder("familie").matches
    assert match.reason == f"Anna Test verantwortet in allen Regionen das Thema „Familie“{end}"


def test_each_kind_of_concern_is_called_what_it_is():
    topic = TopicPageFactory(title="Familie")
    programme = ProgrammeFactory(abbreviation="ARM", name="Armutsprävention")
    answers_for("A", label="Verwaltung")
    answers_for("B", topic=topic)
    answers_for("C", programme=programme)
    answers_for("D", project=ProjectPageFactory(parent=topic, title="Werkstatt"))
    answers_for("E", project=ProjectPageFactory(parent=topic, title="Atlas", programme=programme), programme=programme)
    finder = ContactFinder(region_key="16051")
    told = {match.person.first_name: finder.what(match.entries[0]) for match in finder.matches}
    assert told == {
        "A": "„Verwaltung“",
        "B": "das Thema „Familie“",
        "C": "das Programm ARM",
        "D": "das Projekt „Werkstatt“",
        "E": "das Projekt „Atlas“",
    }
    assert named(finder.matches) == ["D", "E", "C", "B", "A"]


# --- the question ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("concern", "key", "question"),
    [
        ("", "", ""),
        ("arm", "", "ARM"),
        ("familie", "", "Familie"),
        ("", GREIZ, "Greiz"),
        ("arm", GREIZ, "ARM · Greiz"),
        ("x", "99999", ""),
        ("arm", "99999", "ARM"),
    ],
)
def test_the_question_in_words(concern, key, question):
    TopicPageFactory(title="Familie")
    ProgrammeFactory(abbreviation="ARM", name="Armutsprävention")
    finder = ContactFinder(concern, key)
    assert finder.question == question
    assert finder.is_asked is bool(question)


@pytest.mark.parametrize(
    ("concern", "key", "notices"),
    [
        ("", "", []),
        ("familie", GREIZ, []),
        ("x", "", ["Das Anliegen „x“ gibt es hier nicht."]),
        ("", "99999", ["Eine Region mit dem Kreisschlüssel „99999“ gibt es hier nicht."]),
        (
            "x",
            "1",
            ["Das Anliegen „x“ gibt es hier nicht.", "Eine Region mit dem Kreisschlüssel „1“ gibt es hier nicht."],
        ),
        ("", "16056", ["Seit 1. Juli 2021 gehört Eisenach zu: Wartburgkreis."]),
    ],
)
def test_what_does_not_exist_any_more_is_said(concern, key, notices):
    TopicPageFactory(title="Familie")
    assert ContactFinder(concern, key).notices == notices


def test_a_dissolved_county_that_became_part_of_none_is_no_region_to_ask_for():
    Region.objects.filter(name="Eisenach").update(merged_into=None)
    finder = ContactFinder(region_key="16056")
    assert finder.region is None
    assert not finder.is_asked
    assert finder.notices == []


def test_the_same_concern_is_asked_for_in_each_county():
    TopicPageFactory(title="Familie")
    assert ContactFinder("familie").address_for(region("Greiz")) == f"?anliegen=familie&region={GREIZ}"
    assert ContactFinder("x").address_for(region("Greiz")) == f"?region={GREIZ}"


def test_counties_of_today_can_be_chosen_with_those_outside_at_the_end():
    offered = [entry.name for entry in ContactFinder().regions]
    assert "Eisenach" not in offered
    assert offered[-1] == "außerhalb Thüringens"
    assert offered[:-1] == sorted(offered[:-1])


def test_everybody_who_is_here_is_listed_with_what_they_answer_for():
    topic = TopicPageFactory(title="Familie")
    answers_for("Bea", topic=topic)
    anna = PersonPageFactory(first_name="Anna", last_name="Test", absent_from="2020-01-01")
    deputy = PersonPageFactory(first_name="Carl", last_name="Zorn")
    type(anna).objects.filter(pk=anna.pk).update(deputy=deputy)
    make_draft(PersonPageFactory(first_name="Entwurf", last_name="Aa"))
    PersonPageFactory(first_name="Fort", last_name="Aa", left_on="2020-01-01")
    people = ContactFinder().people
    assert [person.first_name for person in people] == ["Anna", "Bea", "Carl"]
    assert [len(person.valid_responsibilities) for person in people] == [0, 1, 0]
    assert people[0].stand_in == deputy


# --- concerns --------------------------------------------------------------------------------------------------------


def test_concerns_stand_in_groups_topics_by_place_the_others_by_name():
    second, first = TopicPageFactory(title="Zukunft"), TopicPageFactory(title="Alter")
    ProgrammeFactory(abbreviation="ZZZ", name="Zweck")
    ProgrammeFactory(abbreviation="aaa", name="Anfang")
    ProjectPageFactory(parent=first, title="Ziel")
    ProjectPageFactory(parent=second, title="atlas")
    groups = [(str(heading), [entry.label for entry in group]) for heading, group in ContactFinder().grouped_concerns]
    assert groups == [
        ("Themen", ["Zukunft", "Alter"]),
        ("Programme", ["aaa: Anfang", "ZZZ: Zweck"]),
        ("Laufende Projekte", ["atlas", "Ziel"]),
    ]


def test_a_programme_is_asked_for_with_its_topic_and_a_project_with_its_programme():
    topic, other = TopicPageFactory(title="Familie"), TopicPageFactory(title="Alter")
    programme = ProgrammeFactory(abbreviation="ARM", topic=topic)
    project = ProjectPageFactory(parent=other, title="Werkstatt", programme=programme)
    alone = ProjectPageFactory(parent=other, title="Atlas")
    answers_for("Familie", topic=topic)
    answers_for("Alter", topic=other)
    answers_for("ARM", programme=programme)
    answers_for("Werkstatt", project=project)
    answers_for("Atlas", project=alone)
    answers_for("Verwaltung", label="Verwaltung")
    expected = {
        "familie": {"Familie", "ARM"},
        "alter": {"Alter", "Werkstatt", "Atlas"},
        "arm": {"ARM", "Werkstatt", "Familie"},
        "werkstatt": {"Werkstatt", "ARM", "Alter"},
        "atlas": {"Atlas", "Alter"},
    }
    assert {slug: set(named(ContactFinder(slug).matches)) for slug in expected} == expected


def test_a_programme_without_a_topic_belongs_to_none():
    answers_for("Familie", topic=TopicPageFactory(title="Familie"))
    answers_for("ARM", programme=ProgrammeFactory(abbreviation="ARM"))
    assert named(ContactFinder("arm").matches) == ["ARM"]


def test_a_slug_that_is_taken_gets_its_kind_in_front_and_the_first_keeps_it():
    topic = TopicPageFactory(title="ARM")
    ProgrammeFactory(abbreviation="ARM")
    ProjectPageFactory(parent=topic, title="Arm")
    assert [(entry.kind, entry.slug) for entry in all_concerns()] == [
        (ConcernKind.TOPIC, "arm"),
        (ConcernKind.PROGRAMME, "programm-arm"),
        (ConcernKind.PROJECT, "projekt-arm"),
    ]
