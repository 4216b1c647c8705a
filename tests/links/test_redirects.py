"""Addresses that last: what changed its address is found at the old one, in one step."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from ikpe_site.links.middleware import REMEMBERED_FOR
from tests.factories import (
    HIDING,
    ContentPageFactory,
    EventPageFactory,
    NewsPageFactory,
    PersonPageFactory,
    ProgrammeFactory,
    TopicPageFactory,
    mark_published,
)

pytestmark = pytest.mark.database


@pytest.fixture
def post(site_tree):
    post = NewsPageFactory(title="Alt")
    mark_published()
    return NewsPageFactory._meta.model.objects.get(pk=post.pk)


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def rename(on_commit):
    def rename_to(page, slug):
        page = page.specific_class.objects.get(pk=page.pk)
        page.slug = slug
        with on_commit():
            page.save_revision().publish()
        return type(page).objects.get(pk=page.pk)

    return rename_to


@pytest.fixture
def move(on_commit):
    def move_below(page, target):
        with on_commit():
            Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), pos="last-child")
        return page.specific_class.objects.get(pk=page.pk)

    return move_below


def redirected(url: str):
    """Where a visitor is sent from an address; None if there is no page."""
    response = Client().get(url)
    assert response.status_code in (301, 302, 404), f"{response.status_code} for {url}"
    return None if response.status_code == 404 else response["Location"]


# --- made by themselves ----------------------------------------------------------------------------------------------


def test_a_new_slug_leaves_a_redirect_that_browsers_forget_after_a_day(post, rename):
    new = rename(post, "neu")
    response = Client().get("/aktuelles/alt/")
    assert (response.status_code, response["Location"]) == (301, new.url)
    assert response["Cache-Control"] == f"max-age={REMEMBERED_FOR}"


def test_an_address_without_its_slash_takes_one_step_as_well(post, rename):
    new = rename(post, "neu")
    assert redirected("/aktuelles/alt") == new.url


def test_a_page_renamed_twice_is_one_step_away_from_both_addresses(post, rename):
    rename(post, "zwischen")
    new = rename(post, "neu")
    assert redirected("/aktuelles/alt/") == redirected("/aktuelles/zwischen/") == new.url


def test_a_page_that_gets_its_old_slug_back_answers_there(post, rename):
    rename(post, "neu")
    rename(post, "alt")
    assert Client().get("/aktuelles/alt/").status_code == 200
    assert redirected("/aktuelles/neu/") == "/aktuelles/alt/"


def test_a_new_page_at_an_old_address_wins(post, rename):
    rename(post, "neu")
    NewsPageFactory(title="Alt")
    assert Client().get("/aktuelles/alt/").status_code == 200


def test_a_move_takes_the_pages_below_along(site_tree, move):
    parent = ContentPageFactory(title="Verein")
    child = ContentPageFactory(title="Vorstand", parent=parent)
    other = ContentPageFactory(title="Institut")
    mark_published()
    parent = move(parent, other)
    assert redirected("/verein/") == parent.url == "/institut/verein/"
    assert redirected("/verein/vorstand/") == Page.objects.get(pk=child.pk).url == "/institut/verein/vorstand/"


def test_a_renamed_parent_takes_the_pages_below_along(site_tree, post, rename):
    rename(site_tree.news, "neues")
    assert redirected("/aktuelles/alt/") == "/neues/alt/"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/termine/kalender.ics", "/veranstaltungen/kalender.ics"),
        ("/termine/kalender.ics?thema=armut", "/veranstaltungen/kalender.ics?thema=armut"),
        ("/termine/fachtag/termin.ics", "/veranstaltungen/fachtag/termin.ics"),
        ("/termine/?jahr=2020", "/veranstaltungen/?jahr=2020"),
        ("/termine/gibt-es-nicht/", None),
        ("/termine/fachtag/gibt-es-nicht/", None),
    ],
)
def test_what_stands_below_a_page_is_found_below_its_new_address(site_tree, rename, old, new):
    EventPageFactory(title="Fachtag")
    mark_published()
    rename(site_tree.events, "veranstaltungen")
    assert redirected(old) == new


def test_files_and_routes_of_other_kinds_move_along(site_tree, rename):
    person = PersonPageFactory()
    mark_published()
    ProgrammeFactory(abbreviation="ARM", topic=TopicPageFactory())
    rename(site_tree.people, "menschen")
    rename(site_tree.regions, "kreise")
    rename(site_tree.topics, "felder")
    assert redirected(f"/team/{person.slug}/kontakt.vcf") == f"/menschen/{person.slug}/kontakt.vcf"
    assert redirected(f"/team/{person.slug}/nachricht/") == f"/menschen/{person.slug}/nachricht/"
    assert redirected("/regionen/greiz/") == "/kreise/greiz/"
    assert redirected("/regionen/greiz/feed/") == "/kreise/greiz/feed/"
    assert redirected("/themen/programme/arm/") == "/felder/programme/arm/"


def test_renaming_a_draft_leaves_no_redirect_because_nobody_knew_its_address(site_tree, rename):
    """The admin saves a page while its title is being typed, under one slug after the other."""
    draft = NewsPageFactory(title="Wir su", live=False)
    rename(draft, "wir-suchen-verstaerkung")
    assert not Redirect.objects.exists()


def test_a_page_renamed_while_it_was_offline_is_found_again(post, rename):
    post.unpublish()
    new = rename(post, "neu")
    assert redirected("/aktuelles/alt/") == new.url


def test_a_slug_changed_in_a_draft_changes_nothing_before_it_is_published(post, on_commit):
    post.slug = "neu"
    with on_commit():
        post.save_revision()
    assert not Redirect.objects.exists()
    assert Client().get("/aktuelles/alt/").status_code == 200


@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING)
def test_the_new_address_of_a_page_that_visitors_may_not_see_is_not_told(post, rename, hide):
    new = rename(post, "geheim")
    hide(new)
    assert redirected("/aktuelles/alt/") is None


# --- made by hand or imported ----------------------------------------------------------------------------------------


def add(old: str, **fields) -> Redirect:
    redirect = Redirect(old_path=old, **fields)
    redirect.clean()
    redirect.save()
    return redirect


def test_chains_are_walked_in_one_step(post):
    add("/a/", redirect_link="http://localhost/b/")
    add("/b/", redirect_link="/c/?von=b")
    add("/c/", redirect_page=post)
    assert redirected("/a/") == "/aktuelles/alt/?von=b"


def test_a_chain_is_only_as_permanent_as_each_of_its_steps(post):
    add("/a/", redirect_link="/b/")
    add("/b/", redirect_page=post, is_permanent=False)
    assert Client().get("/a/").status_code == 302


def test_a_page_in_the_middle_of_a_chain_ends_it(post):
    add("/a/", redirect_link="/aktuelles/alt/")
    add("/aktuelles/alt/", redirect_link="https://www.example.org/")
    assert redirected("/a/") == "/aktuelles/alt/"


def test_circles_lead_nowhere(site_tree):
    add("/a/", redirect_link="/b/")
    add("/b/", redirect_link="/a/")
    add("/c/", redirect_link="/c/")
    assert redirected("/a/") is redirected("/b/") is redirected("/c/") is None


def test_a_page_offline_does_not_send_visitors_round_in_circles(post):
    add("/aktuelles/alt/", redirect_page=post)
    post.unpublish()
    assert redirected("/aktuelles/alt/") is None


def test_other_sites_and_views_of_this_one_are_good_targets(site_tree):
    add("/extern/", redirect_link="https://www.fh-erfurt.de/")
    add("/suchen/", redirect_link="/suche/?q=Armut")
    response = Client().get("/extern/")
    assert (response.status_code, response["Location"]) == (301, "https://www.fh-erfurt.de/")
    assert redirected("/suchen/") == "/suche/?q=Armut"


@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING)
def test_an_address_given_by_hand_leads_to_no_page_that_visitors_may_not_see(post, hide):
    add("/a/", redirect_link="/aktuelles/alt/")
    assert redirected("/a/") == "/aktuelles/alt/"
    hide(post)
    assert redirected("/a/") is None


def test_a_redirect_of_the_site_goes_before_one_of_all_sites(post):
    add("/a/", redirect_link="https://www.example.org/")
    add("/a/", redirect_page=post, site=Site.objects.get())
    assert redirected("/a/") == post.url


def test_a_redirect_of_another_site_leads_nowhere(post):
    other = Site.objects.create(hostname="anderswo.example.org", root_page=post)
    add("/a/", redirect_page=post, site=other)
    assert redirected("/a/") is None


def test_the_longest_old_address_goes_before_one_of_the_site_above_it(site_tree, post):
    add("/a/", redirect_page=site_tree.news, site=Site.objects.get())
    add("/a/alt/", redirect_link="/team/")
    assert redirected("/a/alt/") == "/team/"


def test_a_redirect_may_lead_to_a_route_of_a_page(site_tree):
    add("/kalender/", redirect_page=site_tree.events, redirect_page_route_path="kalender.ics")
    assert redirected("/kalender/") == "/termine/kalender.ics"


# --- WordPress -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "asked"),
    [
        ("/?p=123", "/?p=123"),
        ("/?p=123", "/?p=123&utm_source=brief"),
        ("/?p=123", "/?lang=de&p=123"),
        ("/?page_id=7", "/?page_id=7"),
        ("/2020/03/rueckblick/", "/2020/03/rueckblick/"),
        ("/2020/03/rueckblick/", "/2020/03/rueckblick"),
        ("/category/unterwegs/", "/category/unterwegs/"),
        ("/wp-content/uploads/2020/03/Vortrag.pdf", "/wp-content/uploads/2020/03/Vortrag.pdf"),
        ("/2020/03/straßenmüll/", "/2020/03/stra%C3%9Fenm%C3%BCll/"),
        ("/2020/03/stra%C3%9Fenm%C3%BCll/", "/2020/03/stra%c3%9fenm%c3%bcll/"),
    ],
)
def test_old_addresses_of_wordpress_lead_to_the_page(post, old, asked):
    add(old, redirect_page=post)
    assert redirected(asked) == post.url


def test_a_chain_may_lead_over_an_old_address_of_wordpress(post):
    add("/a/", redirect_link="/?p=123")
    add("/?p=123", redirect_page=post)
    assert redirected("/a/") == post.url


@pytest.mark.parametrize("asked", ["/?p=999", "/?page_id=x", "/?cat=3", "/?feed=rss2"])
def test_old_addresses_that_nobody_knows_are_not_found(site_tree, asked):
    assert redirected(asked) is None


@pytest.mark.parametrize("asked", ["/", "/?utm_source=brief", "/?p", "/?einbettung=x", "/?p="])
def test_the_home_page_stays_the_home_page(site_tree, asked):
    assert Client().get(asked).status_code == 200


@pytest.mark.parametrize(
    "asked", ["/a%00b/", "/?p=%00", "/" + "a" * 3000 + "/", "/%ff%fe/", "/a;b;c/", "/" + "a/" * 400]
)
def test_odd_addresses_are_not_found_and_break_nothing(site_tree, asked):
    assert redirected(asked) is None
