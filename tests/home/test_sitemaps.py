"""The sitemap, read as search engines do."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from wagtail.models import Page

from ikpe_site.home import sitemaps
from tests import factories
from tests.factories import HIDING
from tests.helpers import get_soup, queries_of
from topics.models import Region

pytestmark = pytest.mark.database

PAGES = "/sitemap-seiten.xml"


def read(client, url) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return BeautifulSoup(response.content, "xml")


def addresses(client, url=PAGES) -> list[str]:
    return [loc.text for loc in read(client, url).select("url > loc")]


def test_robots_txt_leads_to_the_sitemap_and_keeps_robots_out_of_the_admin(site_tree, client):
    text = client.get("/robots.txt")
    assert text["Content-Type"].startswith("text/plain")
    assert f"Sitemap: {site_tree.home.get_site().root_url}/sitemap.xml" in text.content.decode().splitlines()
    assert "Disallow: /admin/" in text.content.decode()


def test_it_has_every_page_by_its_canonical_address(site_tree, client):
    post = factories.NewsPageFactory()
    listed = addresses(client)
    assert len(listed) == len(set(listed)) == Page.objects.filter(depth__gt=1).count()
    for page in (site_tree.home, site_tree.news, post):
        assert page.full_url in listed
        assert get_soup(page.url).select_one("link[rel=canonical]")["href"] in listed
    assert f"{site_tree.regions.full_url}greiz/" in addresses(client, "/sitemap-regionen.xml")


@pytest.mark.parametrize("state", HIDING)
def test_it_has_no_hidden_page(state, site_tree, client):
    post = factories.NewsPageFactory(image=factories.ImageFactory())
    client.get(post.url)
    HIDING[state](post)
    assert not [address for address in addresses(client) if post.slug in address]
    assert not read(client, PAGES).find_all("image:loc")


def test_it_tells_when_a_page_changed_and_a_list_changes_with_its_pages(site_tree, client):
    day = datetime.datetime(2024, 3, 1, 12, tzinfo=datetime.UTC)
    post = factories.NewsPageFactory(regions=[Region.objects.get(name="Greiz")])
    Page.objects.filter(pk=post.pk).update(last_published_at=day + datetime.timedelta(days=1))
    Page.objects.filter(pk=site_tree.news.pk).update(last_published_at=day)
    changed = {url.loc.text: url.lastmod and url.lastmod.text for url in read(client, PAGES).select("url")}
    assert changed[post.full_url] == changed[site_tree.news.full_url] == "2024-03-02T13:00:00+01:00"
    assert changed[site_tree.topics.full_url] is None  # never published: better nothing than an invented date
    regions = {url.loc.text: url.lastmod for url in read(client, "/sitemap-regionen.xml").select("url")}
    assert regions[f"{site_tree.regions.full_url}greiz/"].text == "2024-03-02T13:00:00+01:00"
    assert regions[f"{site_tree.regions.full_url}gera/"] is None


def test_it_has_the_pictures_of_pages(site_tree, client):
    post = factories.NewsPageFactory(image=factories.ImageFactory())
    picture = get_soup(post.url).find("meta", attrs={"property": "og:image"})["content"]
    (entry,) = [url for url in read(client, PAGES).select("url") if url.loc.text == post.full_url]
    assert entry.find("image:loc").text == picture


def test_it_is_split(site_tree, client, monkeypatch):
    assert sitemaps.SiteSitemap.limit == 10_000
    monkeypatch.setattr(sitemaps.SiteSitemap, "limit", 4)
    files = [loc.text.removeprefix("http://testserver") for loc in read(client, "/sitemap.xml").select("loc")]
    pages = [file for file in files if file.startswith(PAGES)]
    assert pages[:2] == [PAGES, f"{PAGES}?p=2"]
    assert len(pages) == Paginator(Page.objects.filter(depth__gt=1), 4).num_pages
    listed = [addresses(client, file) for file in pages]
    assert all(len(part) <= 4 for part in listed)
    assert len({address for part in listed for address in part}) == Page.objects.filter(depth__gt=1).count()


@pytest.mark.parametrize("url", [f"{PAGES}?p=99", f"{PAGES}?p=x", "/sitemap-anderes.xml"])
def test_a_part_that_does_not_exist_is_not_found(url, site_tree, client):
    assert client.get(url).status_code == 404


def test_it_costs_the_same_with_many_pages(site_tree):
    factories.NewsPageFactory(image=factories.ImageFactory())
    few = [len(queries_of(url)) for url in ("/sitemap.xml", PAGES, "/sitemap-regionen.xml")]
    for _ in range(10):
        factories.NewsPageFactory(image=factories.ImageFactory())
    assert [len(queries_of(url)) for url in ("/sitemap.xml", PAGES, "/sitemap-regionen.xml")] == few
    assert max(few) <= 25  # one for each kind of page that has pictures
