"""Who is responsible for a concern in a county, and why."""

import pytest
from django.utils.translation import gettext as _

from people.models import Responsibility
from tests.factories import (
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    days_from_now,
    make_draft,
)
from tests.helpers import get_soup, hrefs, main_of, options, queries_of, titles, words
from topics.models import Region

pytestmark = pytest.mark.database


@pytest.fixture
def url(site_tree):
    return site_tree.contact.url


def person(name, **fields):
    return PersonPageFactory(first_name=name, last_name="Test", email="", **fields)


def named(url, **query) -> list[str]:
    return [name.removesuffix(" Test") for name in titles(main_of(url, **query), ".person-card .person-name")]


def region(name):
    return Region.objects.get(name=name)


def day(offset):
    return days_from_now(offset).date()


@pytest.fixture
def cast(site_tree):
    """Anna: family, in charge; Bea: family in Greiz; Carl: ARM in Gera and Greiz; Dora: a project of both."""
    family = TopicPageFactory(title="Familie")
    arm = ProgrammeFactory(abbreviation="ARM", name="Armutsprävention")
    project = ProjectPageFactory(parent=family, title="Werkstatt", programme=arm)
    ResponsibilityFactory(role="", person=person("Anna"), topic=family, is_lead=True)
    ResponsibilityFactory(role="", person=person("Bea"), topic=family, regions=[region("Greiz")])
    ResponsibilityFactory(role="", person=person("Carl"), programme=arm, regions=[region("Gera"), region("Greiz")])
    ResponsibilityFactory(role="", person=person("Dora"), project=project)
    ResponsibilityFactory(role="", person=person("Emil"), label="Verwaltung")


# --- the order -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Anna", "Bea", "Carl", "Dora", "Emil"]),
        ({"anliegen": "familie"}, ["Anna", "Dora", "Bea"]),
        ({"anliegen": "arm"}, ["Dora", "Carl"]),
        ({"anliegen": "werkstatt"}, ["Dora", "Anna", "Carl", "Bea"]),
        ({"region": "16076"}, ["Carl", "Bea", "Dora", "Anna", "Emil"]),
        ({"anliegen": "familie", "region": "16076"}, ["Bea", "Dora", "Anna"]),
        ({"anliegen": "familie", "region": "16051"}, ["Dora", "Anna"]),
        ({"anliegen": "arm", "region": "16052"}, ["Carl", "Dora"]),
        ({"anliegen": "arm", "region": "16051"}, ["Dora"]),
        ({"anliegen": "werkstatt", "region": "16076"}, ["Carl", "Bea", "Dora", "Anna"]),
        ({"anliegen": "werkstatt", "region": "16052"}, ["Carl", "Dora", "Anna"]),
        ({"anliegen": "", "region": ""}, ["Anna", "Bea", "Carl", "Dora", "Emil"]),
    ],
)
def test_it_names_those_who_answer_for_concern_and_county_the_most_exact_first(query, names, url, cast):
    assert named(url, **query) == names


def test_project_comes_before_programme_before_topic_first_with_the_county_then_without(url):
    topic, programme, greiz = TopicPageFactory(title="Familie"), ProgrammeFactory(), [region("Greiz")]
    project = ProjectPageFactory(parent=topic, title="Werkstatt", programme=programme)
    cases = {
        "Topic": {"topic": topic},
        "TopicGreiz": {"topic": topic, "regions": greiz},
        "Programme": {"programme": programme},
        "ProgrammeGreiz": {"programme": programme, "regions": greiz},
        "Project": {"project": project},
        "ProjectGreiz": {"project": project, "regions": greiz},
    }
    for name, fields in cases.items():
        ResponsibilityFactory(person=person(name), **fields)
    assert named(url, anliegen="werkstatt", region="16076") == [
        "ProjectGreiz",
        "ProgrammeGreiz",
        "TopicGreiz",
        "Project",
        "Programme",
        "Topic",
    ]


def test_among_equals_those_in_charge_come_first_then_by_name(url):
    topic = TopicPageFactory(title="Familie")
    for name, is_lead in (("Bea", False), ("Anna", False), ("Zoe", True)):
        ResponsibilityFactory(person=person(name), topic=topic, is_lead=is_lead)
    assert named(url, anliegen="familie") == ["Zoe", "Anna", "Bea"]


