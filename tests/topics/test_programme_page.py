"""The page of a funding programme: who answers for it, and its projects."""

import pytest

from tests.factories import (
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    make_draft,
)
from tests.helpers import hrefs, main_of, titles, words

pytestmark = pytest.mark.database


def test_it_shows_people_projects_and_topic(site_tree):
    topic = TopicPageFactory()
    programme = ProgrammeFactory(abbreviation="ARM", name="Armutsprävention", topic=topic)
    project = ProjectPageFactory(parent=topic, programme=programme)
    leading, working, other = (PersonPageFactory() for _ in range(3))
    ResponsibilityFactory(person=working, project=project)
    ResponsibilityFactory(person=leading, programme=programme, is_lead=True)
    ResponsibilityFactory(person=other, programme=ProgrammeFactory())
    page = main_of(f"{site_tree.topics.url}programme/arm/")
    assert words(page.h1) == "Armutsprävention"
    assert titles(page, ".person-name") == [leading.title, working.title]
    assert {topic.url, project.url, f"{site_tree.contact.url}?anliegen=arm"} <= set(hrefs(page))


def test_it_is_linked_from_its_projects(site_tree):
    project = ProjectPageFactory(programme=ProgrammeFactory(abbreviation="ARM"))
    assert f"{site_tree.topics.url}programme/arm/" in hrefs(main_of(project.url))


def test_a_hidden_topic_is_not_named(site_tree):
    topic = TopicPageFactory(title="Geheimes")
    ProgrammeFactory(abbreviation="ARM", topic=topic)
    make_draft(topic)
    page = main_of(f"{site_tree.topics.url}programme/arm/")
    assert "Geheimes" not in words(page)
    assert words(page.select_one(".empty p"))


def test_there_is_no_page_for_a_programme_that_does_not_exist(site_tree, client):
    assert client.get(f"{site_tree.topics.url}programme/xyz/").status_code == 404
