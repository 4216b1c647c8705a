"""The head of a page: its canonical address, what search engines may do with it, what messengers show."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from ikpe_site.core import social_cards
from tests import factories
from tests.factories import HIDING
from tests.helpers import get_soup


@pytest.fixture
def root(site_tree):
    return site_tree.home.get_site().root_url


def canonical(url, **query):
    return get_soup(url, **query).select_one("link[rel=canonical]")["href"]


def robots(url, **query):
    metas = get_soup(url, **query).select("meta[name=robots]")
    return [tag["content"] for tag in metas]


def property_of(soup, name):
    metas = soup.find("meta", attrs={"property": name})
    return metas and metas["content"]


def test_a_page_is_canonical_to_itself_whatever_is_asked_of_it(site_tree, root):
    page = factories.ContentPageFactory()
    assert canonical(page.url) == f"{root}{page.url}"
    assert canonical(page.url, einbettung="x", utm_source="y") == f"{root}{page.url}"
    assert canonical(f"{site_tree.regions.url}greiz/") == f"{root}{site_tree.regions.url}greiz/"


def test_a_filtered_list_is_canonical_to_the_list_and_is_not_indexed(site_tree, root):
    post = factories.NewsPageFactory(topics=[factories.TopicPageFactory()])
    publication = factories.PublicationPageFactory()
    for url, query in [
        (site_tree.news.url, {"thema": post.topics.first().slug}),
        (site_tree.news.url, {"thema": "atlantis", "seite": "2"}),
        (site_tree.publications.url, {"q": publication.title}),
        (site_tree.events.url, {"art": "own"}),
        (site_tree.contact.url, {"anliegen": post.topics.first().slug}),
    ]:
        assert canonical(url, **query) == f"{root}{url}", query
        assert robots(url, **query) == ["noindex"], query
        assert robots(url) == []


def test_each_page_of_a_list_is_canonical_to_itself(site_tree, root):
    for _ in range(site_tree.news.per_page + 1):
        factories.NewsPageFactory()
    url = site_tree.news.url
    assert canonical(url, seite=1) == f"{root}{url}"
    assert canonical(url, seite=2) == f"{root}{url}?seite=2"
    assert canonical(url, seite=99) == f"{root}{url}?seite=2"  # which is what it shows
    assert robots(url, seite=2) == []
    assert "Seite 2" in get_soup(url, seite=2).title.text


def test_search_is_not_indexed(site_tree):
    assert robots("/suche/") == robots("/suche/", q="Planung") == ["noindex"]


def test_a_preview_is_neither_indexed_nor_has_it_an_address(site_tree, editor_client):
    page = factories.ContentPageFactory()
    page.save_revision()
    soup = get_soup(f"/admin/pages/{page.pk}/view_draft/", editor_client)
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"
    assert not soup.select("link[rel=canonical]")


def test_a_post_is_an_article_and_a_person_a_profile(site_tree):
    post, person = factories.NewsPageFactory(), factories.PersonPageFactory(first_name="Petra")
    article, profile = get_soup(post.url), get_soup(person.url)
    assert property_of(article, "og:type") == "article"
    assert property_of(article, "article:published_time") == post.date.isoformat()
    assert property_of(profile, "og:type") == "profile"
    assert property_of(profile, "profile:first_name") == "Petra"


def test_the_picture_of_a_page_is_offered_in_the_size_of_messengers(site_tree, root):
    file = ContentFile(factories.png(size=(1600, 1000)), name="gross.png")
    soup = get_soup(factories.NewsPageFactory(image=factories.ImageFactory(file=file, description="Turm")).url)
    assert property_of(soup, "og:image").startswith(f"{root}/media/")
    assert (property_of(soup, "og:image:width"), property_of(soup, "og:image:height")) == ("1200", "630")
    assert property_of(soup, "og:image:alt") == "Turm"
    assert soup.select_one("meta[name='twitter:card']")["content"] == "summary_large_image"


# --- drawn cards -----------------------------------------------------------------------------------------------------


def card_of(page) -> str:
    root = page.get_site().root_url
    return property_of(get_soup(page.url), "og:image").removeprefix(root)


def test_a_page_without_a_picture_has_a_card_that_is_drawn_once(site_tree, client, monkeypatch):
    drawn = []
    draw = social_cards.draw
    monkeypatch.setattr(social_cards, "draw", lambda *shown: drawn.append(shown) or draw(*shown))
    page = factories.TopicPageFactory(title="Größe der Straßenmüllentsorgungsbetriebe")
    for _ in range(3):
        response = client.get(card_of(page))
        picture = Image.open(b"".join(response.streaming_content) and default_storage.open(kept(page)[0]))
        assert (picture.size, response["Content-Type"]) == ((1200, 630), "image/png")
    assert len(drawn) == 1
    assert drawn[0][0] == page.title


def kept(page) -> list[str]:
    folder = f"{social_cards.FOLDER}/{page.pk}"
    return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]


def test_a_new_title_gets_a_new_card_and_the_old_address_leads_there(site_tree, client):
    page = factories.TopicPageFactory(title="Vorher")
    before = card_of(page)
    client.get(before)
    page.title = "Nachher"
    page.save()
    after = card_of(page)
    assert after != before
    assert client.get(before)["Location"] == after
    client.get(after)
    assert len(kept(page)) == 1


@pytest.mark.parametrize("state", HIDING)
def test_a_hidden_page_has_no_card(state, site_tree, client):
    page = factories.NewsPageFactory(title="Geheim")
    address = card_of(page)
    HIDING[state](page)
    assert client.get(address).status_code == 404
    assert not default_storage.exists(address.replace("/vorschau/", f"{social_cards.FOLDER}/"))


def test_no_address_draws_a_text_of_its_own(site_tree, client):
    page = factories.TopicPageFactory()
    assert client.get(f"/vorschau/{page.pk}/irgendetwas.png")["Location"] == card_of(page)
    assert client.get("/vorschau/999999/irgendetwas.png").status_code == 404
    assert client.get(f"/vorschau/{10**30}/x.png").status_code == 404


@pytest.mark.parametrize(
    "title", ["Ä", "ß" * 255, "Wort " * 51, "Armutspräventionsrichtlinie " * 9, "„–…“ 漢字 \u0007"]
)
def test_every_title_fits_the_card(title):
    typeface, lines = social_cards.fitted(title)
    assert all(typeface.getlength(line.removesuffix(" …")) <= social_cards.COLUMN for line in lines)
    room = social_cards.TITLE_BOTTOM - social_cards.TITLE_TOP
    assert len(lines) * typeface.size * 1.14 <= room
    assert social_cards.draw(title, "Beitrag", "board", "x", "IKPE").startswith(b"\x89PNG")


def test_long_words_break_where_german_breaks_them():
    _typeface, lines = social_cards.fitted("Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung")
    assert all(line.endswith("-") for line in lines[:-1])
    assert "".join(lines).replace("-", "") == "Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung"
