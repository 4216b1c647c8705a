"""A vacancy expires with its application deadline; its address then says so and leads to what is open."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from ikpe_site.home.models import HomePage
from ikpe_site.search.index import rebuild
from news.models import NewsPage
from tests import factories
from tests.admin_forms import add, assert_published, edit, edit_url, errors_of, read_form
from tests.helpers import berlin, get_soup, hrefs, main_of, titles, words
from topics.models import Region

pytestmark = pytest.mark.database

DEADLINE = datetime.date(2026, 3, 31)
LAST_MOMENT = berlin(2026, 3, 31, 23, 59, 59)
DAY_AFTER = berlin(2026, 4, 1)
ENDED = "Diese Ausschreibung ist beendet"


def vacancy(**fields):
    return factories.NewsPageFactory(**{"kind": NewsPage.Kind.JOB, "application_deadline": DEADLINE} | fields)


@pytest.fixture
def job(site_tree):
    """A vacancy, named on every surface that could name it."""
    home = HomePage.objects.get()
    home.body = [("news", {"heading": "Aktuelles", "hidden": False, "count": 3, "link_label": "Alle"})]
    home.save()
    topic = factories.TopicPageFactory(title="Netzwerke")
    event = factories.EventPageFactory()
    post = vacancy(title="Sonnenstelle", topics=[topic], regions=[Region.objects.get(name="Greiz")], event=event)
    factories.mark_published()
    tree = site_tree
    post.surfaces = [
        "/",
        *(tree.news.url, f"{tree.news.url}?art=stellenausschreibung", f"{tree.news.url}feed/"),
        *(f"{tree.news.url}feed.json", topic.url, f"{topic.url}feed/", f"{tree.regions.url}greiz/"),
        *(f"{tree.regions.url}greiz/feed.json", "/suche/?q=Sonnenstelle", "/sitemap-seiten.xml", event.url),
    ]
    return post


def names(client, url) -> bool:
    response = client.get(url)
    assert response.status_code == 200, url
    return "Sonnenstelle</" in response.content.decode() or "sonnenstelle/" in response.content.decode()


def test_it_is_listed_up_to_the_last_moment_and_nowhere_after_it(job, client, freeze):
    freeze(LAST_MOMENT)
    rebuild()  # the search index still knows it on the next day
    assert [url for url in job.surfaces if not names(client, url)] == []
    assert "31. März 2026" in words(main_of(job.url))
    freeze(DAY_AFTER)  # the scheduler has not come round yet
    assert [url for url in job.surfaces if names(client, url)] == []


@pytest.mark.parametrize("day", [datetime.date(2026, 3, 28), datetime.date(2026, 3, 29), datetime.date(2026, 10, 25)])
def test_it_expires_with_the_day_also_when_the_clock_changes(day, site_tree):
    expires = vacancy(application_deadline=day).expire_at
    assert expires == berlin(day.year, day.month, day.day, 23, 59, 59, 999999)


# --- its address, when it has ended ----------------------------------------------------------------------------------


def get_ended(url, status=410):
    response = Client().get(url)
    assert response.status_code == status
    return response


@pytest.fixture(params=["before the scheduler", "after the scheduler"])
def ended(request, site_tree, freeze):
    post = vacancy(title="Sonnenstelle")
    post.save_revision().publish()
    freeze(DAY_AFTER)
    if request.param == "after the scheduler":
        call_command("publish_scheduled", verbosity=0)
        assert not NewsPage.objects.get(pk=post.pk).live
    return post


def test_its_address_says_that_it_has_ended_and_leads_to_what_is_open(ended, site_tree, client):
    open_until = vacancy(title="Andere Stelle", application_deadline=datetime.date(2026, 4, 1))
    without_deadline = vacancy(title="Dritte Stelle", application_deadline=None, date=datetime.date(2018, 1, 1))
    vacancy(title="Auch vorbei")
    factories.make_draft(vacancy(title="Entwurf", application_deadline=datetime.date(2026, 5, 1)))
    factories.NewsPageFactory(title="Meldung")
    response = get_ended(ended.url)
    page = response.content.decode()
    main = BeautifulSoup(page, "html.parser").main
    assert words(main.h1) == ENDED
    assert hrefs(main, ".link-list a") == [open_until.url, without_deadline.url]
    assert "1. April 2026" in words(main.select_one(".link-list"))
    assert site_tree.news.url in hrefs(main, ".page-body > p a")
    assert "Sonnenstelle" not in page


def test_without_another_vacancy_it_says_that_none_is_open(ended):
    main = BeautifulSoup(get_ended(ended.url).content.decode(), "html.parser").main
    assert main.select(".link-list") == []
    assert "Zurzeit ist keine Stelle ausgeschrieben." in words(main)


def test_a_cache_may_keep_the_answer_for_a_minute_and_not_longer(ended):
    assert get_ended(ended.url)["Cache-Control"] == "public, max-age=0, s-maxage=60, stale-if-error=0"


def test_a_redirect_from_its_address_comes_first(ended, site_tree, client):
    Redirect.add_redirect(old_path=ended.url, redirect_to=site_tree.news)
    response = client.get(ended.url)
    assert (response.status_code, response["Location"]) == (301, site_tree.news.url)


def test_nothing_stands_below_its_address(ended):
    get_ended(f"{ended.url}mehr/", 404)


def test_who_may_not_see_it_is_not_told_that_it_has_ended(ended):
    factories.make_private(ended)
    get_ended(ended.url, 302)


def test_one_in_the_trash_is_not_found(ended):
    factories.make_deleted(NewsPage.objects.get(pk=ended.pk))
    get_ended(ended.url, 404)


@pytest.mark.parametrize("hide", [factories.make_draft, factories.make_scheduled])
def test_one_that_was_not_public_to_the_end_is_not_found(hide, site_tree, freeze):
    post = vacancy()
    hide(post)
    freeze(DAY_AFTER)
    call_command("publish_scheduled", verbosity=0)
    get_ended(post.url, 404)


def test_any_other_post_that_has_expired_is_not_found(site_tree, freeze):
    post = factories.NewsPageFactory(expire_at=berlin(2026, 3, 31))
    freeze(DAY_AFTER)
    get_ended(post.url, 404)
    call_command("publish_scheduled", verbosity=0)
    get_ended(post.url, 404)


def test_a_vacancy_without_deadline_ends_when_an_editor_says_so(site_tree, freeze):
    post = vacancy(application_deadline=None, expire_at=berlin(2026, 3, 31, 12))
    freeze(berlin(2026, 3, 31, 11, 59))
    assert words(main_of(post.url).h1) == post.title
    freeze(berlin(2026, 3, 31, 12))
    get_ended(post.url)


# --- in the admin ----------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _march(freeze):
    freeze(berlin(2026, 3, 10, 12))


def expiry_of(post):
    """When the post expires: the live one, and its newest draft."""
    post = NewsPage.objects.get(pk=post.pk)
    draft = post.get_latest_revision_as_object().expire_at
    return tuple(
        moment and moment.astimezone(LAST_MOMENT.tzinfo).strftime("%d.%m. %H:%M") for moment in (post.expire_at, draft)
    )


def test_only_a_vacancy_has_a_deadline(site_tree, editor_client):
    post = factories.NewsPageFactory(kind=NewsPage.Kind.REPORT)
    response = edit(editor_client, post, {"application_deadline": "31.03.2026"})
    assert "application_deadline" in errors_of(response)
    assert_published(edit(editor_client, post, {"application_deadline": "31.03.2026", "kind": NewsPage.Kind.JOB}))
    assert NewsPage.objects.get(pk=post.pk).application_deadline == DEADLINE


def test_publishing_sets_the_expiry_and_a_later_deadline_moves_it(site_tree, editor_client):
    fields = {"title": "Stelle", "kind": NewsPage.Kind.JOB, "application_deadline": "31.03.2026"}
    assert_published(add(editor_client, NewsPage, site_tree.news, fields))
    post = NewsPage.objects.get()
    assert expiry_of(post) == ("31.03. 23:59", "31.03. 23:59")
    edit(editor_client, post, {"application_deadline": "15.04.2026"}, publish=False)
    assert expiry_of(post) == ("31.03. 23:59", "15.04. 23:59")
    assert_published(edit(editor_client, post))
    assert expiry_of(post) == ("15.04. 23:59", "15.04. 23:59")


def test_without_its_deadline_a_post_expires_no_more(site_tree, editor_client):
    post = vacancy()
    assert_published(edit(editor_client, post, {"application_deadline": "", "kind": NewsPage.Kind.REPORT}))
    assert expiry_of(post) == (None, None)


def test_what_an_editor_set_as_expiry_stays_without_a_deadline_and_gives_way_to_one(site_tree, editor_client):
    post = vacancy(application_deadline=None)
    assert_published(edit(editor_client, post, {"expire_at": "20.03.2026 10:00"}))
    assert expiry_of(post)[0] == "20.03. 10:00"
    assert_published(edit(editor_client, post, {"teaser": "Ein Satz."}))
    assert expiry_of(post)[0] == "20.03. 10:00"
    assert_published(edit(editor_client, post, {"application_deadline": "31.03.2026"}))
    assert expiry_of(post)[0] == "31.03. 23:59"


def test_an_expiry_beside_the_deadline_is_refused(site_tree, editor_client):
    post = vacancy()
    for publish in (False, True):
        response = edit(editor_client, post, {"expire_at": "20.03.2026 10:00"}, publish=publish)
        assert list(errors_of(response)) == ["expire_at"]
    assert_published(edit(editor_client, post, {"expire_at": ""}))
    assert expiry_of(post)[0] == "31.03. 23:59"


def test_a_deadline_that_is_over_can_be_kept_as_a_draft_and_not_published(site_tree, editor_client):
    post = vacancy(live=False)
    assert list(errors_of(edit(editor_client, post, {"application_deadline": "09.03.2026"}))) == [
        "application_deadline"
    ]
    assert edit(editor_client, post, {"application_deadline": "09.03.2026"}, publish=False).status_code == 302
    assert expiry_of(post)[1] == "09.03. 23:59"
    assert_published(edit(editor_client, post, {"application_deadline": "10.03.2026"}))


def test_one_that_has_ended_can_be_extended(ended, editor_client, client):
    edit(editor_client, ended, {"application_deadline": "15.04.2026", "title": "Nochmals"}, publish=False)
    get_ended(ended.url)
    assert_published(edit(editor_client, ended))
    assert words(main_of(ended.url).h1) == "Nochmals"


def test_the_preview_of_one_that_has_ended_shows_it(ended, editor_client):
    read_form(editor_client, edit_url(ended))
    preview = get_soup(reverse("wagtailadmin_pages:view_draft", args=[ended.pk]), editor_client)
    assert titles(preview.main, "h1") == ["Sonnenstelle"]
