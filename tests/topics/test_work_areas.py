"""A work area with its drawing, its topics and their people."""

import pytest

from tests.factories import PersonPageFactory, ResponsibilityFactory, TopicPageFactory, WorkAreaPageFactory, make_draft
from tests.helpers import hrefs, main_of, titles

pytestmark = pytest.mark.database


def test_it_shows_its_topics_and_who_answers_for_them(site_tree):
    topic, other, draft = TopicPageFactory(title="Familie"), TopicPageFactory(), TopicPageFactory()
    make_draft(draft)
    area = WorkAreaPageFactory(topics=[topic, draft])
    person = PersonPageFactory()
    ResponsibilityFactory(person=person, topic=topic, role="Leitung")
    ResponsibilityFactory(person=PersonPageFactory(), topic=other)
    page = main_of(area.url)
    assert hrefs(page, ".topic-tile") == [topic.url]
    assert titles(page, ".person-line .person-name") == [person.title]
    assert titles(page, ".person-line .meta") == ["Leitung"]


def test_without_topics_it_leads_to_the_contact_finder(site_tree):
    page = main_of(WorkAreaPageFactory().url)
    assert page.select_one(".person-line") is None
    assert site_tree.contact.url in hrefs(page, ".column-aside a")


def test_each_work_area_has_the_drawing_that_is_chosen(site_tree):
    for drawing in ("path", "lecture"):
        WorkAreaPageFactory(drawing=drawing)
    drawings = [str(svg) for svg in main_of(site_tree.work_areas.url).select(".work-area svg")]
    assert len(set(drawings)) == 2
