"""The page cache in front: what it may keep, and that it is emptied by whatever visitors see a change of."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from ikpe_site.core.models import InstituteSettings
from tests.factories import (
    DocumentFactory,
    EventPageFactory,
    ImageFactory,
    NewsPageFactory,
    ProgrammeFactory,
    TopicPageFactory,
)
from tests.security.test_privacy import surfaces

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def emptied_by(cache, django_capture_on_commit_callbacks):
    """Call it with a change: how the cache was emptied when the change was committed."""

    def run(change):
        cache.purges.clear()
        transaction.get_connection().run_on_commit.clear()  # of what the test has set up
        with django_capture_on_commit_callbacks(execute=True):
            change()
        return cache.purges

    return run


# --- what may be kept ------------------------------------------------------------------------------------------------


def test_every_public_page_may_be_kept_and_shown_for_a_day_if_the_site_fails(site_tree):
    for name, response in surfaces(site_tree):
        if name == "404":
            expected = "public, max-age=0, s-maxage=60, stale-if-error=0"
        elif name == "registration":  # its form holds a token
            expected = "max-age=0, no-cache, no-store, must-revalidate, private"
        elif name.startswith(
            ("calendar", "feed", "JSON feed")
        ):  # say so themselves: programs that subscribe ask often
            expected = "public, max-age=300"
        else:
            expected = "public, max-age=0, s-maxage=300, stale-if-error=86400"
        assert response["Cache-Control"] == expected, name


def test_what_somebody_with_a_session_sees_is_kept_nowhere(editor_client, site_tree):
    assert editor_client.get("/aktuelles/")["Cache-Control"] == "private, no-store"


def test_an_answer_that_sets_a_cookie_is_not_for_everybody(site_tree):
    response = Client().get("/admin/login/", follow=True)
    assert response.cookies
    assert "public" not in response["Cache-Control"]


def test_the_form_for_a_private_page_is_not_for_everybody(site_tree):
    PageViewRestriction.objects.create(page=site_tree.news, restriction_type="password", password="geheim")
    response = Client().get("/aktuelles/")
    assert "public" not in response.get("Cache-Control", "")


def test_a_form_that_was_sent_is_not_for_everybody(site_tree, institute):
    response = Client().post("/kontakt/nachricht/", {"name": "Erika"})
    assert response.status_code == 200
    assert "public" not in response.get("Cache-Control", "")


def test_a_page_that_expires_is_not_kept_for_longer(site_tree):
    page = NewsPageFactory(expire_at=timezone.now() + datetime.timedelta(seconds=100))
    parts = dict(part.split("=") for part in Client().get(page.url)["Cache-Control"].split(", ") if "=" in part)
    assert 90 <= int(parts["s-maxage"]) <= 100
    assert int(parts["stale-if-error"]) == 0


def test_pictures_may_be_kept_by_browsers_for_a_day(db):
    response = Client().get(ImageFactory().get_rendition("width-10").url)
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")
    assert response["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize("name", ["images/gibt-es-nicht.png", "images/../../manage.py", "images/%00.png", "images//"])
def test_an_address_below_media_that_is_no_picture_is_missing(db, name):
    assert Client().get(f"/media/{name}").status_code == 404


# --- what empties it -------------------------------------------------------------------------------------------------


def test_publishing_empties_it_once(emptied_by, site_tree):
    page = NewsPageFactory(live=False)
    page.title = "Neu"
    revision = page.save_revision()

    def publish():
        with transaction.atomic():
            revision.publish()

    assert emptied_by(publish) == ["soft"]


def test_a_draft_empties_nothing(emptied_by, site_tree):
    page = NewsPageFactory()
    page.title = "Noch nicht"
    assert emptied_by(page.save_revision) == []
    assert emptied_by(lambda: NewsPageFactory(live=False)) == []


@pytest.mark.parametrize(
    "take_away",
    [
        lambda page: page.unpublish(),
        lambda page: page.delete(),
        lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
        lambda page: page.move(Page.objects.get(slug="themen"), pos="last-child"),
    ],
    ids=["unpublish", "delete", "make private", "move"],
)
def test_what_is_taken_away_is_not_kept_for_bad_times(emptied_by, site_tree, take_away):
    page = NewsPageFactory()
    assert emptied_by(lambda: take_away(page))[-1] == "hard"


@pytest.mark.parametrize(
    "change",
    [
        lambda: ProgrammeFactory(),
        lambda: ImageFactory(),
        lambda: DocumentFactory(),
        lambda: InstituteSettings.for_site(Site.objects.get()).save(),
        lambda: Site.objects.get().save(),
        lambda: call_command("publish_scheduled"),
        lambda: NewsPageFactory.simple_generate(create=True),
    ],
    ids=["snippet", "picture", "document", "settings", "site", "publish_scheduled", "page in code"],
)
def test_a_change_of_what_visitors_see_empties_it(emptied_by, site_tree, change):
    page = NewsPageFactory(live=False, go_live_at=timezone.now() + HOUR)
    page.save_revision(approved_go_live_at=timezone.now() - HOUR)
    assert "soft" in emptied_by(change)


def test_a_relation_between_pages_empties_it(emptied_by, site_tree):
    news, topic = NewsPageFactory(), TopicPageFactory()

    def relate():
        news.topics.add(topic)
        news.save()

    assert "soft" in emptied_by(relate)


def test_what_else_changes_with_a_deletion_empties_it_no_second_time(emptied_by, site_tree):
    page = NewsPageFactory()

    def delete_and_add():
        page.delete()
        NewsPageFactory()

    assert emptied_by(delete_and_add) == ["hard"]


def test_a_deletion_after_other_changes_is_not_kept_for_bad_times_either(emptied_by, site_tree):
    page = NewsPageFactory()

    def add_and_delete():
        NewsPageFactory()
        page.delete()

    assert emptied_by(add_and_delete) == ["soft", "hard"]


def test_visitors_empty_nothing(emptied_by, site_tree, institute):
    # Renditions, counters and the like come into being while visitors look.
    EventPageFactory(image=ImageFactory())
    urls = ["/", "/termine/", "/gibt-es-nicht/", "/suche/?q=x"]
    assert emptied_by(lambda: [Client().get(url) for url in urls]) == []


def test_a_rolled_back_change_empties_nothing(emptied_by, site_tree):
    def fail():
        with transaction.atomic():
            NewsPageFactory()
            transaction.set_rollback(True)

    assert emptied_by(fail) == []


def test_a_cache_that_does_not_answer_is_reported_and_stops_nobody(emptied_by, site_tree, settings, cache, caplog):
    settings.PAGE_CACHE_URLS = ["http://127.0.0.1:9/", cache.url]
    assert emptied_by(NewsPageFactory) == ["soft"]
    assert "http://127.0.0.1:9/ could not be emptied" in caplog.text


# --- a new site ------------------------------------------------------------------------------------------------------


def test_a_new_site_gets_its_address_and_says_what_is_left(site_tree, settings):
    settings.SITE_URL = "https://www.example.org"
    Site.objects.update(hostname="localhost", port=80)
    out = StringIO()
    call_command("setup_site", stdout=out)
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("www.example.org", 443)
    assert "createsuperuser" in out.getvalue()


def test_an_address_that_was_set_by_hand_stays(site_tree):
    Site.objects.update(hostname="ikpe.example.org", port=443)
    call_command("setup_site", stdout=StringIO())
    assert Site.objects.get().hostname == "ikpe.example.org"
