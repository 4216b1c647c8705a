"""What somebody may give as the target of a redirect, and what is kept of it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from ikpe_site.links.redirects import MAX_STEPS
from ikpe_site.links.site_urls import KnownSiteUrls, SiteUrls
from ikpe_site.links.targets import check_for_circle, target_fields

pytestmark = pytest.mark.database

LONGEST = "https://www.example.org/" + "a" * 231
CIRCLE = "This redirect would lead in a circle."


@pytest.fixture(params=[SiteUrls, KnownSiteUrls])
def find_urls(request, site_tree, settings):
    """The URLs of the site as they are now, asked for one by one or fetched at once."""
    settings.SITE_URL = "https://www.ikpe.example"
    return lambda: request.param(Site.objects.get())


@pytest.fixture
def site(find_urls):
    return Site.objects.get()


@pytest.mark.parametrize(
    ("given", "page", "route"),
    [
        ("/aktuelles/", "news", ""),
        ("https://www.ikpe.example/aktuelles/", "news", ""),
        ("/termine/kalender.ics", "events", "/kalender.ics"),
    ],
)
def test_a_page_is_kept_as_a_page(given, page, route, find_urls, site_tree):
    fields = target_fields(given, find_urls())
    assert fields.pop("redirect_page").pk == getattr(site_tree, page).pk
    assert fields == {"redirect_page_route_path": route}


@pytest.mark.parametrize(
    ("given", "link"),
    [
        ("/aktuelles/?jahr=2020", "https://www.ikpe.example/aktuelles/?jahr=2020"),
        ("/suche/?q=Armut", "https://www.ikpe.example/suche/?q=Armut"),
        ("/umgezogen/", "https://www.ikpe.example/umgezogen/"),
        ("http://www.example.org/", "http://www.example.org/"),
        (LONGEST, LONGEST),
    ],
)
def test_anything_else_is_kept_as_a_full_url(given, link, find_urls, site_tree):
    Redirect.add_redirect("/umgezogen/", site_tree.news)
    assert target_fields(given, find_urls()) == {"redirect_link": link}


@pytest.mark.parametrize(
    ("given", "reason", "told"),
    [
        (f"/{'x' * 79}/unten/", "There is nothing at %(address)s on this website.", f"/{'x' * 79}"),
        ("ftp://www.example.org/", "“%(address)s” is not an address.", "ftp://www.example.org/"),
        ("javascript:alert(1)", "“%(address)s” is not an address.", "javascript:alert(1)"),
        ("x" * 100, "“%(address)s” is not an address.", "x" * 80),
        (f"{LONGEST}a", "This address is too long.", None),
    ],
)
def test_a_target_that_leads_nowhere_is_refused_in_few_words(given, reason, told, find_urls):
    with pytest.raises(ValidationError) as refusal:
        target_fields(given, find_urls())
    assert refusal.value.messages == [_(reason) % {"address": told}]


@pytest.fixture
def _redirects(site, site_tree):
    for old, target in (("/b/", "/c/"), ("/c/", "/a/"), ("/page/", site_tree.news)):
        Redirect.add_redirect(old, target, site=site)
    for step in range(MAX_STEPS):
        Redirect.add_redirect(f"/{step}/", f"/{step + 1}/")


@pytest.mark.usefixtures("_redirects")
@pytest.mark.parametrize(
    ("old_path", "link"),
    [
        ("/a", "/a/"),
        ("/a/", "/a"),
        ("/a", "/b/"),
        ("/a", "https://www.ikpe.example/b/"),
        ("/page", "/page/unten/"),
        ("/a", "/0/"),  # so many steps that nobody is sent to their end
    ],
)
def test_a_target_that_leads_back_is_refused(old_path, link, find_urls):
    with pytest.raises(ValidationError) as refusal:
        check_for_circle(old_path, link, find_urls())
    assert refusal.value.messages == [_(CIRCLE)]


@pytest.mark.usefixtures("_redirects")
@pytest.mark.parametrize("link", ["https://www.example.org/b/", "/page/", "/page/unten/", "/x/", "/1/", "/b/unten/"])
def test_a_target_that_does_not_lead_back_is_taken(link, find_urls):
    check_for_circle("/a", link, find_urls())
