"""The index follows what editors do, by itself."""

import pytest
from django.core.management import call_command
from wagtail.models import Collection, PageViewRestriction

from ikpe_site.media.models import DocumentInspection
from ikpe_site.search.models import SearchEntry
from people.models import Responsibility
from tests.factories import (
    ContentPageFactory,
    DocumentFactory,
    NewsPageFactory,
    PersonPageFactory,
    ProgrammeFactory,
    PublicationPageFactory,
    TopicPageFactory,
    make_private,
)

pytestmark = pytest.mark.database


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A context after which everything has happened that happens when a transaction is through."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(autouse=True)
def _nothing_indexed(site_tree, tasks_are_done):
    """Without the lists of the site, which are there from the start."""
    SearchEntry.objects.all().delete()


def titles() -> set[str]:
    return set(SearchEntry.objects.values_list("title", flat=True))


def test_what_is_published_is_indexed_with_its_topics(site_tree, committed):
    with committed():
        topic = TopicPageFactory(title="Garten")
        NewsPageFactory(title="Sonnenblumen", topics=[topic])
    entry = SearchEntry.objects.get(title="Sonnenblumen")
    assert [linked.title for linked in entry.topics.all()] == ["Garten"]


def test_a_draft_is_not_indexed_until_it_is_published(site_tree, committed):
    with committed():
        post = NewsPageFactory(title="Sonnenblumen", live=False)
    assert titles() == set()
    with committed():
        post.save_revision().publish()
    assert "Sonnenblumen" in titles()


def test_the_draft_of_a_published_page_changes_nothing(site_tree, committed):
    with committed():
        post = NewsPageFactory(title="Sonnenblumen", teaser="Öffentlich")
    post.title, post.teaser = "Geheimes", "Vertraulich"
    with committed():
        post.save_revision()
    entry = SearchEntry.objects.get(kind="beitrag")
    assert entry.title == "Sonnenblumen"
    assert "vertraulich" not in entry.terms


def test_what_is_unpublished_moved_or_deleted_leaves_the_index(site_tree, committed):
    with committed():
        parent = ContentPageFactory(title="Verein")
        child = ContentPageFactory(title="Vorstand", parent=parent)
        post = NewsPageFactory(title="Sonnenblumen")
    with committed():
        post.unpublish()
    assert titles() == {"Verein", "Vorstand"}
    with committed():
        private = ContentPageFactory(title="Intern")
        make_private(private)
        child.refresh_from_db()
        child.move(private, pos="last-child")
    assert titles() == {"Verein"}
    with committed():
        parent.refresh_from_db()
        parent.delete()
    assert titles() == set()


def test_what_becomes_private_leaves_the_index_with_all_below_it_and_comes_back(site_tree, committed):
    with committed():
        parent = ContentPageFactory(title="Verein")
        ContentPageFactory(title="Vorstand", parent=parent)
    with committed():
        make_private(parent)
    assert titles() == set()
    with committed():
        PageViewRestriction.objects.get().delete()
    assert titles() == {"Verein", "Vorstand"}


def test_a_person_is_found_by_a_topic_as_long_as_the_topic_is_public(site_tree, committed):
    with committed():
        topic = TopicPageFactory(title="Gartenbau")
        person = PersonPageFactory(last_name="Blum")
        Responsibility.objects.create(person=person, topic=topic)
        person.save()
    entry = SearchEntry.objects.get(page=person)
    assert " gartenbau " in entry.terms
    with committed():
        topic.unpublish()
    entry = SearchEntry.objects.get(page=person)
    assert " gartenbau " not in entry.terms


def test_a_programme_follows_its_name(site_tree, committed):
    with committed():
        programme = ProgrammeFactory(abbreviation="GRT", name="Gartenprogramm")
    assert titles() == {"Themen", "Gartenprogramm (GRT)"}
    with committed():
        programme.name = "Parkprogramm"
        programme.save()
    assert titles() == {"Themen", "Parkprogramm (GRT)"}


def document(text="Sonnenblumen wachsen.", **fields):
    document = DocumentFactory(**fields)
    DocumentInspection.objects.create(document=document, state=DocumentInspection.State.READ, text=text)
    return document


def test_a_document_is_indexed_by_its_text_while_a_visible_page_offers_it(site_tree, committed):
    heft = document(title="Heft")
    with committed():
        publication = PublicationPageFactory(title="Band", document=heft)
        post = NewsPageFactory(title="Beitrag", body=[("downloads", [heft])])
    entry = SearchEntry.objects.get(document=heft)
    assert " sonnenblumen " in entry.terms
    with committed():
        publication.unpublish()
        post.unpublish()
    assert "Heft" not in titles()
    with committed():
        post.refresh_from_db()
        post.save_revision().publish()
    assert SearchEntry.objects.get(document=heft).page_id == post.pk


def test_a_document_that_a_page_no_longer_offers_leaves_the_index(site_tree, committed):
    with committed():
        publication = PublicationPageFactory(title="Band", document=document(title="Heft"))
    assert "Heft" in titles()
    with committed():
        publication.document = None
        publication.save()
    assert titles() == {"Band"}


def test_a_document_follows_its_collection_and_its_title(site_tree, committed):
    heft = document(title="Heft")
    with committed():
        PublicationPageFactory(title="Band", document=heft)
    with committed():
        heft.title = "Faltblatt"
        heft.save()
    assert "Faltblatt" in titles()
    with committed():
        heft.collection.view_restrictions.create(restriction_type="login")
    assert titles() == {"Band"}
    with committed():
        heft.collection = Collection.objects.get(pk=heft.collection.pk)
        heft.collection.view_restrictions.all().first().delete()
    assert "Faltblatt" in titles()


def test_the_index_can_be_made_anew(site_tree, capsys):
    PublicationPageFactory(title="Band", document=document(title="Heft"))
    NewsPageFactory(title="Sonnenblumen")
    assert titles() == set()
    call_command("rebuild_search_index")
    made = titles()
    assert {"Band", "Heft", "Sonnenblumen", "Aktuelles", "Themen"} <= made
    NewsPageFactory._meta.model.objects.filter(title="Sonnenblumen").update(live=False)
    call_command("rebuild_search_index")
    assert titles() == made - {"Sonnenblumen"}
    assert str(SearchEntry.objects.count()) in capsys.readouterr().out


def test_many_pages_cost_no_more_queries_each(site_tree, django_assert_max_num_queries):
    for n in range(3):
        NewsPageFactory(title=f"Beitrag {n}")
    call_command("rebuild_search_index", verbosity=0)
    for n in range(30):
        NewsPageFactory(title=f"Beitrag {n}")
    with django_assert_max_num_queries(60):
        call_command("rebuild_search_index", verbosity=0)
