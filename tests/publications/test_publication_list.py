"""The list of publications: categories, order and filters."""

import pytest
from django.utils.translation import gettext as _

from tests.factories import (
    CategoryFactory,
    ContributorFactory,
    DocumentFactory,
    PersonPageFactory,
    PublicationPageFactory,
    TopicPageFactory,
    make_draft,
    make_private,
)
from tests.helpers import get_soup, hrefs, main_of, options, titles, words


@pytest.fixture
def url(site_tree):
    return site_tree.publications.url


@pytest.fixture
def categories(site_tree):
    names = ["Fachartikel", "Presse", "Handreichungen", "Vorträge"]
    return [CategoryFactory(name=name, sort_order=order) for order, name in enumerate(names)]


def shown(url, **query):
    return titles(main_of(url, **query), ".publication-title")


def test_categories_come_in_the_order_of_the_institute_with_their_counts(url, categories):
    articles, press, guides, _talks = categories
    for category in (press, articles, articles, guides):
        PublicationPageFactory(category=category)
    make_draft(PublicationPageFactory(category=press))
    make_private(PublicationPageFactory(category=guides))
    counts = titles(main_of(url), ".counts li")
    assert counts == ["Fachartikel 2", "Presse 1", "Handreichungen 1", "Vorträge 0"]
    assert titles(main_of(url), ".page-section > h2") == ["Fachartikel", "Presse", "Handreichungen"]


def test_the_home_page_shows_the_same_counts_and_leads_to_each(site_tree, categories):
    PublicationPageFactory(category=categories[1])
    make_draft(PublicationPageFactory(category=categories[1]))
    home = site_tree.home
    home.body = [("publications", {"heading": "Ergebnisse", "hidden": False})]
    home.save()
    section = get_soup("/").select_one(".counts")
    assert [int(found.contents[0]) for found in section.select("b")] == [0, 1, 0, 0]
    assert hrefs(section)[1] == f"{site_tree.publications.url}?art=presse"


def test_within_a_category_the_newest_comes_first(url, categories):
    for year in (2017, 2020, 2019):
        PublicationPageFactory(title=f"Von {year}", issued_year=year, category=categories[0])
    assert shown(url) == ["Von 2020", "Von 2019", "Von 2017"]


def test_what_is_forthcoming_comes_before_what_has_appeared(url, categories):
    PublicationPageFactory(title="Erschienen", issued_year=2020, category=categories[0])
    PublicationPageFactory(title="Im Erscheinen", issued_year=None, category=categories[0])
    assert shown(url) == ["Im Erscheinen", "Erschienen"]


def test_on_a_topic_too_what_is_forthcoming_comes_first(site_tree, categories):
    topic = TopicPageFactory()
    PublicationPageFactory(title="Erschienen", issued_year=2020, topics=[topic])
    PublicationPageFactory(title="Im Erscheinen", issued_year=None, topics=[topic])
    assert titles(main_of(topic.url), "[aria-labelledby=ergebnisse] li a") == ["Im Erscheinen", "Erschienen"]


def test_an_entry_shows_contributors_title_source_year_and_download(url):
    document = DocumentFactory()
    person = PersonPageFactory(first_name="Petra", last_name="Muster", email="")
    page = PublicationPageFactory(
        title="Planung", issued_year=2019, container_title="Archiv", issue="4/2019", document=document
    )
    ContributorFactory(publication=page, person=person)
    ContributorFactory(publication=page, given="Max", family="Frei")
    ContributorFactory(publication=page, literal="IKPE", role="editor")
    entry = main_of(url).select_one(".publication")
    people = words(entry.select_one(".meta"))
    assert people.startswith("Petra Muster , Max Frei")
    assert people.endswith("· 2019")
    assert hrefs(entry) == [person.url, page.url, document.url]
    assert words(entry.select_one(".publication-source")) == page.source


