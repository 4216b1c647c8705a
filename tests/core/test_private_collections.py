"""A picture of a private collection is none for visitors who may not look into it: nothing names it."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from ikpe_site.core.models import InstituteSettings
from tests import factories
from tests.factories import ImageFactory
from tests.helpers import get_soup, queries_of

PASSWORD = "nur für den Vorstand"
TITLE = "Klausur am See"


@pytest.fixture
def collection(site_tree):
    below = Collection.get_first_root_node().add_child(name="Vorstand")
    return below.add_child(name="Sitzungen")


@pytest.fixture
def private(collection):
    """A picture in a collection below one with a password."""
    CollectionViewRestriction.objects.create(
        collection=collection.get_parent(), restriction_type="password", password=PASSWORD
    )
    return ImageFactory(title=TITLE, description=TITLE, collection=collection)


def picture(image):
    image.contextual_alt_text, image.decorative = image.title, False
    return {"picture": image, "caption": image.title, "credit": ""}


@pytest.fixture
def page(site_tree, private):
    return factories.NewsPageFactory(
        image=private,
        image_caption="Am See",
        body=[
            ("picture", picture(private)),
            ("gallery", [picture(private), picture(ImageFactory(title="Eins")), picture(ImageFactory(title="Zwei"))]),
            ("names", [{"name": "Partner", "detail": "", "url": "", "logo": private}]),
        ],
    )


def named(url, client=None) -> bool:
    """Whether the page names the picture, its file or its caption, or draws the large one of a page."""
    soup = get_soup(url, client)
    return any(word in str(soup) for word in (TITLE, "bild_private", "lead-picture", "Am See"))


def sources(soup) -> list[str]:
    return [image["src"] for image in soup.select("img[src*='/media/']")]


def test_no_page_names_it(page, site_tree):
    assert not named(page.url)
    assert len(sources(get_soup(page.url))) == 2
    for url in (site_tree.home.url, site_tree.news.url):
        assert not sources(get_soup(url))
        assert not named(url)
    assert get_soup(site_tree.news.url).select(".card-media svg")


def test_messengers_and_search_engines_get_the_drawn_card_instead(page, client, editor_client):
    person = factories.PersonPageFactory(image=page.image)
    for url in (page.url, person.url):
        soup = get_soup(url)
        shown = soup.find("meta", property="og:image")["content"]
        assert "/media/" not in shown
        assert "/media/" not in soup.find("script", type="application/ld+json").string
    assert "/media/" in get_soup(page.url, editor_client).find("meta", property="og:image")["content"]
    assert "image:loc" not in client.get("/sitemap-seiten.xml").content.decode()


def test_feeds_leave_it_out(page, site_tree, client):
    page.save_revision().publish()
    for name in ("feed/", "feed.json"):
        text = client.get(f"{site_tree.news.url}{name}").content.decode()
        assert page.title in text
        assert TITLE not in text


def test_a_gallery_counts_only_what_it_shows(page):
    links = get_soup(page.url).select(".gallery a")
    assert len(links) == 2
    assert "1" in links[0].get_text()
    assert "von 2" in links[1].get_text()
    shown = get_soup(page.url + links[1]["href"])
    assert "Bild 2 von 2" in shown.h1.get_text()
    (hidden, _one, _two) = page.body[1].value.bound_blocks
    assert Client().get(page.url, {"bild": hidden.id}).status_code == 404


def test_who_has_given_the_password_sees_it(page, private):
    client = Client()
    restriction = CollectionViewRestriction.objects.get()
    url = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    client.post(url, {"password": PASSWORD, "return_url": "/"})
    assert named(page.url, client)
    assert len(sources(get_soup(page.url, client))) == 6


def test_editors_see_it_so_that_the_checks_find_it(page, editor_client):
    assert named(page.url, editor_client)


def test_a_page_that_leaves_it_out_may_be_kept_for_everybody(page, client):
    answer = client.get(page.url)
    assert answer["Cache-Control"].startswith("public")
    assert "Cookie" not in answer.get("Vary", "")


def test_who_may_see_what_is_looked_up_once_for_a_page_and_only_where_something_is_private(site_tree):
    for _ in range(3):
        factories.NewsPageFactory(image=ImageFactory(collection=Collection.get_first_root_node()))
    open_to_all = len(queries_of(site_tree.news.url))
    collection = Collection.get_first_root_node().add_child(name="Vorstand")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert len(queries_of(site_tree.news.url)) == open_to_all + 1


def test_settings_that_are_made_just_now_know_it_as_well(site_tree, page):
    InstituteSettings.objects.all().delete()
    assert not named(page.url)
