"""A vacancy leaves all lists when its deadline is over; its page stays and says so."""

import datetime

import pytest

from ikpe_site.home.models import HomePage
from ikpe_site.search.index import rebuild
from news.models import NewsPage
from tests import factories
from tests.admin_forms import edit
from tests.helpers import berlin, get_soup, main_of, words
from topics.models import Region

pytestmark = pytest.mark.database

DEADLINE = datetime.date(2026, 3, 31)


@pytest.fixture
def job(site_tree):
    """A vacancy, named on every surface that could name it."""
    home = HomePage.objects.get()
    home.body = [("news", {"heading": "Aktuelles", "hidden": False, "count": 3, "link_label": "Alle"})]
    home.save()
    topic = factories.TopicPageFactory(title="Netzwerke")
    post = factories.NewsPageFactory(
        title="Sonnenstelle",
        kind=NewsPage.Kind.JOB,
        application_deadline=DEADLINE,
        topics=[topic],
        regions=[Region.objects.get(name="Greiz")],
    )
    event = factories.EventPageFactory(review=post)
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


def test_it_is_listed_up_to_the_last_day(job, client, freeze):
    freeze(berlin(2026, 3, 31, 23, 59))
    rebuild()  # the search index
    assert [url for url in job.surfaces if not names(client, url)] == []
    assert "31. März 2026" in words(main_of(job.url))


def test_it_is_listed_nowhere_on_the_day_after(job, client, freeze):
    freeze(berlin(2026, 3, 31, 23, 59))
    rebuild()  # the search index still knows it on the next day
    freeze(berlin(2026, 4, 1, 0, 1))
    assert [url for url in job.surfaces if names(client, url)] == []


def test_its_page_stays_and_says_that_it_is_over(job, freeze):
    freeze(berlin(2026, 4, 1, 0, 1))
    page = get_soup(job.url)
    assert "31. März 2026" in words(page.select_one(".notice"))
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_only_a_vacancy_has_a_deadline(site_tree, editor_client):
    post = factories.NewsPageFactory(kind=NewsPage.Kind.REPORT)
    response = edit(editor_client, post, {"application_deadline": "31.03.2026"})
    assert response.context["form"].errors["application_deadline"]
    edit(editor_client, post, {"application_deadline": "31.03.2026", "kind": NewsPage.Kind.JOB})
    post.refresh_from_db()
    assert post.application_deadline == DEADLINE
