"""In which order publications stand, and what is fetched with them."""

import pytest
from wagtail.models import Collection, CollectionViewRestriction

from publications.models import CitationSettings, Contributor, PublicationCategory, PublicationPage
from tests.factories import (
    HIDING,
    CategoryFactory,
    ContributorFactory,
    DocumentFactory,
    PersonPageFactory,
    PublicationPageFactory,
    make_draft,
    mark_published,
)

pytestmark = pytest.mark.database


@pytest.fixture
def publication(site_tree):
    page = PublicationPageFactory(
        title="Planung",
        category=CategoryFactory(name="Presse"),
        document=DocumentFactory(),
        abstract="<p>Worum es geht.</p>",
        body=[("heading", "Anfang")],
    )
    mark_published()
    return page


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def test_what_is_forthcoming_comes_first_what_has_no_year_last_and_others_as_bibliographies_are_sorted(site_tree):
    for title, year, key in (("c", 2019, "b"), ("f", None, "a"), ("b", 2019, "a"), ("a", None, "z"), ("e", 2019, "b")):
        page = PublicationPageFactory(title=title, issued_year=year, is_forthcoming=title == "a")
        PublicationPage.objects.filter(pk=page.pk).update(sort_key=key)
    assert titles(PublicationPage.objects.newest_first()) == ["a", "b", "c", "e", "f"]


def test_an_entry_of_a_list_has_what_it_shows_and_no_long_text(publication, django_assert_num_queries):
    with django_assert_num_queries(1):
        [page] = PublicationPage.objects.for_listing()
        assert (page.image, page.document.title) == (None, publication.document.title)
    assert page.get_deferred_fields() == {"abstract", "search_text", "references", "body"}


def test_a_link_has_what_is_said_beside_it_and_what_it_is_sorted_by(publication):
    [page] = PublicationPage.objects.for_links()
    said = {"title", "csl_type", "issued_year", "collection_number", "sort_key"}
    assert page.get_deferred_fields().isdisjoint(said)
    assert {"abstract", "body", "references"} <= page.get_deferred_fields()


@pytest.mark.parametrize("is_private", [False, True])
def test_whether_a_document_is_private_is_known_with_its_publication(
    is_private, publication, django_assert_num_queries
):
    if is_private:
        collection = Collection.get_first_root_node().add_child(name="Intern")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        publication.document.collection = collection
        publication.document.save()
    assert PublicationPage.objects.with_document_privacy().get().is_document_private is is_private
    with django_assert_num_queries(1):
        [entry] = PublicationPage.objects.for_feed()
        assert (entry.category.name, entry.document.title) == ("Presse", publication.document.title)
        assert entry.is_document_private is is_private
    with django_assert_num_queries(1):
        page = PublicationPage.objects.for_detail().get(pk=publication.pk)
        assert (page.category.name, page.document.title) == ("Presse", publication.document.title)
        assert (page.is_document_private, page.is_restricted, page.has_files) == (is_private, False, False)
        assert page.reference_style is None


def test_a_page_knows_of_its_further_files_and_the_style_of_the_site(publication, site_tree):
    other = PublicationPageFactory()
    publication.files.create(document=publication.document)
    publication.save()
    site = site_tree.home.get_site()
    CitationSettings.objects.create(site=site, style="apa")
    pages = {page.pk: page for page in PublicationPage.objects.for_detail()}
    assert (pages[publication.pk].has_files, pages[other.pk].has_files) == (True, False)
    assert pages[publication.pk].reference_style == "apa"
    type(site).objects.update(is_default_site=False)
    assert PublicationPage.objects.for_detail().get(pk=other.pk).reference_style is None


@pytest.mark.parametrize("state", [None, *HIDING])
def test_a_contributor_is_linked_where_visitors_may_see_their_page(state, publication, django_assert_num_queries):
    person = PersonPageFactory(first_name="Anna")
    ContributorFactory(publication=publication, person=person)
    if state:
        HIDING[state](person)
    ContributorFactory(publication=publication, family="Frei")
    with django_assert_num_queries(1):
        linked, free = Contributor.objects.for_listing().order_by("pk")
        assert (linked.is_person_visible, free.is_person_visible) == (state is None, False)
        assert linked.person is None or linked.person.first_name == "Anna"


def test_categories_are_counted_in_the_order_of_the_institute(publication):
    PublicationCategory.objects.update(sort_order=5)
    for name, order in (("B", 2), ("A", 2), ("C", 1)):
        CategoryFactory(name=name, sort_order=order)
    make_draft(PublicationPageFactory(category=PublicationCategory.objects.get(name="B")))
    counted = PublicationCategory.objects.with_counts(PublicationPage.objects.visible())
    assert [(category.name, category.publication_count) for category in counted] == [
        *(("C", 0), ("A", 0), ("B", 0), ("Presse", 1))
    ]
