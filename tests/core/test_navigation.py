"""Menu, breadcrumbs and footer links."""

import pytest
from django.test import RequestFactory

from ikpe_site.core.models import InstituteSettings
from ikpe_site.core.navigation import Navigation
from tests.factories import (
    HIDING,
    ContentPageFactory,
    NewsPageFactory,
    ProjectPageFactory,
    TopicPageFactory,
    make_draft,
    make_private,
)
from tests.helpers import get_soup, hrefs, titles, words


def menu(soup):
    return soup.select_one(".site-nav")


def test_the_menu_shows_the_pages_below_home_that_are_put_into_it_in_the_order_of_the_tree(site_tree):
    ContentPageFactory(title="Nicht im Menü")
    below = ContentPageFactory(title="Verein", show_in_menus=True)
    ContentPageFactory(title="Vorstand", parent=below, show_in_menus=True)
    below.move(site_tree.news, pos="left")
    names = [
        "Verein",
        "Aktuelles",
        "Team",
        "Arbeitsbereiche",
        "Themen",
        "Regionen",
        "Ergebnisse",
        "Termine",
        "Kontakt",
    ]
    assert titles(menu(get_soup("/")), "a") == names


@pytest.mark.parametrize("state", [state for state in HIDING if state != "below a private page"])
def test_a_hidden_page_is_not_in_the_menu(state, site_tree):
    HIDING[state](site_tree.news)
    assert site_tree.news.url not in hrefs(get_soup("/").body)


def test_the_current_page_is_marked(site_tree):
    current = menu(get_soup(site_tree.news.url)).select("[aria-current]")
    assert [(words(link), link["aria-current"]) for link in current] == [("Aktuelles", "page")]


def test_the_part_of_the_site_one_is_in_is_marked(site_tree):
    project = ProjectPageFactory(parent=TopicPageFactory())
    current = menu(get_soup(project.url)).select("[aria-current]")
    assert [(words(link), link["aria-current"]) for link in current] == [("Themen", "true")]


def test_on_the_home_page_and_in_the_search_nothing_is_marked(site_tree):
    for url in ("/", "/suche/"):
        assert menu(get_soup(url)).select("[aria-current]") == []


def test_breadcrumbs_lead_from_home_to_the_parent(site_tree):
    topic = TopicPageFactory(title="Familie")
    project = ProjectPageFactory(parent=topic)
    crumbs = get_soup(project.url).select_one(".breadcrumbs")
    assert hrefs(crumbs) == ["/", site_tree.topics.url, topic.url]


def test_a_draft_above_a_page_is_not_in_the_breadcrumbs(site_tree):
    topic = TopicPageFactory()
    project = ProjectPageFactory(parent=topic)
    make_draft(topic)
    assert hrefs(get_soup(project.url).select_one(".breadcrumbs")) == ["/", site_tree.topics.url]


def test_the_page_of_a_region_has_the_list_in_its_breadcrumbs(site_tree):
    crumbs = get_soup(f"{site_tree.regions.url}greiz/").select_one(".breadcrumbs")
    assert hrefs(crumbs) == ["/", site_tree.regions.url]


@pytest.fixture
def footer(site_tree):
    """Sets the links of the footer and reads them back."""

    def set_links(*links):
        settings = InstituteSettings.for_site(site_tree.home.get_site())
        settings.footer_links = [("link", {"page": None, "url": "", "label": "", **link}) for link in links]
        settings.save()

    return set_links


def footer_nav(url):
    return get_soup(url).select_one(".site-footer-legal")


def test_footer_links_stand_on_every_page(site_tree, footer):
    imprint = ContentPageFactory(title="Impressum")
    footer({"page": imprint}, {"url": "https://www.fh-erfurt.de/", "label": "Fachhochschule"})
    for url in ("/", site_tree.news.url, NewsPageFactory().url, "/suche/", imprint.url):
        assert hrefs(footer_nav(url)) == [imprint.url, "https://www.fh-erfurt.de/"]
        assert titles(footer_nav(url), "a") == ["Impressum", "Fachhochschule"]


def test_a_footer_link_may_have_a_name_of_its_own_and_marks_the_current_page(site_tree, footer):
    imprint = ContentPageFactory(title="Impressum")
    footer({"page": imprint, "label": "Rechtliches"})
    link = footer_nav(imprint.url).a
    assert words(link) == "Rechtliches"
    assert link["aria-current"] == "page"
    assert not footer_nav("/").a.has_attr("aria-current")


@pytest.mark.parametrize("state", [*[state for state in HIDING if state != "below a private page"], "deleted"])
def test_a_footer_link_to_a_hidden_page_is_left_out(state, site_tree, footer):
    imprint, other = ContentPageFactory(title="Impressum"), ContentPageFactory(title="Datenschutz")
    footer({"page": imprint}, {"page": other})
    imprint.delete() if state == "deleted" else HIDING[state](imprint)
    assert hrefs(footer_nav("/")) == [other.url]


def test_a_page_below_a_private_one_is_in_no_navigation(site_tree, footer):
    above = ContentPageFactory(show_in_menus=True)
    below = ContentPageFactory(parent=above)
    footer({"page": below})
    make_private(above)
    soup = get_soup("/")
    assert above.url not in hrefs(soup)
    assert below.url not in hrefs(soup)


def test_all_of_it_comes_from_one_query(site_tree, footer, django_assert_num_queries):
    project = ProjectPageFactory(parent=TopicPageFactory())
    footer({"page": ContentPageFactory()}, {"page": ContentPageFactory()})
    request = RequestFactory().get("/")
    institute = InstituteSettings.for_request(request)
    with django_assert_num_queries(1):
        navigation = Navigation.for_request(request, institute, project)
        assert len(navigation.menu) == 8
        assert len(navigation.trail) == 2
        assert len(navigation.footer) == 2


def test_lists_are_found_by_their_type(site_tree):
    request = RequestFactory().get("/")
    index = Navigation.for_request(request, InstituteSettings.for_request(request)).index
    assert index["newsindexpage"].pk == site_tree.news.pk
    assert "newspage" not in index
