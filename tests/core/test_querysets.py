"""What lists name to visitors, and what they fetch with it."""

import datetime

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from ikpe_site.core.querysets import (
    IsRestricted,
    is_in_private_collection,
    link_fields,
    may_be_seen,
    visible_to_visitors,
)
from ikpe_site.media.models import CustomDocument
from news.models import NewsPage
from people.models import Responsibility
from publications.models import PublicationPage
from tests.factories import (
    ContentPageFactory,
    ImageFactory,
    NewsPageFactory,
    PersonPageFactory,
    PublicationPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    make_private,
)
from tests.helpers import berlin

pytestmark = pytest.mark.database

NOON = berlin(2026, 3, 10, 12)
SECOND = datetime.timedelta(seconds=1)


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def is_restricted(page) -> bool:
    return Page.objects.annotate(is_restricted=IsRestricted()).get(pk=page.pk).is_restricted


# --- what is visible -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "is_visible"),
    [
        ({}, True),
        ({"live": False}, False),
        ({"expire_at": NOON + SECOND}, True),
        ({"expire_at": NOON}, False),
        ({"expire_at": NOON - SECOND}, False),
    ],
)
def test_a_list_names_what_is_live_and_has_not_expired(fields, is_visible, site_tree, freeze):
    freeze(NOON)
    topic = TopicPageFactory(**fields)
    ResponsibilityFactory(person=PersonPageFactory(), topic=topic)
    assert type(topic).objects.visible().filter(pk=topic.pk).exists() is is_visible
    assert Responsibility.objects.filter(visible_to_visitors("topic__")).exists() is is_visible
    assert may_be_seen(topic) is is_visible


def test_a_page_at_hand_may_be_seen_unless_it_is_known_to_be_private(site_tree):
    make_private(page := ContentPageFactory())
    assert may_be_seen(page)  # as far as anybody looked
    annotated = Page.objects.annotate(is_restricted=IsRestricted())
    assert not may_be_seen(annotated.get(pk=page.pk))
    assert may_be_seen(annotated.get(pk=ContentPageFactory().pk))


def test_a_private_page_hides_itself_and_all_below_and_nothing_else(site_tree):
    above = ContentPageFactory()
    private = ContentPageFactory(parent=above)
    below = ContentPageFactory(parent=ContentPageFactory(parent=private))
    beside = ContentPageFactory(parent=above)
    make_private(private)
    assert [is_restricted(page) for page in (above, private, below, beside)] == [False, True, True, False]
    visible = {page.pk for page in type(above).objects.visible()}
    assert visible & {above.pk, private.pk, below.pk, beside.pk} == {above.pk, beside.pk}


def test_a_private_page_hides_what_belongs_to_it(site_tree):
    make_private(topic := TopicPageFactory())
    ResponsibilityFactory(person=PersonPageFactory(), topic=topic)
    assert not Responsibility.objects.filter(visible_to_visitors("topic__")).exists()
    assert Responsibility.objects.filter(visible_to_visitors("person__")).exists()


def test_an_alias_of_a_private_page_is_as_private_as_it_with_all_below(site_tree):
    original, folder = ContentPageFactory(), ContentPageFactory()
    alias = original.create_alias(parent=folder, update_slug="abbild")
    below = ContentPageFactory(parent=alias)
    assert not is_restricted(alias)
    make_private(original)
    assert [is_restricted(page) for page in (alias, below, folder)] == [True, True, False]


def test_the_original_of_a_private_alias_stays_public(site_tree):
    original = ContentPageFactory()
    alias = original.create_alias(parent=ContentPageFactory(), update_slug="abbild")
    make_private(alias)
    assert [is_restricted(page) for page in (alias, original)] == [True, False]


def test_a_page_of_its_type_says_whether_it_is_private(site_tree):
    make_private(page := ContentPageFactory())
    assert type(page).objects.for_detail().get(pk=page.pk).is_restricted
    assert not type(page).objects.for_detail().get(pk=ContentPageFactory().pk).is_restricted
    PageViewRestriction.objects.all().delete()
    assert not type(page).objects.for_detail().get(pk=page.pk).is_restricted