def test_a_programme_of_a_topic_belongs_to_the_topic(url):
    topic = TopicPageFactory(title="Teilhabe")
    programme = ProgrammeFactory(abbreviation="ARM", topic=topic)
    ResponsibilityFactory(person=person("Anna"), programme=programme)
    ResponsibilityFactory(person=person("Bea"), topic=topic)
    assert named(url, anliegen="teilhabe") == ["Bea", "Anna"]
    assert named(url, anliegen="arm") == ["Anna", "Bea"]


def test_a_person_with_two_fitting_responsibilities_is_named_once_with_both(url):
    topic, anna = TopicPageFactory(title="Familie"), person("Anna")
    ResponsibilityFactory(person=anna, topic=topic, role="Leitung", regions=[region("Greiz"), region("Gera")])
    ResponsibilityFactory(person=anna, topic=topic, role="Beratung")
    page = main_of(url, anliegen="familie", region="16076")
    assert titles(page, ".person-card .person-name") == ["Anna Test"]
    assert titles(page, ".reason") == ["Anna Test ist im Landkreis Greiz für das Thema „Familie“ zuständig: Leitung."]
    assert titles(page, ".person-card .responsibilities li") == ["Familie: Beratung"]


def test_people_for_the_county_stand_apart_from_those_for_all_regions(url, cast):
    page = main_of(url, anliegen="familie", region="16076")
    assert titles(page, ".answer h3") == ["Zuständig im Landkreis Greiz", "In allen Regionen zuständig"]
    page = main_of(url, anliegen="familie", region="16051")
    assert titles(page, ".answer h3") == ["In allen Regionen zuständig"]


# --- why a person is named -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "reasons"),
    [
        (
            {"anliegen": "werkstatt", "region": "16076"},
            [
                "Carl Test ist im Landkreis Greiz für das Programm ARM (zu „Werkstatt“) zuständig.",
                "Bea Test ist im Landkreis Greiz für das Thema „Familie“ (zu „Werkstatt“) zuständig.",
                "Dora Test ist in allen Regionen für das Projekt „Werkstatt“ zuständig.",
                "Anna Test verantwortet in allen Regionen das Thema „Familie“ (zu „Werkstatt“).",
            ],
        ),
        (
            {"anliegen": "arm", "region": "16052"},
            [
                "Carl Test ist in Gera für das Programm ARM zuständig.",
                "Dora Test ist in allen Regionen für das Projekt „Werkstatt“ (zu „ARM“) zuständig.",
            ],
        ),
        (
            {"anliegen": "arm"},
            [
                "Dora Test ist in allen Regionen für das Projekt „Werkstatt“ (zu „ARM“) zuständig.",
                "Carl Test ist in Gera und im Landkreis Greiz für das Programm ARM zuständig.",
            ],
        ),
    ],
)
def test_it_says_why(query, reasons, url, cast):
    assert titles(main_of(url, **query), ".reason") == reasons


def test_a_responsibility_of_another_kind_is_quoted(url, cast):
    reasons = titles(main_of(url, region="00000"), ".reason")
    assert reasons[-1] == "Emil Test ist in allen Regionen für „Verwaltung“ zuständig."


def test_a_title_with_markup_is_escaped_in_the_reason(url):
    topic = TopicPageFactory(title="<i>Familie</i>", slug="familie")
    ResponsibilityFactory(person=person("Anna"), topic=topic)
    reason = main_of(url, anliegen="familie").select_one(".reason")
    assert reason.find("i") is None
    assert "<i>Familie</i>" in reason.text


# --- the question ----------------------------------------------------------------------------------------------------


def test_the_question_stays_in_the_form_and_above_the_answer(url, cast):
    page = main_of(url, anliegen="familie", region="16076")
    chosen = [option["value"] for option in page.select("option[selected]")]
    assert chosen == ["familie", "16076"]
    assert words(page.select_one("#antwort")) == "Familie · Greiz"


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
    assert named(url, anliegen="arm", region="99999") == ["Dora", "Carl"]


def test_where_nobody_is_named_the_office_helps_and_the_page_says_why(url, institute):
    TopicPageFactory(title="Familie")
    page = main_of(url, anliegen="familie", region="16076")
    assert "Familie · Greiz" in words(page.select_one("[role=status] .notice"))
    assert page.select(".person-card") == []
    office = page.select_one(".office")
    assert "mailto:info@ikpe-erfurt.de" in hrefs(office)
    assert "tel:+4936130257600" in hrefs(office)


