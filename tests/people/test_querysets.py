"""Who is here, and what they answer for: the steps that lists and the finder are made of."""

import datetime

import pytest
from django.utils import timezone

from people.models import PersonPage, Responsibility
from people.querysets import is_current
from tests.factories import (
    HIDING,
    ImageFactory,
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    make_draft,
)
from topics.models import Region

pytestmark = pytest.mark.database


def on(days):
    return None if days is None else timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def anna(site_tree):
    return PersonPageFactory(first_name="Anna", last_name="Abt", image=ImageFactory())


@pytest.fixture
def topic(site_tree):
    return TopicPageFactory(title="Familie")


@pytest.fixture
def answers_for(anna):
    def make(role="", **fields):
        return ResponsibilityFactory(role=role, **{"person": anna} | fields)

    return make


def roles(entries) -> list[str]:
    return sorted(entry.role for entry in entries)


# --- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left_on", "is_here"), [(None, True), (1, True), (0, True), (-1, False)])
def test_a_person_is_here_to_the_end_of_the_last_day(left_on, is_here, anna, answers_for):
    answers_for()
    PersonPage.objects.update(left_on=on(left_on))
    assert PersonPage.objects.current().exists() is is_here
    assert Responsibility.objects.filter(is_current("person__")).exists() is is_here
    assert Responsibility.objects.visible().exists() is is_here


def test_people_are_sorted_by_last_name_then_first_name_then_age_of_the_page(anna):
    later = [PersonPageFactory(first_name=first, last_name=last) for first, last in (("Zoe", "Aal"), ("Ada", "Abt"))]
    twin = PersonPageFactory(first_name="Anna", last_name="Abt")
    assert list(PersonPage.objects.by_name()) == [*later, anna, twin]


def test_people_come_with_what_they_answer_for_today_and_visitors_may_know_of(
    anna, topic, answers_for, django_assert_num_queries
):
    answers_for(topic=topic, role="gilt")
    answers_for(topic=topic, role="vorbei", valid_to=on(-1))
    make_draft(hidden := TopicPageFactory())
    answers_for(topic=hidden, role="Entwurf")
    with django_assert_num_queries(2):
        [person] = PersonPage.objects.with_responsibilities()
        assert [(entry.role, entry.concern) for entry in person.valid_responsibilities] == [("gilt", "Familie")]


# --- what visitors may know of ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "is_valid"),
    [
        (None, None, True),
        (0, 0, True),
        (1, None, False),
        (None, -1, False),
        (-1, 1, True),
    ],
)
def test_a_responsibility_holds_from_its_first_to_its_last_day(first, last, is_valid, answers_for):
    answers_for(valid_from=on(first), valid_to=on(last))
    assert Responsibility.objects.valid().exists() is is_valid
    assert Responsibility.objects.visible().exists() is is_valid


# „below a private page“ hides a topic as well: it is tried with the topic.
@pytest.mark.parametrize("state", HIDING)
@pytest.mark.parametrize("kind", ["topic", "project", "person"])
def test_nobody_answers_for_what_is_hidden_and_nobody_hidden_answers(kind, state, anna, topic, answers_for):
    project = ProjectPageFactory(parent=topic)
    answers_for(label="Verwaltung", role="ohne Seite")
    answers_for(**{"topic": {"topic": topic}, "project": {"project": project}, "person": {}}[kind], role=kind)
    assert len(Responsibility.objects.visible()) == 2
    HIDING[state]({"topic": topic, "project": project, "person": anna}[kind])
    # Where the page of the person is deleted, so are the entries.
    left = [] if kind == "person" else ["ohne Seite"]
    assert roles(Responsibility.objects.visible()) == left
    if kind != "person":
        assert roles(Responsibility.objects.about_visible_pages()) == left


# --- about what, and where -------------------------------------------------------------------------------------------


def test_who_asks_today_does_not_look_for_the_people_of_finished_projects(topic, answers_for):
    answers_for("ohne Projekt", topic=topic)
    for role, end in (("ohne Ende", None), ("heute", 0), ("gestern", -1)):
        answers_for(role, project=ProjectPageFactory(parent=topic, ends_on=on(end)))
    assert roles(Responsibility.objects.for_running_projects()) == ["heute", "ohne Ende", "ohne Projekt"]


def test_a_topic_counts_with_its_programmes_and_projects(topic, answers_for):
    other = TopicPageFactory()
    for name, its_topic in (("", topic), ("anderes ", other)):
        answers_for(f"{name}Thema", topic=its_topic)
        answers_for(f"{name}Programm", programme=ProgrammeFactory(topic=its_topic))
        answers_for(f"{name}Projekt", project=ProjectPageFactory(parent=its_topic))
    answers_for("Verwaltung")
    assert roles(Responsibility.objects.for_topic(topic)) == ["Programm", "Projekt", "Thema"]


def test_a_county_is_named_by_its_own_name_and_by_those_that_became_part_of_it(answers_for):
    county, old, other = (Region.objects.get(name=name) for name in ("Wartburgkreis", "Eisenach", "Greiz"))
    for role, regions in {
        "heute": [county],
        "früher": [old],
        "beides": [county, old],
        "woanders": [other],
        "auch woanders": [other, county],
        "überall": [],
    }.items():
        answers_for(role, regions=regions)
    assert roles(Responsibility.objects.naming(county)) == ["auch woanders", "beides", "früher", "heute"]
    assert roles(Responsibility.objects.in_region(county)) == ["auch woanders", "beides", "früher", "heute", "überall"]
    assert roles(Responsibility.objects.in_region(other)) == ["auch woanders", "woanders", "überall"]


# --- what is fetched -------------------------------------------------------------------------------------------------


def test_a_list_has_what_it_shows_without_another_query(anna, topic, answers_for, django_assert_num_queries):
    anna.image.get_rendition("width-8")
    project = ProjectPageFactory(parent=topic, title="Werkstatt", ends_on=on(9), body=[("heading", "Anfang")])
    programme = ProgrammeFactory(abbreviation="ARM")
    answers_for("Leitung", project=project, topic=topic, programme=programme, regions=[Region.objects.first()])
    with django_assert_num_queries(1):
        [entry] = Responsibility.objects.for_listing()
        assert (entry.role, entry.programme.abbreviation) == ("Leitung", "ARM")
        assert (entry.project.title, entry.project.ends_on, entry.topic.title) == ("Werkstatt", on(9), "Familie")
        assert (entry.project.cached_content_type.model, entry.topic.cached_content_type.model) == (
            "projectpage",
            "topicpage",
        )
    assert entry.get_deferred_fields() == set()
    assert "body" in entry.project.get_deferred_fields() & entry.topic.get_deferred_fields()
    with django_assert_num_queries(2):
        [entry] = Responsibility.objects.with_regions()
        assert len(entry.regions.all()) == 1
    answers_for("Beratung", person=PersonPageFactory(image=anna.image))
    with django_assert_num_queries(2):
        entries = Responsibility.objects.with_person()
        assert [len(entry.person.image.renditions.all()) for entry in entries] == [1, 1]
