"""The report on what nobody answers for."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.gaps import GapKind, find_gaps
from tests.admin_forms import edit_url
from tests.factories import (
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    make_draft,
)
from tests.helpers import exported_rows, forget_everything, hrefs, soup_of, words
from topics.models import Region

pytestmark = pytest.mark.database

TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)
COUNTIES = 22


@pytest.fixture
def anna(site_tree):
    return PersonPageFactory(first_name="Anna", last_name="Abt")


@pytest.fixture
def everywhere(anna):
    """Somebody for every county of today, so that none of them is a gap."""
    return ResponsibilityFactory(person=anna, label="Beratung", regions=Region.objects.current())


def gaps(*kinds) -> list[str]:
    return [gap.title for gap in find_gaps() if gap.kind in kinds]


def on(days):
    return None if days is None else TODAY() + days * DAY


# --- projects, topics and counties -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "covered"),
    [(None, None, True), (0, 0, True), (-9, 9, True), (1, None, False), (None, -1, False)],
)
@pytest.mark.parametrize("kind", [GapKind.PROJECT, GapKind.TOPIC, GapKind.REGION])
def test_only_who_is_responsible_today_fills_a_gap(kind, first, last, covered, anna):
    topic = TopicPageFactory(title="Familie")
    project = ProjectPageFactory(parent=topic, title="Werkstatt")
    greiz = Region.objects.get(name="Greiz")
    name, concern = {
        GapKind.PROJECT: ("Werkstatt", {"project": project}),
        GapKind.TOPIC: ("Familie", {"topic": topic}),
        GapKind.REGION: ("Greiz", {"label": "Beratung", "regions": [greiz]}),
    }[kind]
    ResponsibilityFactory(person=anna, valid_from=on(first), valid_to=on(last), **concern)
    assert (name not in gaps(kind)) is covered


@pytest.mark.parametrize("state", ["left", "draft"])
def test_who_is_not_here_fills_no_gap(state, anna):
    topic = TopicPageFactory(title="Familie")
    ResponsibilityFactory(person=anna, topic=topic)
    assert gaps(GapKind.TOPIC) == []
    if state == "left":
        anna.left_on = TODAY() - DAY
        anna.save()
    else:
        make_draft(anna)
    assert gaps(GapKind.TOPIC) == ["Familie"]


@pytest.mark.parametrize(
    ("starts", "ends", "runs"),
    [(None, None, True), (None, 0, True), (None, -1, False), (0, None, True), (1, None, False)],
)
def test_only_running_projects_need_a_contact(starts, ends, runs, site_tree):
    ProjectPageFactory(title="Werkstatt", starts_on=on(starts), ends_on=on(ends))
    assert gaps(GapKind.PROJECT) == (["Werkstatt"] if runs else [])


def test_drafts_need_no_contact(site_tree):
    topic = TopicPageFactory()
    for page in (ProjectPageFactory(parent=topic), topic):
        make_draft(page)
    assert gaps(GapKind.PROJECT, GapKind.TOPIC) == []


def test_a_topic_is_covered_by_its_programmes_and_projects_but_not_the_other_way(anna):
    by_programme, by_project, alone = (TopicPageFactory(title=title) for title in "ABC")
    ResponsibilityFactory(person=anna, programme=ProgrammeFactory(topic=by_programme))
    project = ProjectPageFactory(parent=by_project, title="P")
    ProjectPageFactory(parent=by_programme, title="Q")
    ResponsibilityFactory(person=anna, project=project)
    assert gaps(GapKind.TOPIC) == [alone.title]
    assert gaps(GapKind.PROJECT) == ["Q"]


def test_every_county_of_today_needs_a_contact(site_tree):
    names = gaps(GapKind.REGION)
    assert len(names) == COUNTIES
    assert "Eisenach" not in names
    assert Region.objects.get(key=Region.OUTSIDE_KEY).name not in names


def test_a_responsibility_for_everywhere_does_not_hide_the_counties(anna):
    ResponsibilityFactory(person=anna, label="Beratung")
    assert len(gaps(GapKind.REGION)) == COUNTIES


@pytest.mark.parametrize("named", ["Eisenach", "Wartburgkreis"])
def test_a_dissolved_county_counts_as_part_of_the_one_it_was_merged_into(named, anna):
    ResponsibilityFactory(person=anna, label="Beratung", regions=[Region.objects.get(name=named)])
    names = gaps(GapKind.REGION)
    assert len(names) == COUNTIES - 1
    assert not {"Eisenach", "Wartburgkreis"} & set(names)


# --- responsibilities that end ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "is_gap"),
    [
        (None, None, False),
        (None, -1, False),
        (None, 0, True),
        (None, 60, True),
        (None, 61, False),
        (1, 30, False),
    ],
)
def test_a_responsibility_that_ends_within_60_days_is_a_gap(first, last, is_gap, anna):
    ResponsibilityFactory(person=anna, label="Beratung", valid_from=on(first), valid_to=on(last))
    relevant = [gap for gap in find_gaps() if gap.kind == GapKind.ENDING]
    assert [(gap.title, gap.person, gap.date) for gap in relevant] == (
        [("Beratung", anna, on(last))] if is_gap else []
    )


@pytest.mark.parametrize(("valid_to", "end"), [(None, 20), (40, 20), (10, 10)])
def test_it_also_ends_when_the_person_leaves(valid_to, end, anna):
    anna.left_on = on(20)
    anna.save()
    ResponsibilityFactory(person=anna, label="Beratung", valid_to=on(valid_to))
    [gap] = [gap for gap in find_gaps() if gap.kind == GapKind.ENDING]
    assert gap.date == on(end)


@pytest.mark.parametrize(
    ("first", "last", "left_on", "regions", "is_gap"),
    [
        (31, None, None, ["Gera"], False),
        (None, None, None, ["Gera"], False),
        (31, None, None, ["Gera", "Jena"], False),
        (31, None, None, [], False),
        (32, None, None, ["Gera"], True),
        (None, 30, None, ["Gera"], True),
        (31, None, None, ["Jena"], True),
        (None, None, 30, ["Gera"], True),
    ],
    ids=["follows", "is there anyway", "more counties", "everywhere", "later", "ends too", "other county", "leaves"],
)
def test_a_responsibility_that_somebody_continues_is_no_gap(first, last, left_on, regions, is_gap, anna):
    gera = Region.objects.get(name="Gera")
    ResponsibilityFactory(person=anna, label="Beratung", regions=[gera], valid_to=on(30))
    bea = PersonPageFactory(left_on=on(left_on))
    ResponsibilityFactory(
        person=bea,
        label="Beratung",
        regions=list(Region.objects.filter(name__in=regions)),
        valid_from=on(first),
        valid_to=on(last),
    )
    assert ("Beratung (Gera)" in [gap.title for gap in find_gaps() if gap.person == anna]) is is_gap


def test_one_for_everywhere_is_not_continued_by_one_for_a_county(anna):
    ResponsibilityFactory(person=anna, label="Beratung", valid_to=on(30))
    ResponsibilityFactory(
        person=PersonPageFactory(), label="Beratung", regions=[Region.objects.get(name="Gera")], valid_from=on(31)
    )
    assert gaps(GapKind.ENDING) == ["Beratung"]


@pytest.mark.parametrize(("ends", "is_gap"), [(None, True), (31, True), (30, False), (-1, False)])
def test_a_responsibility_that_ends_with_its_project_is_no_gap(ends, is_gap, anna):
    project = ProjectPageFactory(title="Werkstatt", ends_on=on(ends))
    ResponsibilityFactory(person=anna, project=project, valid_to=on(30))
    assert gaps(GapKind.ENDING) == (["Werkstatt"] if is_gap else [])


# --- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "last", "is_gap"), [(None, None, False), (1, None, True), (None, -1, True)])
def test_people_who_answer_for_nothing_are_listed(first, last, is_gap, anna):
    PersonPageFactory(left_on=TODAY() - DAY)
    make_draft(PersonPageFactory())
    ResponsibilityFactory(person=anna, label="Beratung", valid_from=on(first), valid_to=on(last))
    assert gaps(GapKind.PERSON) == ([anna.title] if is_gap else [])


@pytest.mark.parametrize(
    ("first", "last", "is_gap"),
    [(None, None, False), (0, None, True), (0, 0, True), (-9, -1, False), (1, 9, False)],
)
def test_who_is_absent_today_needs_a_deputy(first, last, is_gap, site_tree):
    person = PersonPageFactory(absent_from=on(first), absent_to=on(last))
    relevant = [gap for gap in find_gaps() if gap.kind == GapKind.ABSENT]
    assert [(gap.person, gap.date) for gap in relevant] == ([(person, on(last))] if is_gap else [])


@pytest.mark.parametrize("state", ["here", "left", "draft", "absent"])
def test_a_deputy_is_somebody_who_is_here(state, site_tree):
    deputy = PersonPageFactory(
        left_on=TODAY() - DAY if state == "left" else None, absent_from=TODAY() if state == "absent" else None
    )
    if state == "draft":
        make_draft(deputy)
    person = PersonPageFactory(absent_from=TODAY(), deputy=deputy)
    assert (person.title in gaps(GapKind.ABSENT)) is (state != "here")


# --- the report ------------------------------------------------------------------------------------------------------


def report(client, **query):
    return soup_of(client.get(reverse("people_gaps"), query))


def rows(page) -> list[list[str]]:
    return [[words(cell) for cell in row.select("td")] for row in page.select("#listing-results tbody tr")]


def test_a_row_names_the_gap_and_leads_to_where_it_can_be_filled(everywhere, anna, editor_client):
    topic = TopicPageFactory(title="Familie")
    end = on(20)
    ResponsibilityFactory(person=anna, label="Tagung", valid_to=end)
    page = report(editor_client)
    assert rows(page) == [
        [GapKind.TOPIC.label, "Familie", "", ""],
        [GapKind.ENDING.label, "Tagung", anna.title, f"{end:%d.%m.%Y}"],
    ]
    assert hrefs(page, "#listing-results tbody a") == [edit_url(topic), edit_url(anna)]


def test_a_county_leads_to_its_form(site_tree, editor_client):
    page = report(editor_client, kind="region")
    greiz = Region.objects.get(name="Greiz")
    assert reverse("wagtailsnippets_topics_region:edit", args=[greiz.pk]) in hrefs(page, "tbody a")


def test_it_can_be_filtered_by_kind(anna, editor_client):
    TopicPageFactory(title="Familie")
    assert rows(report(editor_client, kind="topic")) == [[GapKind.TOPIC.label, "Familie", "", ""]]
    assert len(rows(report(editor_client, kind="region"))) == COUNTIES
    results = soup_of(editor_client.get(reverse("people_gaps_results"), {"kind": "person"}))
    assert anna.title in words(results)
    assert results.select("html") == []


def test_an_unknown_kind_shows_all(anna, editor_client):
    assert len(rows(report(editor_client, kind="weltfrieden"))) == COUNTIES + 1


def test_it_says_when_all_is_well(everywhere, editor_client):
    page = report(editor_client)
    assert rows(page) == []
    well = _(
        "All is well: every running project, topic and county has a contact, everybody has a responsibility, and "
        "everybody absent has a deputy."
    )
    assert well in words(page)
    assert _("There is no gap of this kind.") in words(report(editor_client, kind="topic"))


def test_many_gaps_come_on_pages(everywhere, editor_client):
    for _number in range(51):
        TopicPageFactory()
    assert len(rows(report(editor_client))) == 50
    assert len(rows(report(editor_client, p=2))) == 1


def test_the_menu_of_reports_leads_to_it(editor_client):
    page = editor_client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("people_gaps") in page


# --- exports ---------------------------------------------------------------------------------------------------------


def exported(client, form, **query):
    return exported_rows(client.get(reverse("people_gaps"), {"export": form, **query}), form)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_holds_what_the_report_shows(form, everywhere, anna, editor_client):
    TopicPageFactory(title="Fürsorge; „Teilhabe“")
    end = on(20)
    ResponsibilityFactory(person=anna, label="Tagung", valid_to=end)
    header, *lines = exported(editor_client, form)
    assert header == [_("Gap"), _("About"), _("Person"), _("Date")]
    nothing, date = ("", end.isoformat()) if form == "csv" else (None, end)
    assert [[value or nothing for value in line] for line in lines] == [
        [GapKind.TOPIC.label, "Fürsorge; „Teilhabe“", nothing, nothing],
        [GapKind.ENDING.label, "Tagung", anna.title, date],
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_keeps_the_filter_and_has_no_pages(form, everywhere, anna, editor_client):
    for _number in range(51):
        TopicPageFactory()
    ResponsibilityFactory(person=anna, label="Tagung", valid_to=TODAY())
    _header, *lines = exported(editor_client, form, kind="topic")
    assert len(lines) == 51
    assert {line[0] for line in lines} == {GapKind.TOPIC.label}


# --- who sees what ---------------------------------------------------------------------------------------------------


def test_one_sees_the_gaps_of_what_one_sees_in_the_admin(anna, site_tree, client_with):
    TopicPageFactory(title="Familie")
    client = client_with("change", page=site_tree.people)
    assert rows(report(client)) == [[GapKind.PERSON.label, anna.title, anna.title, ""]]
    _header, *lines = exported(client, "csv")
    assert len(lines) == 1


def test_what_one_may_not_edit_is_no_link(anna, site_tree, client_with):
    page = report(client_with("publish", page=site_tree.people))
    assert rows(page) == [[GapKind.PERSON.label, anna.title, anna.title, ""]]
    assert hrefs(page, "#listing-results tbody a") == []


def test_without_any_right_to_pages_there_is_no_report(anna, site_tree, client_with):
    client = client_with()
    assert client.get(reverse("people_gaps")).status_code == 302
    assert reverse("people_gaps") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_visitors_are_asked_to_log_in(site_tree, client):
    response = client.get(reverse("people_gaps"))
    assert response.status_code == 302
    assert "login" in response["Location"]


# --- queries ---------------------------------------------------------------------------------------------------------


@pytest.mark.scale
def test_the_number_of_queries_does_not_grow_with_the_gaps(site_tree, editor_client):
    def grow(number):
        for _number in range(number):
            project = ProjectPageFactory(parent=TopicPageFactory())
            ProjectPageFactory(parent=project.get_parent())
            person = PersonPageFactory(absent_from=TODAY(), deputy=PersonPageFactory())
            PersonPageFactory(absent_from=TODAY())
            concern = {"project": project, "regions": Region.objects.filter(name__in=["Gera", "Jena"])}
            ResponsibilityFactory(person=person, valid_to=on(30), **concern)
            ResponsibilityFactory(person=person, programme=ProgrammeFactory())

    def queries(**query):
        forget_everything()
        with CaptureQueriesContext(connection) as captured:
            response = editor_client.get(reverse("people_gaps"), query)
            b"".join(response)
        return len(captured)

    grow(2)
    assert 8 <= len([gap for gap in find_gaps() if gap.kind != GapKind.REGION]) <= 12
    queries()  # whatever is kept for good
    few = queries(), queries(export="csv"), queries(export="xlsx")
    grow(18)
    assert len(find_gaps()) >= 100
    assert (queries(), queries(export="csv"), queries(export="xlsx")) == few
    assert few[0] <= 25
