"""Nobody is left with a postal address: who answers where nobody is named."""

import pytest

from ikpe_site.core.models import InstituteSettings
from tests.factories import PersonPageFactory, ProgrammeFactory, ResponsibilityFactory, TopicPageFactory, make_draft
from tests.helpers import hrefs, main_of, titles, words

pytestmark = pytest.mark.database


@pytest.fixture
def coordinator(site_tree):
    """The contact person of an office that has neither phone nor mail address."""
    person = PersonPageFactory(first_name="Kim", last_name="Test", phone="0361 30257-601", email="kim@example.org")
    settings = InstituteSettings.for_site(site_tree.home.get_site())
    settings.phone = settings.email = ""
    settings.office_contact = person
    settings.save()
    return person


@pytest.fixture
def topic(site_tree):
    return TopicPageFactory(title="Netzwerke", slug="netzwerke")


def answer(site_tree, **query):
    return main_of(site_tree.contact.url, **query).select_one(".answer, .no-answer")


def test_a_concern_without_anybody_leads_to_the_contact_person_of_the_office(coordinator, topic, site_tree):
    shown = answer(site_tree, anliegen="netzwerke")
    assert titles(shown, ".person-name") == ["Kim Test"]
    assert "tel:+4936130257601" in hrefs(shown)


def test_whoever_is_named_comes_before_the_office(coordinator, topic, site_tree):
    ResponsibilityFactory(person=PersonPageFactory(first_name="Anna", last_name="Test"), topic=topic)
    assert titles(answer(site_tree, anliegen="netzwerke"), ".person-name") == ["Anna Test"]
    assert "Kim Test" not in words(main_of(topic.url))


def test_an_office_with_a_phone_answers_itself(coordinator, topic, institute, site_tree):
    shown = answer(site_tree, anliegen="netzwerke")
    assert "Kim Test" not in words(shown)
    assert "tel:+4936130257600" in hrefs(shown)


def test_without_a_contact_person_those_answer_who_are_bound_to_no_concern(coordinator, topic, site_tree):
    make_draft(coordinator)
    ResponsibilityFactory(person=PersonPageFactory(first_name="Anna", last_name="Test"), label="Koordination")
    assert titles(answer(site_tree, anliegen="netzwerke"), ".person-name") == ["Anna Test"]


def test_pages_of_topics_and_programmes_that_name_nobody_name_the_contact_person(coordinator, topic, site_tree):
    ProgrammeFactory(abbreviation="XY")
    for url in (topic.url, f"{site_tree.topics.url}programme/xy/"):
        assert "Kim Test" in words(main_of(url))
