"""Foreign content loads only after the visitor agreed."""

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.embeds.finders.base import EmbedFinder
from wagtail.embeds.models import Embed

from ikpe_site.core.blocks.media import ConsentEmbedBlock
from tests.factories import ContentPageFactory, TopicPageFactory
from tests.helpers import get_soup, hrefs, words

FILM = "https://www.youtube.com/watch?v=abc123"
asked_for = []


class FakeFinder(EmbedFinder):
    """Knows every address and asks nobody."""

    def accept(self, url):
        return True

    def find_embed(self, url, max_width=None, max_height=None):
        asked_for.append(url)
        return {
            "title": "Film",
            "author_name": "",
            "provider_name": "Fake",
            "type": "video",
            "thumbnail_url": "",
            "width": 640,
            "height": 360,
            "html": '<iframe src="https://www.youtube-nocookie.com/embed/abc123" title="Film"></iframe>',
        }


@pytest.fixture(autouse=True)
def _fake_finder(settings):
    settings.WAGTAILEMBEDS_FINDERS = [{"class": "tests.core.test_embeds.FakeFinder"}]
    asked_for.clear()


@pytest.fixture
def page(site_tree):
    value = {"title": "Film über das Institut", "embed": FILM}
    return ContentPageFactory(body=[("embed", value), ("embed", {**value, "title": "Zweiter Film"})])


def test_before_the_visitor_agreed_nothing_is_loaded_nor_looked_up(page, client):
    soup = get_soup(page.url, client)
    assert soup.select("iframe") == []
    assert asked_for == []
    assert Embed.objects.count() == 0
    first = soup.select_one(".consent-embed")
    assert "www.youtube.com" in words(first)
    assert hrefs(first) == [FILM]
    assert first.select_one("button[type=submit]")["name"] == "einbettung"


def test_after_the_visitor_agreed_that_content_is_loaded_and_no_other(page, client):
    block_id = get_soup(page.url, client).select_one(".consent-embed button")["value"]
    soup = get_soup(page.url, client, einbettung=block_id)
    first, second = soup.select(".consent-embed")
    assert first.iframe["src"].startswith("https://www.youtube-nocookie.com/")
    assert second.iframe is None
    assert asked_for == [FILM]


@pytest.mark.parametrize("value", ["", "1", "None", "<script>"])
def test_an_unknown_consent_loads_nothing(value, page, client):
    soup = get_soup(page.url, client, einbettung=value)
    assert soup.select("iframe") == []
    assert asked_for == []
    assert soup.select("main script") == []


def test_consent_sets_no_cookie(page, client):
    block_id = get_soup(page.url, client).select_one(".consent-embed button")["value"]
    assert not client.get(page.url, {"einbettung": block_id}).cookies


def test_it_works_within_the_sections_of_a_topic(site_tree, client):
    content = [("embed", {"title": "Film", "embed": FILM})]
    topic = TopicPageFactory(accordion=[("section", {"heading": "Zum Thema", "content": content})])
    block_id = get_soup(topic.url, client).select_one(".consent-embed button")["value"]
    assert block_id
    assert get_soup(topic.url, client, einbettung=block_id).select_one(".consent-embed iframe")


@pytest.mark.django_db
def test_an_unknown_address_keeps_no_draft_from_being_saved_and_is_named_at_its_field(settings):
    settings.WAGTAILEMBEDS_FINDERS = []
    block = ConsentEmbedBlock()
    value = block.to_python({"title": "Film", "embed": "https://unbekannt.example/film"})
    assert block.clean_deferred(value)["embed"].url == "https://unbekannt.example/film"
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert list(refused.value.block_errors) == ["embed"]
