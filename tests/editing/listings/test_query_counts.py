"""The lists cost as many queries however long they are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.dashboard.conftest import schedule
from tests.factories import (
    ContributorFactory,
    EventPageFactory,
    EventSeriesPageFactory,
    NewsPageFactory,
    PersonGroupFactory,
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    TopicPageFactory,
)
from tests.helpers import forget_everything

from .conftest import LISTS, index

pytestmark = pytest.mark.database


def grow(number, editor):
    series = EventSeriesPageFactory()
    for _number in range(number):
        topics = [TopicPageFactory(), TopicPageFactory()]
        project = ProjectPageFactory(parent=topics[0], programme=ProgrammeFactory())
        person = PersonPageFactory(groups=[PersonGroupFactory()])
        post = NewsPageFactory(topics=topics)
        publication = PublicationPageFactory(topics=topics)
        ContributorFactory(publication=publication, person=person)
        event = EventPageFactory(topics=topics, series=series, contact_person=person, takes_registrations=True)
        for page in (*topics, project, person, post, publication, event):
            schedule(page.specific, editor)


def queries(client, name, **query) -> int:
    client.get(index(name), query)
    forget_everything()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(index(name), query)
        if "export" in query:
            b"".join(response.streaming_content)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.scale
def test_the_number_of_queries_does_not_grow_with_the_rows(site_tree, editor, editor_client):
    questions = [(name, query) for name in LISTS for query in ({}, {"q": "e"}, {"export": "csv"})]
    grow(2, editor)
    few = {f"{name} {query}": queries(editor_client, name, **query) for name, query in questions}
    grow(18, editor)
    many = {f"{name} {query}": queries(editor_client, name, **query) for name, query in questions}
    print("\n".join(f"{name}: {few[name]} -> {many[name]}" for name in few))  # noqa: T201
    assert many == few
    assert max(many.values()) <= 40