def test_a_title_in_another_language_is_marked_as_such(url):
    PublicationPageFactory(title="Planning", language="en")
    assert main_of(url).select_one(".publication-title a")["lang"] == "en"


@pytest.fixture
def publications(site_tree, categories):
    family, age = TopicPageFactory(title="Familie"), TopicPageFactory(title="Alter")
    anna = PersonPageFactory(first_name="Anna", last_name="Test", email="")
    bea = PersonPageFactory(first_name="Bea", last_name="Test", email="")
    a = PublicationPageFactory(title="A", category=categories[0], issued_year=2020, topics=[family])
    b = PublicationPageFactory(title="B", category=categories[1], issued_year=2020, topics=[family, age])
    c = PublicationPageFactory(title="C", category=categories[1], issued_year=2019, topics=[age])
    PublicationPageFactory(title="D", category=categories[1], issued_year=None)
    ContributorFactory(publication=a, person=anna)
    ContributorFactory(publication=b, person=anna)
    ContributorFactory(publication=b, person=bea, role="editor")
    ContributorFactory(publication=b, person=anna, role="editor")
    ContributorFactory(publication=c, person=bea)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"art": "fachartikel"}, "A"),
        ({"art": "presse"}, "BCD"),
        ({"thema": "familie"}, "AB"),
        ({"person": "anna-test"}, "AB"),
        ({"person": "bea-test", "jahr": "2019"}, "C"),
        ({"jahr": "2020"}, "AB"),
        ({"art": "presse", "thema": "alter", "person": "anna-test", "jahr": "2020"}, "B"),
        ({"art": "fachartikel", "jahr": "2019"}, ""),
    ],
)
def test_filters_combine(query, found, url, publications):
    assert sorted(shown(url, **query)) == list(found)


def test_only_values_in_use_are_offered(url, publications, categories):
    TopicPageFactory(title="Ungenutzt")
    PersonPageFactory(first_name="Carl", last_name="Test", email="")
    hidden = PublicationPageFactory(issued_year=1999, category=categories[3])
    make_draft(hidden)
    page = main_of(url)
    assert options(page, "thema") == ["familie", "alter"]
    assert options(page, "person") == ["anna-test", "bea-test"]
    assert options(page, "jahr") == ["2020", "2019"]
    assert options(page, "art") == ["fachartikel", "presse"]


@pytest.mark.parametrize("query", [{"art": "x"}, {"thema": "x"}, {"person": "x"}, {"jahr": "1999"}, {"jahr": "abc"}])
def test_an_unknown_value_is_named_and_not_applied(query, url, publications):
    assert sorted(shown(url, **query)) == list("ABCD")
    assert main_of(url, **query).select_one(".filter-state .notice")


def test_there_are_25_publications_a_page_and_filters_survive_paging(url, categories):
    for _number in range(26):
        PublicationPageFactory(category=categories[0], issued_year=2019)
    for number, count in {"": 25, "1": 25, "2": 1, "0": 1, "999": 1, "abc": 25}.items():
        assert len(shown(url, seite=number)) == count, number
    PublicationPageFactory(category=categories[1])
    (following,) = hrefs(main_of(url, art="fachartikel", jahr="2019").select_one(".pagination"))
    assert set(following.lstrip("?").split("&")) == {"art=fachartikel", "jahr=2019", "seite=2"}
    assert len(shown(url + following)) == 1


def test_every_publication_stands_on_exactly_one_page(url, categories):
    for n in range(60):
        PublicationPageFactory(category=categories[n % 4], issued_year=2019 if n % 3 else None)
    found = [title for number in (1, 2, 3) for title in shown(url, seite=number)]
    assert len(found) == len(set(found)) == 60


def test_an_empty_list_says_so(url):
    assert words(main_of(url).select_one(".empty p")) == _("There are no publications for this choice yet.")


def test_the_address_of_a_category_stays_when_its_name_changes(categories):
    categories[0].name = "Aufsätze"
    categories[0].save()
    assert categories[0].slug == "fachartikel"