def test_as_long_as_the_office_has_no_phone_and_no_email_the_coordination_helps(url):
    TopicPageFactory(title="Familie")
    outside = Region.objects.get(kind=Region.Kind.OUTSIDE)
    ResponsibilityFactory(role="", person=person("Katja", phone="0361 30257-601"), label="Projektkoordination")
    ResponsibilityFactory(role="", person=person("Jörg"), label="Anfragen", regions=[outside])
    page = main_of(url, anliegen="familie")
    assert named(url, anliegen="familie") == ["Katja"]
    assert "Familie" not in words(page.select_one(".person-card"))
    assert "tel:+4936130257601" in hrefs(page.select_one(".person-card"))
    assert page.select(".office")


def test_without_a_question_nobody_is_called_missing(url):
    assert main_of(url).select(".notice") == []


def test_without_a_question_everybody_is_listed_also_those_without_a_responsibility(url, cast):
    person("Zoe")
    assert named(url)[-1] == "Zoe"


def test_the_home_page_leads_to_it(site_tree, cast):
    home = site_tree.home
    home.body = [("contact", {"heading": "Kontakt", "hidden": False, "text": ""})]
    home.save()
    form = get_soup("/").select_one("form.finder-form")
    assert form["action"] == site_tree.contact.url
    assert options(form, "anliegen") == ["familie", "arm", "werkstatt"]


# --- what can be asked for -------------------------------------------------------------------------------------------


def test_it_offers_topics_programmes_and_the_counties_of_today(url):
    make_draft(TopicPageFactory(title="Entwurf"))
    TopicPageFactory(title="Familie")
    ProgrammeFactory(abbreviation="ARM")
    page = main_of(url)
    assert options(page, "anliegen") == ["familie", "arm"]
    counties = options(page, "region")
    assert len(counties) == 23
    assert "16056" not in counties, "Eisenach is no county of its own any more"
    assert counties[-1] == "00000"


def test_it_offers_running_projects_and_no_finished_ones(url):
    topic = TopicPageFactory(title="Familie")
    ProjectPageFactory(parent=topic, title="Läuft", ends_on=day(0))
    ProjectPageFactory(parent=topic, title="Ohne Ende", ends_on=None)
    ProjectPageFactory(parent=topic, title="Vorbei", ends_on=day(-1))
    make_draft(ProjectPageFactory(parent=topic, title="Entwurf"))
    assert options(main_of(url), "anliegen") == ["familie", "laeuft", "ohne-ende"]


def test_concerns_that_share_a_slug_have_addresses_of_their_own(url):
    topic, programme = TopicPageFactory(title="ARM"), ProgrammeFactory(abbreviation="ARM")
    project = ProjectPageFactory(parent=topic, title="Arm")
    ResponsibilityFactory(person=person("Anna"), topic=topic)
    ResponsibilityFactory(person=person("Bea"), programme=programme)
    ResponsibilityFactory(person=person("Carl"), project=project)
    assert options(main_of(url), "anliegen") == ["arm", "programm-arm", "projekt-arm"]
    assert named(url, anliegen="arm") == ["Anna", "Carl"]
    assert named(url, anliegen="programm-arm") == ["Bea"]
    assert named(url, anliegen="projekt-arm") == ["Carl", "Anna"]


# --- who counts today ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "counts"),
    [
        ({}, True),
        ({"valid_from": 0}, True),
        ({"valid_to": 0}, True),
        ({"valid_from": 1}, False),
        ({"valid_to": -1}, False),
        ({"valid_from": -3, "valid_to": 3}, True),
    ],
)
def test_only_responsibilities_of_today_count(span, counts, url):
    span = {name: day(offset) for name, offset in span.items()}
    ResponsibilityFactory(person=person("Anna"), topic=TopicPageFactory(title="Familie"), **span)
    assert named(url, anliegen="familie") == (["Anna"] if counts else [])


@pytest.mark.parametrize(
    ("span", "away"),
    [
        ({"absent_from": 0, "absent_to": 0}, True),
        ({"absent_from": -5}, True),
        ({"absent_from": 1, "absent_to": 5}, False),
        ({"absent_from": -5, "absent_to": -1}, False),
        ({}, False),
    ],
)
def test_somebody_absent_is_shown_with_the_deputy(span, away, url):
    bea = person("Bea", phone="0361 30257-602")
    span = {name: day(offset) for name, offset in span.items()}
    anna = person("Anna", deputy=bea, absence_note="Elternzeit", **span)
    ResponsibilityFactory(person=anna, topic=TopicPageFactory(title="Familie"))
    note = main_of(url, anliegen="familie").select_one(".person-card .absence")
    if away:
        assert "Elternzeit" in note.text
        assert {bea.url, "tel:+4936130257602"} <= set(hrefs(note))
    else:
        assert note is None


