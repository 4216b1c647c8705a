"""What a page shows of other apps: the first entries, and a way to all of them."""

import datetime

import pytest

from news.models import RelatedPage
from tests.factories import (
    ContributorFactory,
    EventPageFactory,
    NewsPageFactory,
    PersonPageFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    TopicPageFactory,
)
from tests.helpers import berlin, main_of, titles, words
from topics.models import Region

NUMBER = 7  # more than a section shows
# The section, a row of the whole list, and the words that lead there.
POSTS = ("aktuelles", ".card", "Alle 7 Beiträge")
PUBLICATIONS = ("ergebnisse", ".publications > li", "Alle 7 Publikationen")
PAST_EVENTS = ("termine", ".event-row", "Alle 7 vergangenen Termine")
EVENTS = ("termine", ".event-row", "Alle 7 kommenden Termine")


def region(site_tree):
    greiz = Region.objects.get(slug="greiz")
    return greiz, f"{site_tree.regions.url}greiz/"


def page_of(factory):
    def make(site_tree):
        page = factory()
        return page, page.url

    return make


TOPIC, PERSON, PROJECT = page_of(TopicPageFactory), page_of(PersonPageFactory), page_of(ProjectPageFactory)


def events(year=2020, **fields):
    return [EventPageFactory(start=berlin(year, 1, day, 10), **fields) for day in range(1, NUMBER + 1)]


def posts(**fields):
    return [NewsPageFactory(date=datetime.date(2020, 1, day), **fields) for day in range(1, NUMBER + 1)]


def publications(**fields):
    return [PublicationPageFactory(issued_year=2000 + number, **fields) for number in range(NUMBER)]


def written_by(person):
    for publication in publications():
        ContributorFactory(publication=publication, person=person)


def posts_about(page):
    for number in range(NUMBER):
        NewsPageFactory(title=f"Beitrag {number}", related_pages=[RelatedPage(page=page)])


@pytest.mark.parametrize(
    ("target", "fill", "section", "rows", "label"),
    [
        (TOPIC, lambda topic: posts(topics=[topic]), *POSTS),
        (PERSON, lambda person: posts(people=[person]), *POSTS),
        (PROJECT, posts_about, *POSTS),
        (region, lambda greiz: posts(regions=[greiz]), *POSTS),
        (TOPIC, lambda topic: publications(topics=[topic]), *PUBLICATIONS),
        (PERSON, written_by, *PUBLICATIONS),
        (PROJECT, lambda project: publications(projects=[project]), *PUBLICATIONS),
        (region, lambda greiz: publications(regions=[greiz]), *PUBLICATIONS),
        (TOPIC, lambda topic: events(topics=[topic]), *PAST_EVENTS),
        (region, lambda greiz: events(year=2100, regions=[greiz]), *EVENTS),
    ],
)
def test_a_section_shows_five_and_leads_to_all_of_them(target, fill, section, rows, label, site_tree):
    instance, url = target(site_tree)
    fill(instance)
    PublicationPageFactory(), NewsPageFactory(), EventPageFactory()
    shown = main_of(url).select_one(f"section[aria-labelledby={section}]")
    assert len(titles(shown, "li")) == 5
    more = shown.select_one("a.more")
    assert words(more) == label
    assert len(main_of(more["href"]).select(rows)) == NUMBER


def test_five_entries_need_no_way_to_more(site_tree):
    topic = TopicPageFactory()
    for day in range(1, 6):
        NewsPageFactory(date=datetime.date(2020, 1, day), topics=[topic])
    assert main_of(topic.url).select("section[aria-labelledby=aktuelles] .more") == []
