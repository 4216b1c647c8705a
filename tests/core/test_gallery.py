"""A gallery: each picture at an address of its own, with a way to the next, without a script."""

import pytest
from django.test import Client

from ikpe_site.core.models import ContentPage
from tests.factories import (
    HIDING,
    ContentPageFactory,
    ImageFactory,
    PublicationPageFactory,
    TopicPageFactory,
)
from tests.helpers import get_soup, hrefs, main_of, queries_of, words


def picture(number, credit="", decorative=False):
    image = ImageFactory(credit=f"Foto {number}")
    image.contextual_alt_text, image.decorative = f"Bild von {number}", decorative
    return {"picture": image, "caption": f"Nummer {number}", "credit": credit}


def gallery(count=3):
    return ("gallery", [picture(n) for n in range(1, count + 1)])


@pytest.fixture
def page(site_tree):
    return ContentPageFactory(title="Tag der Planung", body=[("text", "<p>Wort</p>"), gallery()])


def links(page) -> list[str]:
    return hrefs(main_of(page.url), ".gallery a")


def test_each_picture_in_small_leads_to_an_address_of_its_own(page):
    anchors = main_of(page.url).select(".gallery a")
    assert len({link["href"] for link in anchors}) == 3
    assert [link.img["alt"] for link in anchors] == ["Bild von 1", "Bild von 2", "Bild von 3"]
    assert all(link.select_one(".visually-hidden") for link in anchors)


def test_a_picture_is_shown_with_alternative_text_caption_credit_and_title(page):
    soup = get_soup(page.url + links(page)[1])
    figure = soup.select_one("figure.gallery-picture")
    assert figure.img["alt"] == "Bild von 2"
    assert words(figure.figcaption) == "Nummer 2 Foto 2"
    assert "Tag der Planung" in soup.title.get_text()
    assert "2" in words(soup.h1)
    assert len(soup.select("h1")) == 1


def test_one_goes_from_picture_to_picture_and_back_to_the_page(page):
    first, second, third = links(page)
    anchor = f"#galerie-{page.body[1].id}"
    for address, previous, following in ((first, None, second), (second, first, third), (third, second, None)):
        shown = main_of(page.url + address)
        assert hrefs(shown, "a[rel=prev]") == ([f"{previous}#bild"] if previous else [])
        assert hrefs(shown, "a[rel=next]") == ([f"{following}#bild"] if following else [])
        assert hrefs(shown)[0] == page.url + anchor
    assert main_of(page.url).select_one(anchor)


def test_galleries_of_one_page_do_not_mix(site_tree):
    page = ContentPageFactory(body=[gallery(2), gallery(2)])
    addresses = links(page)
    assert len(addresses) == 4
    assert hrefs(main_of(page.url + addresses[1]), "a[rel=next]") == []
    assert hrefs(main_of(page.url + addresses[2]), "a[rel=prev]") == []


def test_a_gallery_within_a_section_works_as_well(site_tree):
    topic = TopicPageFactory(accordion=[("section", {"heading": "Zum Thema", "content": [gallery(2)]})])
    assert len(links(topic)) == 2
    for address in links(topic):
        assert get_soup(topic.url + address).select_one(".gallery-picture img")


def test_pages_with_routes_of_their_own_have_galleries_too(site_tree):
    page = PublicationPageFactory(body=[gallery(2)])
    assert get_soup(page.url + links(page)[0]).select_one(".gallery-picture img")


@pytest.mark.parametrize("given", ["", "x", "00000000-0000-0000-0000-000000000000", "%00", "<script>"])
def test_a_picture_that_is_not_there_is_not_found(given, page):
    assert Client().get(page.url, {"bild": given}).status_code == 404


def test_a_picture_without_words_still_has_a_name_and_a_deleted_one_is_passed_over(site_tree):
    pictures = [picture(1, decorative=True), picture(2), picture(3)]
    page = ContentPageFactory(body=[("gallery", pictures)])
    pictures[1]["picture"].delete()
    page = ContentPage.objects.get(pk=page.pk)
    anchors = main_of(page.url).select(".gallery a")
    assert len(anchors) == 2
    assert anchors[0].img["alt"] == ""
    assert words(anchors[0].select_one(".visually-hidden"))
    assert hrefs(main_of(page.url + anchors[0]["href"]), "a[rel=next]") == [f"{anchors[1]['href']}#bild"]


@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING)
def test_pictures_of_pages_that_visitors_may_not_see_are_not_shown(hide, page):
    address = page.url + links(page)[0]
    hide(page)
    response = Client().get(address)
    assert response.status_code in (302, 404)
    assert b"Nummer 1" not in response.content


def test_the_addresses_of_pictures_are_not_for_search_engines(page):
    soup = get_soup(page.url + links(page)[0])
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"


def test_a_large_gallery_takes_no_more_queries_than_a_small_one(site_tree):
    small, large = (ContentPageFactory(body=[gallery(count)]) for count in (2, 20))
    assert len(queries_of(large.url)) == len(queries_of(small.url))
    queries = [len(queries_of(page.url + links(page)[0])) for page in (small, large)]
    assert queries[0] == queries[1]