@pytest.mark.parametrize("state", ["left", "absent", "draft", "none"])
def test_without_a_deputy_who_is_there_the_office_stands_in(state, url, institute):
    changes = {"left": {"left_on": day(-1)}, "absent": {"absent_from": day(-1)}}
    bea = person("Bea", phone="0361 30257-602", **changes.get(state, {}))
    if state == "draft":
        make_draft(bea)
    anna = person("Anna", deputy=None if state == "none" else bea, absent_from=day(-1))
    ResponsibilityFactory(person=anna, topic=TopicPageFactory(title="Familie"))
    note = main_of(url, anliegen="familie").select_one(".person-card .absence")
    assert hrefs(note) == ["tel:+4936130257600"]
    assert "Bea" not in note.text


def test_the_people_of_a_finished_project_are_no_longer_asked(url):
    topic = TopicPageFactory(title="Familie")
    project = ProjectPageFactory(parent=topic, title="Vorbei", ends_on=day(-1))
    ResponsibilityFactory(person=person("Anna"), project=project)
    ResponsibilityFactory(person=person("Bea"), topic=topic)
    assert named(url, anliegen="familie") == ["Bea"]


# --- regions ---------------------------------------------------------------------------------------------------------


def test_a_dissolved_county_is_answered_by_the_one_it_became_part_of(url):
    topic = TopicPageFactory(title="Familie")
    ResponsibilityFactory(person=person("Anna"), topic=topic, regions=[region("Wartburgkreis")])
    ResponsibilityFactory(person=person("Bea"), topic=topic, regions=[region("Eisenach")])
    page = main_of(url, region="16056")
    assert "1. Juli 2021" in words(page.select_one(".notice"))
    assert words(page.select_one("#antwort")) == "Wartburgkreis"
    assert named(url, anliegen="familie", region="16063") == ["Anna", "Bea"]


def test_each_county_is_a_link_on_the_map_and_in_the_list_that_keeps_the_concern(url, cast):
    page = main_of(url, anliegen="familie", region="16076")
    on_map = [link["href"] for link in page.select(".region-map svg a")]
    assert len(on_map) == 22
    assert all(address.startswith("?anliegen=familie&region=16") for address in on_map)
    assert [link["href"] for link in page.select("#kreise a")] == [*on_map, "?anliegen=familie&region=00000"]
    for place in (".region-map svg", "#kreise"):
        chosen = [link["href"] for link in page.select(f"{place} [aria-current=true]")]
        assert chosen == ["?anliegen=familie&region=16076"]


# --- growth ----------------------------------------------------------------------------------------------------------


@pytest.mark.scale
def test_ten_and_a_thousand_responsibilities_cost_the_same_queries(url):
    topic, greiz = TopicPageFactory(title="Familie"), region("Greiz")
    staff = [person(f"P{number}") for number in range(10)]

    def grow(number):
        entries = Responsibility.objects.bulk_create(
            Responsibility(person=staff[n % 10], topic=topic, role=f"Aufgabe {n}") for n in range(number)
        )
        through = Responsibility.regions.through
        through.objects.bulk_create(through(responsibility=entry, region=greiz) for entry in entries[::2])

    addresses = f"{url}?anliegen=familie&region=16076", url
    grow(10)
    few = [len(queries_of(address)) for address in addresses]
    grow(990)
    assert [len(queries_of(address)) for address in addresses] == few


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_answer_comes_before_the_next_question(url, cast):
    page = main_of(url, anliegen="arm")
    parts = [part.get("id") or "form" for part in page.select("#antwort, .finder-form, #karte")]
    assert parts == ["antwort", "form", "karte"]
    assert [part.get("id") or "form" for part in main_of(url).select(".finder-form, #karte")] == ["form", "karte"]


def test_concerns_stand_in_the_list_with_their_whole_name(url):
    name = "Richtlinie zur Förderung der Armutsprävention und der integrierten Planung in den Kommunen"
    ProgrammeFactory(abbreviation="ARM", name=name)
    assert f"ARM: {name}" in titles(main_of(url), "option")
