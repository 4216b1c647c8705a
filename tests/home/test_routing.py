"""From an address to a page."""

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.helpers import main_of, words
from topics.models import RegionIndexPage


def chain(depth: int):
    """Content pages below each other; returns the deepest."""
    page = None
    for number in range(depth):
        page = factories.ContentPageFactory(parent=page, title=f"Ebene {number}")
    return page


@pytest.mark.parametrize("depth", [1, 2, 3, 6])
def test_a_page_is_found_at_any_depth_in_two_queries(depth, site_tree, rf):
    page = chain(depth)
    parts = [f"ebene-{number}" for number in range(depth)]
    assert page.url == f"/{'/'.join(parts)}/"
    home = site_tree.home
    with CaptureQueriesContext(connection) as captured:
        routed = home.route(rf.get(page.url), parts).page
    assert routed.pk == page.pk
    assert len(captured) <= 2


@pytest.mark.parametrize(
    "url",
    [
        "/gibt-es-nicht/",
        "/aktuelles/gibt-es-nicht/",
        "/aktuelles/aktuelles/",
        "/ebene-1/",
        "/ebene-0/ebene-1/mehr/",
        "/ebene-0/mehr/ebene-1/",
        "/home/",
        "/home/aktuelles/",
        "/aktuelles/%/",
        "/aktuelles/_/",
        "/aktuelles/feed-gibt-es-nicht/",
    ],
)
def test_what_does_not_exist_is_not_found(url, site_tree, client):
    chain(2)
    assert client.get(url).status_code == 404


def test_an_address_without_slash_leads_to_that_with(site_tree, client):
    response = client.get("/aktuelles")
    assert (response.status_code, response["Location"]) == (301, "/aktuelles/")


def test_the_home_page_is_at_the_root(site_tree, client):
    assert words(main_of("/").h1) == site_tree.home.headline


def test_a_draft_is_not_found_and_what_stands_below_it_is(site_tree, client):
    page = chain(2)
    factories.make_draft(page.get_parent())
    assert client.get("/ebene-0/").status_code == 404
    assert client.get(page.url).status_code == 200


def test_what_stands_below_a_private_page_is_private(site_tree, client):
    page = chain(3)
    factories.make_private(page.get_parent().get_parent())
    assert client.get(page.url).status_code == 302


def test_a_private_region_list_has_private_regions(site_tree, client):
    factories.make_private(site_tree.regions)
    assert client.get(f"{site_tree.regions.url}greiz/").status_code == 302


def test_a_home_page_that_is_private_hides_the_site(site_tree, client):
    factories.make_private(site_tree.home)
    for url in ("/", site_tree.news.url, factories.NewsPageFactory().url):
        assert client.get(url).status_code == 302


def test_a_moved_page_is_found_at_its_new_address_and_the_old_one_leads_there(site_tree, client):
    page = chain(2)
    old = page.url
    page.move(factories.home_page(), pos="last-child")
    assert client.get("/ebene-1/").status_code == 200
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, "/ebene-1/")


def test_a_page_with_routes_of_its_own_gets_what_is_left_of_the_address(site_tree, rf):
    routed = site_tree.home.route(rf.get("/"), ["regionen", "greiz"])
    assert isinstance(routed.page, RegionIndexPage)
    with pytest.raises(Http404):
        site_tree.home.route(rf.get("/"), ["regionen", "greiz", "mehr"])
