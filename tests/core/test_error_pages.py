"""When something is missing or broken."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _

from ikpe_site.home import views
from ikpe_site.home.models import HomePage
from tests.factories import ContentPageFactory, TopicPageFactory, make_draft
from tests.helpers import BeautifulSoup, hrefs, options, words


@pytest.fixture
def failing(monkeypatch):
    """Makes the home page raise."""

    def fail(error):
        def serve(*args, **kwargs):
            raise error

        monkeypatch.setattr(HomePage, "serve", serve)
        return Client(raise_request_exception=False).get("/")

    return fail


def soup(response):
    return BeautifulSoup(response.content.decode().replace("\u00ad", ""), "html.parser")


@pytest.mark.parametrize("url", ["/gibt-es-nicht/", "/admin-gibt-es-nicht", "/aktuelles/gibt-es-nicht/", "/x.php"])
def test_404_is_a_page_of_the_site_with_menu_and_search(url, site_tree):
    response = Client().get(url, follow=True)
    assert response.status_code == 404
    page = soup(response)
    assert words(page.h1) == _("This page does not exist")
    assert site_tree.news.url in hrefs(page.select_one(".site-nav"))
    assert page.select_one('main form[action="/suche/"]')
    assert page.select_one("main svg")


def test_404_leads_on_to_topics_and_the_contact_finder(site_tree):
    topic, hidden = TopicPageFactory(), TopicPageFactory()
    make_draft(hidden)
    main = soup(Client().get("/gibt-es-nicht/")).main
    assert topic.url in hrefs(main)
    assert hidden.title not in words(main)
    form = main.select_one(".finder-form")
    assert form["action"] == site_tree.contact.url
    assert topic.slug in options(form, "anliegen")


def test_404_does_without_topics_and_contact_page(site_tree):
    site_tree.contact.delete()
    main = soup(Client().get("/gibt-es-nicht/")).main
    assert main.select(".finder-form, [aria-labelledby=themen]") == []


def test_404_names_no_page_twice(site_tree):
    page = soup(Client().get("/gibt-es-nicht/"))
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_403_is_a_page_of_the_site(site_tree, failing):
    response = failing(PermissionDenied("nein"))
    assert response.status_code == 403
    assert words(soup(response).h1) == _("No access")
    assert site_tree.news.url in hrefs(soup(response).select_one(".site-nav"))


def test_500_is_a_page_in_the_look_of_the_site(site_tree, failing):
    response = failing(RuntimeError("kaputt"))
    assert response.status_code == 500
    assert words(soup(response).h1) == _("Something went wrong")
    assert "kaputt" not in response.content.decode()
    assert soup(response).select_one('link[rel=stylesheet][href*="site"]')


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_503_says_when_to_come_back_if_the_database_is_down(error, site_tree, failing):
    response = failing(error("connection refused"))
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert words(soup(response).h1) == _("We will be right back")


@pytest.mark.parametrize("error", [RuntimeError, OperationalError])
def test_the_error_page_asks_the_database_nothing(error, db, rf):
    with CaptureQueriesContext(connection) as captured:
        try:
            raise error("kaputt")
        except error:
            response = views.server_error(rf.get("/"))
    assert response.status_code >= 500
    assert len(captured) == 0


@pytest.mark.parametrize("template", ["500.html", "503.html"])
def test_the_templates_need_neither_database_nor_request(template):
    """Without the `db` mark any query raises."""
    page = BeautifulSoup(render_to_string(template), "html.parser")
    assert page.h1
    assert page.html["lang"] == "de"
    assert len(page.select("main")) == 1


def test_a_database_that_fails_from_the_first_query_on_gives_503(site_tree, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("wagtail.models.Site.find_for_request", refuse)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 503
    assert response["Retry-After"]


def test_a_post_to_a_page_breaks_nothing(site_tree):
    page = ContentPageFactory()
    assert Client().post(page.url, {"x": "y"}).status_code in (200, 405)
