"""A publication and those who wrote it."""

import datetime

import pytest

from publications.models import PublicationPage
from tests.factories import (
    HIDING,
    ContributorFactory,
    DocumentFactory,
    PersonPageFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    TopicPageFactory,
)
from tests.helpers import hrefs, main_of, options, queries_of, titles, words
from topics.models import Region


def test_contributors_stand_under_their_role_in_the_order_of_the_publication(site_tree):
    page = PublicationPageFactory()
    ContributorFactory(publication=page, given="Zoe", family="Adam")
    ContributorFactory(publication=page, given="Anna", family="Weber")
    ContributorFactory(publication=page, literal="IKPE", role="editor")
    facts = main_of(page.url).select(".facts > div")
    assert words(facts[0].dd) == "Zoe Adam Anna Weber"
    assert words(facts[1].dd) == "IKPE"


def test_a_member_of_the_team_is_linked(site_tree):
    page, person = PublicationPageFactory(), PersonPageFactory(first_name="Petra", last_name="Muster", email="")
    ContributorFactory(publication=page, person=person)
    assert person.url in hrefs(main_of(page.url), ".facts a")


@pytest.mark.parametrize("state", HIDING)
def test_a_contributor_with_a_hidden_page_is_named_without_a_link(state, site_tree):
    page, person = PublicationPageFactory(), PersonPageFactory(first_name="Petra", last_name="Muster", email="")
    ContributorFactory(publication=page, person=person)
    HIDING[state](person)
    shown = main_of(page.url)
    assert "Petra Muster" in words(shown)
    assert person.url not in hrefs(shown)
    assert person.slug not in options(main_of(site_tree.publications.url), "person")


def test_a_contributor_keeps_the_name_when_the_page_is_deleted(site_tree):
    page, person = PublicationPageFactory(), PersonPageFactory(first_name="Petra", last_name="Muster", email="")
    ContributorFactory(publication=page, person=person)
    person.delete()
    assert "Petra Muster" in words(main_of(page.url).select_one(".facts"))


def test_what_is_known_is_linked(site_tree):
    document, topic = DocumentFactory(), TopicPageFactory()
    page = PublicationPageFactory(doi="10.1000/182", isbn="978-3-16-148410-0", document=document, topics=[topic])
    shown = main_of(page.url)
    assert {"https://doi.org/10.1000/182", document.url, topic.url} <= set(hrefs(shown))
    assert "978-3-16-148410-0" in words(shown)


def test_the_address_on_the_web_leads_there(site_tree):
    page = PublicationPageFactory(web_address="https://www.mdr.de/thueringen/beitrag.html")
    link = main_of(page.url).select_one('a[href^="https://www.mdr.de"]')
    assert words(link) == "www.mdr.de"


def test_the_day_of_publication_is_written_out(site_tree):
    page = PublicationPageFactory(issued_on=datetime.date(2019, 5, 3), issued_year=2019)
    assert "3. Mai 2019" in words(main_of(page.url).select_one(".facts"))


@pytest.mark.parametrize("state", [state for state in HIDING if state != "below a private page"])
def test_a_hidden_topic_is_not_linked(state, site_tree):
    topic = TopicPageFactory()
    page = PublicationPageFactory(topics=[topic])
    HIDING[state](topic)
    assert topic.url not in hrefs(main_of(page.url))


def test_a_publication_is_shown_on_its_topics_projects_and_regions(site_tree):
    topic, greiz = TopicPageFactory(), Region.objects.get(name="Greiz")
    project = ProjectPageFactory(parent=topic)
    page = PublicationPageFactory(topics=[topic], projects=[project], regions=[greiz])
    for url in (topic.url, project.url, f"{site_tree.regions.url}greiz/"):
        assert titles(main_of(url), "[aria-labelledby=ergebnisse] li a") == [page.title]


def test_the_abstract_serves_search_engines_if_there_is_no_teaser(site_tree):
    assert PublicationPage(abstract="Worum es geht.").meta_description == "Worum es geht."
    assert PublicationPage(abstract="Worum es geht.", teaser="Kurz.").meta_description == "Kurz."


def test_a_topic_and_a_series_ask_the_same_for_one_publication_and_for_many(site_tree):
    topic = TopicPageFactory()
    page, _other = (PublicationPageFactory(topics=[topic], collection_title="Reihe") for _ in range(2))
    few = [len(queries_of(topic.url)), len(queries_of(page.url))]
    for number in range(5):
        PublicationPageFactory(topics=[topic], collection_title="Reihe", collection_number=f"Band {number}")
    assert [len(queries_of(topic.url)), len(queries_of(page.url))] == few
    assert len(titles(main_of(topic.url), "[aria-labelledby=ergebnisse] li a")) == 7
