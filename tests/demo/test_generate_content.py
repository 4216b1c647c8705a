"""Many pages for measurements."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page

from events.models import EventPage
from ikpe_site.media.models import CustomImage
from news.models import NewsPage
from publications.models import PublicationPage
from tests.factories import EventPageFactory, NewsPageFactory, PublicationPageFactory, TopicPageFactory
from tests.helpers import main_of

pytestmark = pytest.mark.database

STORY = [("text", "<p>Kommunen planen gemeinsam mit Familien, Vereinen und Schulen. Daten zeigen, wo es fehlt.</p>")]


@pytest.fixture
def content(site_tree, settings):
    settings.DEBUG = True
    TopicPageFactory()
    for factory in (NewsPageFactory, EventPageFactory, PublicationPageFactory):
        factory(body=STORY)
    return site_tree


def generate(number, **options):
    call_command("generate_content", str(number), stdout=StringIO(), **options)


def test_pages_of_three_kinds_are_added_and_can_be_visited(content):
    generate(20)
    assert [model.objects.count() for model in (NewsPage, EventPage, PublicationPage)] == [13, 5, 5]
    for model in (NewsPage, EventPage, PublicationPage):
        page = model.objects.order_by("-path").first()
        assert Client().get(page.url).status_code == 200
        assert page.topics.count() == 1
    assert not any(Page.find_problems())


def test_a_second_run_adds_to_the_first(content):
    generate(10)
    generate(10)
    assert NewsPage.objects.count() == 13
    assert len(set(NewsPage.objects.values_list("slug", flat=True))) == 13


def test_the_same_seed_gives_the_same_pages(content):
    generate(10, seed=7)
    first = list(NewsPage.objects.order_by("path").values_list("title", "teaser"))
    Page.objects.filter(slug__startswith="erzeugt-").delete()
    generate(10, seed=7)
    assert list(NewsPage.objects.order_by("path").values_list("title", "teaser")) == first


def test_without_anything_to_vary_it_says_what_to_do(site_tree, settings):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="load_demo"):
        generate(10)


def test_two_pages_of_three_have_pictures_of_all_formats(content):
    generate(30, pictures=4)
    assert {(picture.width > picture.height) - (picture.width < picture.height) for picture in pictures()} == {
        -1,
        0,
        1,
    }
    with_picture = [page for page in NewsPage.objects.filter(slug__startswith="erzeugt-") if page.image]
    assert 0 < len(with_picture) < 18
    for page in with_picture:
        assert page.body[1].block_type == "picture"
    page = with_picture[0]
    assert len(main_of(page.url).select("figure img")) == 2


def test_without_pictures_asked_for_there_are_none(content):
    generate(10)
    assert not pictures()


def pictures():
    return CustomImage.objects.filter(title__startswith="Erzeugtes Bild")


def test_in_service_it_refuses(content, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        generate(10)
    assert NewsPage.objects.count() == 1
