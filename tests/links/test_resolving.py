"""Which addresses are those of this site, and what WordPress would have found at them."""

import pytest

from ikpe_site.links.redirects import candidates
from ikpe_site.links.resolving import is_view, own_path, page_at, wordpress_url


@pytest.fixture(autouse=True)
def _hosts(settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://www.example.org", ["alt.example.org", ".example.net"]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/team/", "/team/"),
        ("/team/?q=1", "/team/?q=1"),
        ("/team/#unten", "/team/"),
        ("https://www.example.org", "/"),
        ("https://www.example.org/team/?q=1", "/team/?q=1"),
        ("http://alt.example.org:8000/team/", "/team/"),
        ("https://example.net/team/", "/team/"),
        ("//www.example.org/team/", "/team/"),
        ("HTTPS://WWW.EXAMPLE.ORG/team/", "/team/"),
        ("https://www.example.com/team/", None),
        ("//www.example.com/team/", None),
        ("ftp://www.example.org/team/", None),
        ("mailto:info@example.org", None),
        ("team/", None),
        ("", None),
        ("#unten", None),
        ("http://[", None),
    ],
)
def test_an_address_of_this_site_is_known_by_its_host(url, path):
    assert own_path(url) == path


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/?p=12", "/?p=12"),
        ("/?utm_source=x&page_id=3", "/?page_id=3"),
        ("/?attachment_id=3", "/?attachment_id=3"),
        ("/?cat=3&p=12", "/?p=12"),
        ("/?tag=armut", "/?tag=armut"),
        ("/?author=1", "/?author=1"),
        ("/?m=202003", "/?m=202003"),
        ("/?feed=rss2", "/?feed=rss2"),
        ("/", ""),
        ("/?q=1", ""),
        ("/?p=", ""),
        ("/team/?p=12", ""),
    ],
)
def test_what_wordpress_would_have_answered_is_named_by_one_key(path, address):
    assert wordpress_url(path) == address


@pytest.mark.parametrize(
    ("path", "is_a_view"),
    [
        ("/suche/?q=1", True),
        ("/team/eva/kontakt.vcf", True),
        ("/aktuelles/", False),
        ("/documents/1/a.pdf", True),
        ("/a.b", False),
    ],
)
def test_a_view_is_no_page(path, is_a_view):
    assert is_view(path) is is_a_view


@pytest.mark.database
@pytest.mark.parametrize(
    ("path", "page", "rest"),
    [
        ("/", "home", ""),
        ("/aktuelles/", "news", ""),
        ("/aktuelles", "news", ""),
        ("/aktuelles/?jahr=2020", "news", ""),
        ("/termine/kalender.ics", "events", "kalender.ics"),
        ("/regionen/greiz/feed/", "regions", "greiz/feed"),
    ],
)
def test_a_path_leads_to_a_page_or_to_a_route_of_one(path, page, rest, site_tree):
    resolved = page_at(path, site_tree.home)
    assert (resolved.page.pk, resolved.rest) == (getattr(site_tree, page).pk, rest)


@pytest.mark.database
@pytest.mark.parametrize("path", ["/suche/", "/gibt-es-nicht/", "/aktuelles/gibt-es-nicht/", "/a%00b/"])
def test_at_other_paths_there_is_no_page(path, site_tree):
    assert page_at(path, site_tree.home) is None


def test_a_redirect_may_stand_at_an_address_or_above_it():
    assert candidates("/a/b/c/?x=1&b=2") == {"/a": "b/c", "/a/b": "c", "/a/b/c": "", "/a/b/c?b=2&x=1": ""}


def test_an_address_with_umlauts_is_looked_for_as_it_is_written_and_as_it_is_sent():
    assert candidates("/stra%C3%9Fe/") == {"/stra%C3%9Fe": "", "/straße": ""}


@pytest.mark.parametrize("path", ["/", "/a\0b", "/" + "a" * 255])
def test_no_redirect_can_stand_there(path):
    assert candidates(path) == {}


def test_the_longest_address_that_can_be_kept_is_looked_for():
    assert candidates("/" + "a" * 254) == {"/" + "a" * 254: ""}
