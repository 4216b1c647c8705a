"""What visitors may not see is not found, not suggested, not proposed and not counted, even if the index is behind."""

import datetime
import json

import pytest
from django.utils import timezone

from ikpe_site.media.models import DocumentInspection
from tests import factories
from tests.factories import HIDING
from tests.helpers import get_soup, words
from topics.models import Region

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("tasks_are_done")]

SECRET = "Geheimnisvoll"


def with_text(text, **fields):
    document = factories.DocumentFactory(**fields)
    DocumentInspection.objects.create(document=document, state=DocumentInspection.State.READ, text=text)
    return document


def hidden_things():
    """A page of each kind that names the secret in its title or its text, none of which is hidden yet."""
    title = f"{SECRET}es Vorhaben"
    greiz = [Region.objects.get(name="Greiz")]
    topic = factories.TopicPageFactory(title=title)
    person = factories.PersonPageFactory(last_name=SECRET, position=SECRET)
    factories.ResponsibilityFactory(person=person, label=SECRET)
    return {
        "topic": topic,
        "project": factories.ProjectPageFactory(parent=topic, title=title, regions=greiz),
        "work area": factories.WorkAreaPageFactory(title=title),
        "person": person,
        "post": factories.NewsPageFactory(title=title, topics=[topic]),
        "publication": factories.PublicationPageFactory(title=title),
        "event": factories.EventPageFactory(title=title),
        "series": factories.EventSeriesPageFactory(title=title),
        "content": factories.ContentPageFactory(title="Seite", body=[("text", f"<p>{SECRET}</p>")]),
    }


def traces(client) -> list[str]:
    """Where the secret can be learnt: in what is found for it, for its beginning, and for something like it."""
    leaks = []
    for query in (SECRET, "Geheimnis", "Geheimnisvolles Vorhaben"):
        page = get_soup("/suche/", client, q=query).main
        if page.select(".results, .facet, .search-promotions, .did-you-mean"):
            leaks.append(f"found for {query}: {words(page)[:300]}")
        answer = client.get("/suche/vorschlaege/", {"q": query})
        if json.loads(answer.content)["suggestions"]:
            leaks.append(f"suggested for {query}")
    for mistaken in ("geheimnisvull", "gehiemnisvoll", "übergeheimnisvoll"):
        if SECRET.lower() in words(get_soup("/suche/", client, q=mistaken).main).lower().replace(mistaken, ""):
            leaks += [f"proposed for {mistaken}"]
    return leaks


def test_what_is_public_can_be_found_suggested_and_proposed(index, client):
    """Without which the tests below would show nothing."""
    hidden_things()
    index()
    assert len(traces(client)) >= 6


@pytest.mark.parametrize("state", HIDING)
@pytest.mark.parametrize("index_is", ["behind", "made anew"])
def test_nothing_hidden_leaves_a_trace(state, index_is, index, client):
    things = hidden_things()
    if state == "below a private page":
        things.pop("content").delete()  # it stands right below the home page
    index()
    for page in things.values():
        HIDING[state](page)
    if index_is == "made anew":
        index()
    assert traces(client) == []


def test_people_who_left_leave_no_trace(index, client):
    person = hidden_things()["person"]
    for page in type(person).objects.sibling_of(person):
        type(person).objects.filter(pk=page.pk).update(left_on=timezone.localdate() - datetime.timedelta(days=1))
    index()
    results = get_soup("/suche/", client, q=SECRET).main.select(".results h2")
    assert person.title not in [words(title) for title in results]
    assert json.loads(client.get("/suche/vorschlaege/", {"q": person.title}).content)["suggestions"] == []


@pytest.mark.parametrize("hide", ["private collection", "below a private collection", "page hidden", "not offered"])
@pytest.mark.parametrize("index_is", ["behind", "made anew"])
def test_a_hidden_document_leaves_no_trace_of_its_text(hide, index_is, index, client):
    heft = with_text(f"Hier steht {SECRET}.", title=f"{SECRET}es Heft")
    other = None if hide == "not offered" else heft
    page = factories.PublicationPageFactory(title="Band", document=other)
    index()
    if hide != "not offered":
        assert traces(client) != []
    if hide == "private collection":
        heft.collection.view_restrictions.create(restriction_type="login")
    elif hide == "below a private collection":
        child = heft.collection.add_child(name="Intern")
        type(heft).objects.filter(pk=heft.pk).update(collection=child)
        heft.collection.view_restrictions.create(restriction_type="login")
    elif hide == "page hidden":
        HIDING["expired"](page)
    if index_is == "made anew":
        index()
    assert traces(client) == []


def test_a_document_of_a_draft_leaves_no_trace(index, client, django_capture_on_commit_callbacks):
    """The page is published, the document stands in its unpublished draft only."""
    page = factories.PublicationPageFactory(title="Band")
    page.document = with_text(f"Hier steht {SECRET}.", title=f"{SECRET}es Heft")
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision()
    index()
    assert traces(client) == []


def test_a_hidden_topic_is_no_filter_and_no_keyword(index, client):
    topic = factories.TopicPageFactory(title=f"{SECRET}es Thema")
    person = factories.PersonPageFactory(last_name="Blum")
    factories.ResponsibilityFactory(person=person, topic=topic)
    factories.NewsPageFactory(title="Sonnenblumen", topics=[topic])
    HIDING["draft"](topic)
    index()
    assert SECRET not in words(get_soup("/suche/", client, q="Sonnenblumen"))
    assert get_soup("/suche/", client, q=SECRET).select(".results") == []
    page = get_soup("/suche/", client, q="Sonnenblumen", thema=topic.slug)
    assert page.select_one(".search-status .notice")  # as for a topic that does not exist


def test_a_private_page_is_not_found_by_those_who_may_see_it_either(index, editor_client):
    """The page of results is the same for everybody, so that it can be kept for everybody."""
    page = factories.NewsPageFactory(title=SECRET)
    factories.make_private(page)
    index()
    assert get_soup("/suche/", editor_client, q=SECRET).select(".results") == []