# --- private collections ---------------------------------------------------------------------------------------------


@pytest.fixture
def collections(db):
    root = Collection.get_first_root_node()
    top = root.add_child(name="Intern")
    return {
        "root": root,
        "top": top,
        "below": top.add_child(name="Protokolle"),
        "beside": root.add_child(name="Offen"),
    }


def document_in(collection) -> CustomDocument:
    return CustomDocument.objects.create(
        title=collection.name, file=ContentFile(b"x", name="x.txt"), collection=collection
    )


@pytest.mark.parametrize(
    ("private", "hidden"),
    [
        (None, set()),
        ("top", {"top", "below"}),
        ("below", {"below"}),
        ("root", {"root", "top", "below", "beside"}),
    ],
)
def test_a_private_collection_hides_its_documents_and_those_below(private, hidden, collections, site_tree):
    pages = {
        name: PublicationPageFactory(title=name, document=document_in(collection))
        for name, collection in collections.items()
    }
    if private:
        CollectionViewRestriction.objects.create(
            collection=collections[private], restriction_type=CollectionViewRestriction.LOGIN
        )
    documents = CustomDocument.objects.filter(is_in_private_collection())
    assert {document.pk for document in documents} == {pages[name].document_id for name in hidden}
    by_page = PublicationPage.objects.filter(is_in_private_collection("document__"))
    assert set(titles(by_page)) == hidden


# --- what is fetched -------------------------------------------------------------------------------------------------


@pytest.fixture
def post(site_tree):
    image, social = ImageFactory(), ImageFactory()
    post = NewsPageFactory(
        title="Bericht", teaser="Kurz.", image=image, social_image=social, body=[("heading", "Anfang")]
    )
    for picture in (image, social):
        picture.get_rendition("width-8")
    return post


def test_a_card_has_its_picture_without_another_query_and_no_long_text(post, django_assert_num_queries):
    contents = [ContentPageFactory(image=post.image, body=[("heading", "Anfang")]) for _number in range(2)]
    with django_assert_num_queries(2):
        pages = type(contents[0]).objects.for_listing().filter(pk__in=[content.pk for content in contents])
        for page in pages:
            assert [rendition.filter_spec for rendition in page.image.renditions.all()] == ["width-8"]
        assert set(titles(pages)) == set(titles(contents))
    assert page.get_deferred_fields() == {"body"}


def test_links_need_title_address_and_what_is_asked_for(post, django_assert_num_queries):
    assert link_fields("page__") == [f"page__{name}" for name in link_fields()]
    with django_assert_num_queries(1):
        [page] = NewsPage.objects.for_links("teaser")
        assert (page.title, page.teaser, page.cached_content_type.model) == (post.title, "Kurz.", "newspage")
    assert {"body", "date", "image_id"} <= page.get_deferred_fields()
    assert page.get_deferred_fields().isdisjoint({*link_fields(), "content_type_id"})
    assert page.url == post.url


def test_a_feed_has_what_was_published_last_first_with_text_and_picture(post, django_assert_num_queries):
    for number, day in enumerate((3, 1, 2, 3)):
        page = ContentPageFactory(title=str(number), image=post.image, body=[("heading", "Anfang")])
        type(page).objects.filter(pk=page.pk).update(first_published_at=berlin(2026, 3, day))
    ContentPageFactory(title="nie veröffentlicht")
    with django_assert_num_queries(2):
        pages = list(type(page).objects.filter(title__in=["0", "1", "2", "3", "nie veröffentlicht"]).for_feed())
        assert titles(pages) == ["3", "0", "2", "1"]
        assert [len(page.image.renditions.all()) for page in pages] == [1, 1, 1, 1]
        assert pages[0].body[0].value == "Anfang"


def test_a_page_itself_comes_with_both_its_pictures(post, django_assert_num_queries):
    with django_assert_num_queries(3):
        page = NewsPage.objects.for_detail().get(pk=post.pk)
        assert [len(picture.renditions.all()) for picture in (page.image, page.social_image)] == [1, 1]
        assert page.body[0].value == "Anfang"
