"""Topics, their projects, and the work areas."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from tests.factories import (
    HIDING,
    ImageFactory,
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    WorkAreaPageFactory,
    make_draft,
)
from tests.helpers import hrefs, main_of, titles, words
from topics.models import ProjectPage, Region

pytestmark = pytest.mark.database

DAY = datetime.timedelta(days=1)
date = datetime.date


def today(days: int = 0) -> date:
    return timezone.localdate() + days * DAY


def sections(*headings):
    return [("section", {"heading": heading, "content": [("text", f"<p>{heading}.</p>")]}) for heading in headings]


# --- lists -----------------------------------------------------------------------------------------------------------


def test_topics_come_in_the_order_of_the_tree(site_tree):
    first, second = TopicPageFactory(title="Zuwanderung"), TopicPageFactory(title="Alter")
    second.move(first, pos="left")
    assert titles(main_of(site_tree.topics.url), ".topic-tile") == ["Alter", "Zuwanderung"]


def test_a_tile_has_the_colour_of_its_topic_and_a_picture_or_cubes(site_tree):
    TopicPageFactory(hue="coral")
    TopicPageFactory(image=ImageFactory())
    plain, pictured = main_of(site_tree.topics.url).select(".topic-tile")
    assert "hue-coral" in plain["class"]
    assert plain.svg
    assert pictured.select_one("picture img")["alt"] == ""


def test_an_empty_list_of_topics_says_so(site_tree):
    assert words(main_of(site_tree.topics.url).select_one(".empty p")) == _("There are no topics yet.")


def test_work_areas_are_numbered_in_the_order_of_the_tree(site_tree):
    pages = [WorkAreaPageFactory(title=title) for title in ("Forschung", "Beratung", "Bildung")]
    main = main_of(site_tree.work_areas.url)
    assert titles(main, ".work-area :is(h2, h3)") == ["Forschung", "Beratung", "Bildung"]
    assert hrefs(main.select_one(".work-areas")) == [page.url for page in pages]


@pytest.mark.parametrize("factory", [TopicPageFactory, WorkAreaPageFactory])
def test_sections_open_one_at_a_time_and_the_first_is_open(factory, site_tree):
    page = factory(accordion=sections("Zum Thema", "Unser Vorgehen", "Ergebnisse"))
    details = main_of(page.url).select(".accordion details")
    assert [words(section.summary) for section in details] == ["Zum Thema", "Unser Vorgehen", "Ergebnisse"]
    assert len({section["name"] for section in details}) == 1
    assert [section.has_attr("open") for section in details] == [True, False, False]


# --- projects --------------------------------------------------------------------------------------------------------


def shown(topic) -> dict:
    page = main_of(topic.url)
    return {
        "running": titles(page, "[aria-labelledby=laufend] h3"),
        "finished": titles(page, "[aria-labelledby=abgeschlossen] h3"),
    }


@pytest.mark.parametrize(
    ("end", "is_finished"), [(None, False), (1, False), (0, False), (-1, True), (-400, True)], ids=str
)
def test_a_project_runs_until_its_last_day_is_over(end, is_finished, site_tree):
    topic = TopicPageFactory()
    ends_on = None if end is None else today(end)
    project = ProjectPageFactory(parent=topic, title="Vorhaben", ends_on=ends_on)
    assert project.is_finished is is_finished
    assert shown(topic) == {
        "running": [] if is_finished else ["Vorhaben"],
        "finished": ["Vorhaben"] if is_finished else [],
    }
    kicker = words(main_of(project.url).select_one(".kicker"))
    assert kicker == (_("Finished project") if is_finished else _("Project"))


def test_the_latest_project_comes_first(site_tree):
    topic = TopicPageFactory()
    for title, start, end in (
        ("Alt", date(2010, 1, 1), date(2012, 12, 31)),
        ("Neuer", date(2015, 1, 1), date(2018, 12, 31)),
        ("Gleich lang, später begonnen", date(2016, 1, 1), date(2018, 12, 31)),
        ("Unbefristet", date(2011, 1, 1), None),
        ("Befristet", date(2011, 1, 1), today(30)),
    ):
        ProjectPageFactory(parent=topic, title=title, starts_on=start, ends_on=end)
    assert shown(topic) == {
        "running": ["Unbefristet", "Befristet"],
        "finished": ["Gleich lang, später begonnen", "Neuer", "Alt"],
    }


def test_a_topic_shows_its_own_projects_only(site_tree):
    topic = TopicPageFactory()
    ProjectPageFactory(parent=TopicPageFactory())
    make_draft(ProjectPageFactory(parent=topic))
    assert shown(topic) == {"running": [], "finished": []}


@pytest.mark.parametrize(
    ("start", "end", "duration"),
    [
        (date(2015, 1, 1), date(2020, 12, 31), "2015–2020"),
        (date(2019, 1, 1), date(2019, 12, 31), "2019"),
        (date(2019, 4, 1), date(2021, 3, 31), "April 2019 bis März 2021"),
        (date(2019, 4, 1), date(2019, 4, 30), "April 2019"),
        (date(2019, 1, 1), date(2019, 6, 30), "Januar–Juni 2019"),
        (date(2021, 1, 1), None, "seit 2021"),
        (date(2021, 5, 1), None, "seit Mai 2021"),
        (None, date(2020, 12, 31), "bis 2020"),
        (None, date(2020, 5, 31), "bis Mai 2020"),
        (None, None, ""),
    ],
)
@pytest.mark.django_db  # a page asks for its type
def test_the_duration_for_people(start, end, duration):
    assert str(ProjectPage(starts_on=start, ends_on=end).duration) == duration


def test_a_project_shows_its_data_with_the_date_of_the_statement(site_tree):
    project = ProjectPageFactory(
        programme=ProgrammeFactory(abbreviation="ThILIK", name="Thüringer Initiative"),
        starts_on=date(2015, 1, 1),
        ends_on=date(2020, 12, 31),
        funder="Freistaat Thüringen",
        partners="Fachhochschule Erfurt",
        regions=list(Region.objects.filter(name__in=["Greiz", "Gera"])),
        regions_as_of=date(2019, 4, 1),
    )
    facts = main_of(project.url).select_one(".facts")
    text = words(facts)
    for part in ("2015–2020", "Thüringer Initiative", "ThILIK", "Freistaat Thüringen", "Fachhochschule Erfurt"):
        assert part in text
    assert _("as of %(date)s") % {"date": "April 2019"} in text
    assert titles(facts, ".chip") == ["Gera", "Greiz"]
    assert hrefs(facts, ".chip") == [f"{site_tree.regions.url}gera/", f"{site_tree.regions.url}greiz/"]


def test_without_a_list_of_regions_counties_are_named_without_links(site_tree):
    project = ProjectPageFactory(regions=[Region.objects.get(name="Greiz")])
    make_draft(site_tree.regions)
    facts = main_of(project.url).select_one(".facts")
    assert "Greiz" in words(facts)
    assert hrefs(facts) == []


# --- people ----------------------------------------------------------------------------------------------------------


def responsible(page) -> list[str]:
    return titles(main_of(page.url), "[aria-labelledby=ansprechpersonen] .person-name")


def test_a_topic_names_those_who_answer_for_it_its_programmes_and_projects(site_tree):
    topic = TopicPageFactory()
    project, programme = ProjectPageFactory(parent=topic), ProgrammeFactory(topic=topic)
    people = [PersonPageFactory() for _ in range(5)]
    ResponsibilityFactory(person=people[0], topic=topic)
    ResponsibilityFactory(person=people[1], programme=programme)
    ResponsibilityFactory(person=people[2], project=project)
    ResponsibilityFactory(person=people[2], topic=topic)
    ResponsibilityFactory(person=people[3], topic=topic, is_lead=True)
    ResponsibilityFactory(person=people[4], topic=TopicPageFactory())
    assert responsible(topic) == [people[n].title for n in (3, 0, 1, 2)]
    assert responsible(project) == [people[2].title]


@pytest.mark.parametrize("state", [state for state in HIDING if state != "below a private page"])
def test_those_who_are_hidden_are_not_named(state, site_tree):
    topic, person = TopicPageFactory(), PersonPageFactory()
    ResponsibilityFactory(person=person, topic=topic)
    HIDING[state](person)
    assert responsible(topic) == []


def test_the_counties_of_a_project_are_drawn_on_the_map_and_named_in_its_label(site_tree):
    regions = list(Region.objects.filter(name__in=["Greiz", "Gera", "Eisenach"]))
    drawing = main_of(ProjectPageFactory(regions=regions).url).select_one(".region-map svg")
    assert drawing["role"] == "img"
    assert all(region.name in drawing["aria-label"] for region in regions)
    assert len(drawing.select(".is-marked")) == 3, "Eisenach stands for the Wartburgkreis"


def test_a_project_without_counties_has_no_map(site_tree):
    assert main_of(ProjectPageFactory().url).select(".region-map") == []
