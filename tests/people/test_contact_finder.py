"""Who is responsible for a concern in a county."""

import pytest
from django.utils.translation import gettext as _

from people.finder import ContactFinder
from tests.factories import (
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    make_draft,
)
from tests.helpers import get_soup, hrefs, main_of, options, titles, words
from topics.models import Region


@pytest.fixture
def url(site_tree):
    return site_tree.contact.url


def person(name):
    return PersonPageFactory(first_name=name, last_name="Test", email="")


def found(url, **query) -> list[str]:
    return [name.removesuffix(" Test") for name in titles(main_of(url, **query), ".person-card .person-name")]


def region(name):
    return Region.objects.get(name=name)


@pytest.fixture
def cast(site_tree):
    """Anna: family everywhere, in charge; Bea: family in Greiz; Carl: programme ARM, in Gera; Dora: project of ARM."""
    family = TopicPageFactory(title="Familie")
    arm = ProgrammeFactory(abbreviation="ARM", name="Armutsprävention")
    project = ProjectPageFactory(parent=family, title="Werkstatt", programme=arm)
    ResponsibilityFactory(person=person("Anna"), topic=family, is_lead=True)
    ResponsibilityFactory(person=person("Bea"), topic=family, regions=[region("Greiz")])
    ResponsibilityFactory(person=person("Carl"), programme=arm, regions=[region("Gera"), region("Greiz")])
    ResponsibilityFactory(person=person("Dora"), project=project)
    ResponsibilityFactory(person=person("Emil"), label="Verwaltung")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Anna", "Bea", "Carl", "Dora", "Emil"]),
        ({"anliegen": "familie"}, ["Anna", "Bea", "Dora"]),
        ({"anliegen": "arm"}, ["Carl", "Dora"]),
        ({"region": "16076"}, ["Bea", "Carl", "Anna", "Dora", "Emil"]),
        ({"anliegen": "familie", "region": "16076"}, ["Bea", "Anna", "Dora"]),
        ({"anliegen": "familie", "region": "16051"}, ["Anna", "Dora"]),
        ({"anliegen": "arm", "region": "16052"}, ["Carl", "Dora"]),
        ({"anliegen": "arm", "region": "16051"}, ["Dora"]),
        ({"anliegen": "", "region": ""}, ["Anna", "Bea", "Carl", "Dora", "Emil"]),
    ],
)
def test_it_names_those_who_answer_for_concern_and_county_the_most_exact_first(query, names, url, cast):
    assert found(url, **query) == names


def test_a_programme_of_a_topic_belongs_to_the_topic(url):
    topic = TopicPageFactory(title="Teilhabe")
    ResponsibilityFactory(person=person("Anna"), programme=ProgrammeFactory(topic=topic))
    assert found(url, anliegen="teilhabe") == ["Anna"]


def test_a_person_with_two_fitting_responsibilities_is_named_once_with_both(url):
    topic, anna = TopicPageFactory(title="Familie"), person("Anna")
    ResponsibilityFactory(person=anna, topic=topic, role="Leitung", regions=[region("Greiz"), region("Gera")])
    ResponsibilityFactory(person=anna, topic=topic, role="Beratung")
    page = main_of(url, anliegen="familie", region="16076")
    assert titles(page, ".person-card .person-name") == ["Anna Test"]
    assert titles(page, ".person-card .responsibilities li") == ["Familie: Leitung", "Familie: Beratung"]


def test_the_question_stays_in_the_form_and_above_the_answer(url, cast):
    page = main_of(url, anliegen="familie", region="16076")
    chosen = [option["value"] for option in page.select("option[selected]")]
    assert chosen == ["familie", "16076"]
    assert words(page.select_one("#ansprechpersonen")) == "Familie · Greiz"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"anliegen": "weltfrieden"}, "There is no concern „%(concern)s“."),
        ({"region": "99999"}, "There is no region with the key „%(key)s“."),
        ({"region": "<b>"}, "There is no region with the key „%(key)s“."),
        ({"anliegen": "x\x00"}, "There is no concern „%(concern)s“."),
    ],
)
def test_an_unknown_question_is_named(query, message, url, cast):
    page = main_of(url, **query)
    (value,) = query.values()
    notice = words(page.select_one(".notice")).replace("\ufffd", "\x00")
    assert notice == _(message) % {"concern": value, "key": value}
    assert page.select("option[selected]") == []


def test_the_concern_of_an_unknown_county_is_still_answered(url, cast):
    assert found(url, anliegen="arm", region="99999") == ["Carl", "Dora"]


def test_where_nobody_is_named_the_office_helps(url, institute):
    TopicPageFactory(title="Familie")
    page = main_of(url, anliegen="familie")
    assert words(page.select_one("[role=status] .notice"))
    assert page.select(".person-card") == []
    office = page.select_one(".office")
    assert "mailto:info@ikpe-erfurt.de" in hrefs(office)
    assert "tel:+4936130257600" in hrefs(office)


def test_without_a_question_nobody_is_called_missing(url):
    assert main_of(url).select(".notice") == []


def test_it_offers_topics_programmes_and_the_counties_of_today(url, site_tree):
    make_draft(TopicPageFactory(title="Entwurf"))
    TopicPageFactory(title="Familie")
    ProgrammeFactory(abbreviation="ARM")
    page = main_of(url)
    assert options(page, "anliegen") == ["familie", "arm"]
    counties = options(page, "region")
    assert len(counties) == 23
    assert "16056" not in counties, "Eisenach is no county of its own any more"
    assert "00000" in counties


def test_the_home_page_leads_to_it(site_tree, cast):
    home = site_tree.home
    home.body = [("contact", {"heading": "Kontakt", "hidden": False, "text": ""})]
    home.save()
    form = get_soup("/").select_one("form.finder-form")
    assert form["action"] == site_tree.contact.url
    assert options(form, "anliegen") == ["familie", "arm"]


def test_the_finder_can_be_asked_in_code(site_tree, cast):
    finder = ContactFinder(concern="familie", region_key="16076")
    assert finder.is_asked
    assert finder.topic.title == "Familie"
    assert finder.programme is None
    assert finder.region.name == "Greiz"
    assert finder.unknown == []
    assert [entry.person.first_name for entry in finder.responsibilities] == ["Bea", "Anna", "Dora"]
