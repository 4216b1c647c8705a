"""The demo content: complete, repeatable, and safe."""

import re
from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError
from django.db.models import Count
from django.test import Client, TestCase
from wagtail.models import Page, Revision

from events.models import EventPage
from ikpe_site.core.models import InstituteSettings
from ikpe_site.demo import loader
from ikpe_site.home.models import HomePage
from ikpe_site.media.models import CustomDocument, CustomImage
from news.models import NewsPage
from people.models import PersonPage
from publications.models import PublicationCategory, PublicationPage
from tests.demo_content import load
from tests.factories import ContentPageFactory
from tests.helpers import get_soup, hrefs, main_of, options, words
from topics.models import Programme, TopicPage, WorkAreaPage

pytestmark = pytest.mark.database

COUNTS = {PersonPage: 8, TopicPage: 10, WorkAreaPage: 3, PublicationPage: 9, EventPage: 13, NewsPage: 16}


def remove_the_lists_of_the_tests():
    for page in HomePage.objects.get().get_children().specific():
        page.delete()


def answered(answer):
    """Within, the command is answered so when it asks."""
    return patch("builtins.input", lambda question: answer)


class DemoTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        """Loading takes long, so it is done once, on a site whose content is deleted first."""
        ContentPageFactory(title="Eigene Seite")
        with answered("ja"):
            load("--reset")

    def snapshot(self):
        """What a second run could change."""
        return {
            "pages": list(Page.objects.order_by("pk").values_list("pk", "title", "path", "last_published_at")),
            "revisions": Revision.objects.count(),
            "pictures": CustomImage.objects.count(),
            "documents": CustomDocument.objects.count(),
            "programmes": list(Programme.objects.values_list("abbreviation", "name")),
            "institute": InstituteSettings.objects.values().get(),
            "home": HomePage.objects.values().get(),
        }

    def test_what_was_invented_is_marked_as_an_example(self):
        assert all(event.is_example for event in EventPage.objects.upcoming())
        assert not EventPage.objects.past().filter(is_example=True).exists()
        assert not CustomDocument.objects.filter(is_example=False).exists()
        marked = PersonPage.objects.filter(responsibilities__regions_are_example=True).distinct()
        assert set(marked) == set(PersonPage.objects.filter(example_parts__gt=0))

    def test_every_concern_leads_to_somebody_with_phone_and_mail_address(self):
        concerns = options(get_soup("/kontakt/"), "anliegen")
        assert len(concerns) == 15
        for concern in concerns:
            answer = main_of("/kontakt/", anliegen=concern).select_one(".answer, .no-answer")
            links = hrefs(answer)
            assert any(link.startswith("tel:") for link in links), concern
            assert any(link.startswith("mailto:") for link in links), concern

    def test_no_page_offers_to_go_back_to_a_version_without_its_texts(self):
        counts = Revision.page_revisions.values("object_id").annotate(count=Count("pk"))
        assert counts.filter(count__gt=1).count() == 0

    def test_the_facts_are_all_there(self):
        assert {model: model.objects.live().count() for model in COUNTS} == COUNTS
        assert EventPage.objects.upcoming().count() == 5
        assert PublicationCategory.objects.count() == 4
        assert {programme.abbreviation for programme in Programme.objects.all()} == {
            "AGATHE",
            "ARM",
            "LSZ",
            "SSA",
            "ThILIK",
        }

    def test_running_it_again_changes_nothing_and_keeps_what_was_edited(self):
        post = NewsPage.objects.first()
        post.title, post.teaser = "Von Hand geändert", "Ebenso"
        post.save()
        before = self.snapshot()
        load()
        assert self.snapshot() == before
        post.refresh_from_db()
        assert (post.title, post.teaser) == ("Von Hand geändert", "Ebenso")

    def test_it_leaves_a_site_with_pages_alone_if_asked_to(self):
        NewsPage.objects.first().delete()
        load("--if-empty")
        assert NewsPage.objects.count() == COUNTS[NewsPage] - 1

    def test_resetting_asks_and_refuses_without_ja(self):
        extra = ContentPageFactory(title="Eigene Seite")
        for answer in ("", "j", "yes", "Ja", "nein"):
            with answered(answer), pytest.raises(CommandError):
                load("--reset")
        assert Page.objects.filter(pk=extra.pk).exists()

    def test_resetting_deletes_what_was_there(self):
        assert not Page.objects.filter(title="Eigene Seite").exists()

    def test_every_page_answers_and_no_link_is_dead(self):
        client, seen = Client(), set()
        for page in Page.objects.live().filter(depth__gt=1):
            soup = get_soup(page.url, client)
            seen.add(page.url)
            assert len(soup.select("h1")) == 1, page.url
            for link in hrefs(soup):
                address = link.split("#")[0]
                if not address.startswith("/") or address in seen or address.startswith("/documents/"):
                    continue
                seen.add(address)
                assert client.get(address).status_code == 200, f"{link} on {page.url}"

    def test_topics_and_work_areas_are_worked_out(self):
        for page in [*TopicPage.objects.all(), *WorkAreaPage.objects.all()]:
            sections = main_of(page.url).select(".accordion details")
            text = " ".join(words(section) for section in sections)
            assert len(re.findall(r"\w+", text)) >= 120, page.title
            assert len(sections) >= 2, page.title

    def test_every_picture_has_an_alternative_text_and_a_credit(self):
        for image in CustomImage.objects.all():
            assert image.description, image.title
            assert image.credit, image.title

    def test_downloads_tell_their_size(self):
        assert not CustomDocument.objects.filter(file_size=None).exists()

    def test_in_production_it_makes_no_account(self):
        """The tests run without DEBUG, as production does."""
        assert not get_user_model().objects.filter(username="redaktion").exists()

    def test_the_home_page_shows_its_eight_sections(self):
        assert len([heading for heading in main_of("/").select(".band h2") if words(heading)]) == 8

    def test_legal_pages_are_linked_from_every_page(self):
        for url in ("/", NewsPage.objects.first().url, "/suche/"):
            footer = hrefs(get_soup(url).select_one(".site-footer-legal"))
            assert {"/impressum/", "/datenschutz/", "/barrierefreiheit/"} <= set(footer)


@pytest.mark.django_db
def test_on_a_development_machine_it_makes_an_editor_whose_password_works(settings, tmp_path, monkeypatch):
    remove_the_lists_of_the_tests()
    monkeypatch.setattr(loader.DemoLoader, "load", lambda self: None)
    settings.DEBUG, settings.VAR_DIR = True, tmp_path
    load()
    user, _slash, password = (tmp_path / "demo-login.txt").read_text().strip().partition(" / ")
    assert len(password) >= 12
    assert (tmp_path / "demo-login.txt").stat().st_mode & 0o077 == 0
    client = Client()
    assert client.login(username=user, password=password)
    assert client.get("/admin/").status_code == 200
    load()
    assert get_user_model().objects.filter(username=user).count() == 1
    assert client.login(username=user, password=password), "a second run keeps the password"


@pytest.mark.django_db
def test_a_failure_leaves_nothing_half_done(monkeypatch):
    remove_the_lists_of_the_tests()

    def fail(self):
        raise RuntimeError("kaputt")

    monkeypatch.setattr(loader.DemoLoader, "load_people", fail)
    with pytest.raises(RuntimeError):
        load()
    assert Page.objects.filter(depth__gt=2).count() == 0
    assert CustomImage.objects.count() == 0
