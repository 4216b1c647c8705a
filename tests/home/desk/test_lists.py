"""The lists of all pages of a type in the admin."""

import csv
import datetime
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from wagtail.models import Page

from tests.admin_forms import edit_url
from tests.factories import (
    CategoryFactory,
    ContributorFactory,
    EventPageFactory,
    EventSeriesPageFactory,
    NewsPageFactory,
    PersonGroupFactory,
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    RegistrationFactory,
    TopicPageFactory,
    days_from_now,
)
from tests.helpers import forget_everything, get_soup, soup_of, words
from topics.models import Region

from .conftest import schedule

LISTS = ["news", "people", "topics", "projects", "publications", "events"]  # in the order of the site
CELLS = 'td:not([class~="bulk-action-checkbox-cell"])'


def index(name) -> str:
    return reverse(f"{name}:index")


def rows(client, name, **query):
    return get_soup(index(name), client, **query).select("#listing-results tbody tr")


def shown(client, name, **query) -> list[str]:
    """The titles in a list, in their order."""
    return [words(row.select_one("td.title a")) for row in rows(client, name, **query)]


def cells(row) -> list[str]:
    return [words(cell) for cell in row.select("td")][2:]


# --- who finds and sees them -----------------------------------------------------------------------------------------


def test_the_menu_names_them_in_the_order_of_the_site(site_tree, editor_client):
    page = editor_client.get("/admin/").content.decode()
    places = [page.index(f'"{index(name)}"') for name in LISTS]
    assert places == sorted(places)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_reached_by_editors_and_by_nobody_else(name, site_tree, editor_client, client, client_with):
    assert editor_client.get(index(name)).status_code == 200
    assert "login" in client.get(index(name))["Location"]
    assert client_with().get(index(name)).status_code == 302


def test_the_menu_shows_the_lists_of_ones_own_section_only(site_tree, client_with):
    page = client_with("add", page=site_tree.events).get("/admin/").content.decode()
    assert [name for name in LISTS if f'"{index(name)}"' in page] == ["events"]


def test_one_sees_the_pages_that_one_sees_in_the_tree(site_tree, client_with):
    NewsPageFactory()
    EventPageFactory(title="Fachtag")
    client = client_with("change", page=site_tree.events)
    assert shown(client, "events") == ["Fachtag"]
    assert shown(client, "news") == []


def test_the_button_leads_to_the_form_for_whom_may_add(site_tree, editor_client, client_with):
    form = reverse("wagtailadmin_pages:add", args=["news", "newspage", site_tree.news.pk])
    assert form in editor_client.get(index("news")).content.decode()
    assert form not in client_with("change", page=site_tree.news).get(index("news")).content.decode()


def test_a_new_project_asks_for_its_topic(site_tree, editor_client):
    TopicPageFactory()
    TopicPageFactory()
    choice = reverse("projects:choose_parent")
    assert choice in editor_client.get(index("projects")).content.decode()
    assert editor_client.get(choice).status_code == 200


# --- columns ---------------------------------------------------------------------------------------------------------


def test_a_post_shows_what_editors_look_for(site_tree, editor, editor_client):
    topics = [TopicPageFactory(title=title) for title in ("Armut", "Familie")]
    post = NewsPageFactory(title="Neues", date=datetime.date(2026, 3, 1), kind="rueckblick", topics=topics)
    editor.first_name, editor.last_name = "Petra", "Mustermann"
    editor.save()
    schedule(post, editor)
    [row] = rows(editor_client, "news")
    date, kind, names, status, changed = cells(row)
    assert (date, kind, names) == ("01.03.2026", "Rückblick", "Armut, Familie")
    assert status.endswith("Veröffentlicht")
    assert changed.endswith("Petra Mustermann")
    assert row.select_one("td.title a")["href"] == edit_url(post)


def test_a_person_shows_position_groups_and_leaving(site_tree, editor_client):
    PersonPageFactory(
        last_name="Abt",
        position="Leitung",
        groups=[PersonGroupFactory(name="Vorstand")],
        left_on=datetime.date(2025, 12, 31),
    )
    assert cells(rows(editor_client, "people")[0])[:3] == ["Leitung", "Vorstand", "31.12.2025"]


def test_a_project_shows_topic_programme_and_duration(site_tree, editor_client):
    topic = TopicPageFactory(title="Familie")
    ProjectPageFactory(
        parent=topic,
        programme=ProgrammeFactory(abbreviation="LSZ"),
        starts_on=datetime.date(2019, 1, 1),
        ends_on=datetime.date(2021, 12, 31),
    )
    assert cells(rows(editor_client, "projects")[0])[:4] == ["Familie", "LSZ", "01.01.2019", "31.12.2021"]
    assert cells(rows(editor_client, "topics")[0])[0] == "1"


def test_a_publication_shows_authors_year_and_category(site_tree, editor_client):
    publication = PublicationPageFactory(category=CategoryFactory(name="Berichte"), issued_year=2020)
    ContributorFactory(publication=publication, family="Fischer", given="Jana")
    ContributorFactory(publication=publication, literal="IKPE")
    assert cells(rows(editor_client, "publications")[0])[:3] == ["Fischer, IKPE", "2020", "Berichte"]


def test_an_event_shows_date_place_status_and_registrations(site_tree, editor_client):
    event = EventPageFactory(place="Jena", status="postponed", takes_registrations=True, places=20)
    RegistrationFactory(event=event, status="confirmed")
    RegistrationFactory(event=event)
    date, place, status, places = cells(rows(editor_client, "events")[0])[:4]
    assert date == timezone.localtime(event.start).strftime("%d.%m.%Y %H:%M")
    assert (place, status, places) == ("Jena", "verschoben", "1 / 20")


def test_the_status_says_when_a_page_comes_and_when_it_goes(site_tree, editor, editor_client):
    coming = schedule(NewsPageFactory(title="Kommt", live=False), editor, live_in=2)
    going = schedule(NewsPageFactory(title="Geht"), editor, expires_in=2)

    def moment(time):
        return timezone.localtime(time).strftime("%d.%m.%Y %H:%M")

    status = {words(row.select_one("td.title a")): cells(row)[3] for row in rows(editor_client, "news")}
    assert _("live from %(moment)s") % {"moment": moment(coming.go_live_at)} in status["Kommt"]
    assert _("live until %(moment)s") % {"moment": moment(going.expire_at)} in status["Geht"]


# --- order, search, filters ------------------------------------------------------------------------------------------


def test_posts_stand_newest_first_and_sort_by_every_column(site_tree, editor_client):
    for number, title in enumerate(("B", "C", "A")):
        NewsPageFactory(title=title, date=datetime.date(2026, 1, 1 + number))
    assert shown(editor_client, "news") == ["A", "C", "B"]
    assert shown(editor_client, "news", ordering="title") == ["A", "B", "C"]
    assert shown(editor_client, "news", ordering="-title") == ["C", "B", "A"]
    assert shown(editor_client, "news", ordering="date") == ["B", "C", "A"]


def test_people_stand_by_family_name(site_tree, editor_client):
    PersonPageFactory(first_name="Anna", last_name="Zeh")
    PersonPageFactory(first_name="Zoe", last_name="Abt")
    assert shown(editor_client, "people") == ["Zoe Abt", "Anna Zeh"]


def test_projects_without_a_start_come_last(site_tree, editor_client):
    topic = TopicPageFactory()
    ProjectPageFactory(parent=topic, title="ohne")
    ProjectPageFactory(parent=topic, title="mit", starts_on=datetime.date(2020, 1, 1))
    assert shown(editor_client, "projects") == ["mit", "ohne"]
    assert shown(editor_client, "projects", ordering="starts_on") == ["mit", "ohne"]


def test_the_search_finds_parts_of_words_and_keeps_the_order(site_tree, editor_client):
    NewsPageFactory(title="Sozialplanung heute", date=datetime.date(2026, 1, 1))
    NewsPageFactory(title="Neues", teaser="Planung im Landkreis", date=datetime.date(2026, 1, 2))
    NewsPageFactory(title="Anderes")
    assert shown(editor_client, "news", q="planung") == ["Neues", "Sozialplanung heute"]
    assert shown(editor_client, "news", q="planung sozial") == ["Sozialplanung heute"]
    assert shown(editor_client, "news", q="planung", ordering="date") == ["Sozialplanung heute", "Neues"]


def test_publications_are_found_by_author(site_tree, editor_client):
    publication = PublicationPageFactory(title="Handreichung")
    PublicationPageFactory(title="Anderes")
    ContributorFactory(publication=publication, family="Müller")
    assert shown(editor_client, "publications", q="MÜLLER") == ["Handreichung"]


@pytest.mark.parametrize("query", ['"', "%", "'; --", "_", "(", "*" * 400, "\\"])
def test_any_search_is_answered(query, site_tree, editor_client):
    NewsPageFactory(title="Beitrag")
    assert shown(editor_client, "news", q=query) == []


def test_the_status_filter(site_tree, editor, editor_client):
    NewsPageFactory(title="steht")
    NewsPageFactory(title="Entwurf", live=False)
    schedule(NewsPageFactory(title="kommt", live=False), editor, live_in=2)
    schedule(NewsPageFactory(title="geht"), editor, expires_in=2)
    changed = NewsPageFactory(title="geändert")
    changed.save_revision()
    Page.objects.filter(pk=NewsPageFactory(title="vorbei", live=False).pk).update(expired=True)

    def found(status):
        return set(shown(editor_client, "news", status=status))

    assert found("live") == {"steht", "geht", "geändert"}
    assert found("draft") == {"Entwurf", "kommt"}
    assert found("changed") == {"geändert"}
    assert found("scheduled") == {"kommt"}
    assert found("expiring") == {"geht"}
    assert found("expired") == {"vorbei"}


def test_posts_by_kind_topic_and_date(site_tree, editor_client):
    topics = [TopicPageFactory(), TopicPageFactory()]
    NewsPageFactory(title="A", kind="rueckblick", topics=topics, date=datetime.date(2026, 1, 1))
    NewsPageFactory(title="B", kind="meldung", topics=topics[:1], date=datetime.date(2026, 2, 1))
    NewsPageFactory(title="C", kind="unterwegs", date=datetime.date(2026, 3, 1))
    assert shown(editor_client, "news", kind=["rueckblick", "unterwegs"]) == ["C", "A"]
    assert shown(editor_client, "news", topics=[topic.pk for topic in topics]) == ["B", "A"]
    assert shown(editor_client, "news", topics=topics[1].pk) == ["A"]
    assert shown(editor_client, "news", date_from="2026-01-15", date_to="2026-02-15") == ["B"]


def test_people_by_presence_and_group(site_tree, editor_client):
    today, group = timezone.localdate(), PersonGroupFactory()
    day = datetime.timedelta(days=1)
    PersonPageFactory(last_name="A", groups=[group])
    PersonPageFactory(last_name="B", absent_from=today - day)
    PersonPageFactory(last_name="C", left_on=today - day)
    PersonPageFactory(last_name="D", absent_from=today + day)

    def found(**query):
        return [name.split()[-1] for name in shown(editor_client, "people", **query)]

    assert found(presence="here") == ["A", "B", "D"]
    assert found(presence="absent") == ["B"]
    assert found(presence="left") == ["C"]
    assert found(groups=group.pk) == ["A"]


def test_projects_by_topic_state_programme_and_region(site_tree, editor_client):
    one, two = TopicPageFactory(), TopicPageFactory()
    programme, greiz = ProgrammeFactory(), Region.objects.get(name="Greiz")
    ProjectPageFactory(parent=one, title="A", ends_on=datetime.date(2020, 1, 1), programme=programme)
    ProjectPageFactory(parent=two, title="B", regions=[greiz])
    assert shown(editor_client, "projects", topic=one.pk) == ["A"]
    assert shown(editor_client, "projects", state="running") == ["B"]
    assert shown(editor_client, "projects", state="finished") == ["A"]
    assert shown(editor_client, "projects", programme=programme.pk) == ["A"]
    assert shown(editor_client, "projects", regions=greiz.pk) == ["B"]


def test_events_by_time_status_and_series(site_tree, editor_client):
    series = EventSeriesPageFactory()
    EventPageFactory(title="A", start=days_from_now(9), series=series)
    EventPageFactory(title="B", start=days_from_now(3), status="cancelled")
    EventPageFactory(title="C", start=days_from_now(-3))
    assert shown(editor_client, "events") == ["A", "B", "C"]
    assert shown(editor_client, "events", time="upcoming") == ["A", "B"]
    assert shown(editor_client, "events", time="past") == ["C"]
    assert shown(editor_client, "events", event_status="cancelled") == ["B"]
    assert shown(editor_client, "events", series=series.pk) == ["A"]


def test_publications_by_category_type_and_year(site_tree, editor_client):
    category = CategoryFactory()
    PublicationPageFactory(title="A", category=category, issued_year=2020, csl_type="book")
    PublicationPageFactory(title="B", issued_year=2021)
    assert shown(editor_client, "publications", category=category.pk) == ["A"]
    assert shown(editor_client, "publications", issued_year=2021) == ["B"]
    assert shown(editor_client, "publications", csl_type="book") == ["A"]


def test_who_changed_it_last(site_tree, editor, editor_client):
    schedule(NewsPageFactory(title="A"), editor)
    NewsPageFactory(title="B").save_revision()
    assert shown(editor_client, "news", changed_by=editor.pk) == ["A"]


def test_filters_search_and_order_combine(site_tree, editor_client):
    NewsPageFactory(title="Planung A", kind="meldung", date=datetime.date(2026, 1, 1))
    NewsPageFactory(title="Planung B", kind="meldung", date=datetime.date(2026, 1, 2))
    NewsPageFactory(title="Planung C", kind="rueckblick")
    query = {"q": "planung", "kind": "meldung", "ordering": "title", "todo": "picture"}
    assert shown(editor_client, "news", **query) == ["Planung A", "Planung B"]
    results = soup_of(editor_client.get(reverse("news:index_results"), query))
    assert len(results.select("tbody tr")) == 2


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        {"status": "weltfrieden"},
        {"todo": "weltfrieden"},
        {"ordering": "passwort"},
        {"ordering": "-"},
        {"topics": "abc", "series": "0", "groups": "-1", "issued_year": "zwanzig"},
        {"date_from": "gestern", "start_to": "2026-99-99", "changed_from": "x"},
        {"p": "9999"},
        {"export": "pdf"},
    ],
)
def test_nonsense_in_the_address_is_answered(name, query, site_tree, editor_client):
    assert editor_client.get(index(name), query).status_code == 200


# --- exports ---------------------------------------------------------------------------------------------------------


def exported(client, name, form, **query):
    response = client.get(index(name), {"export": form, **query})
    assert response.status_code == 200
    assert f"-{timezone.localdate().isoformat()}.{form}" in response["Content-Disposition"]
    content = b"".join(response.streaming_content)
    if form == "csv":
        return list(csv.reader(StringIO(content.decode())))
    return [list(row) for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_holds_what_the_list_shows_on_all_its_pages(form, site_tree, editor, editor_client):
    topic = TopicPageFactory(title="Familie")
    post = schedule(NewsPageFactory(title="Zuletzt", date=datetime.date(2030, 1, 1), topics=[topic]), editor)
    for _number in range(51):
        NewsPageFactory()
    NewsPageFactory(kind="rueckblick")
    header, first, *others = exported(editor_client, "news", form, kind="meldung")
    assert header[:5] == [_("Title"), _("Date"), _("Kind"), _("Topics"), _("Status")]
    assert first[0] == "Zuletzt"
    assert first[1] == ("2030-01-01" if form == "csv" else datetime.date(2030, 1, 1))
    assert first[2:4] == ["Meldung", "Familie"]
    assert first[-2:] == [editor.get_username(), post.full_url]
    assert len(others) == 51


@pytest.mark.parametrize("name", LISTS)
def test_every_list_can_be_exported(name, site_tree, editor_client):
    factories = {
        "news": NewsPageFactory,
        "people": PersonPageFactory,
        "topics": TopicPageFactory,
        "projects": ProjectPageFactory,
        "publications": PublicationPageFactory,
        "events": EventPageFactory,
    }
    page = factories[name]()
    for form in ("csv", "xlsx"):
        header, row = exported(editor_client, name, form)
        assert len(header) == len(row)
        assert row[0] == page.title


def test_no_cell_is_a_formula(site_tree, editor_client):
    NewsPageFactory(title="=1+1")
    assert exported(editor_client, "news", "csv")[1][0] == "'=1+1"
    response = editor_client.get(index("news"), {"export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert sheet["A2"].data_type == "s"


def test_one_exports_only_what_one_sees(site_tree, client_with):
    NewsPageFactory()
    EventPageFactory(title="Fachtag")
    client = client_with("change", page=site_tree.events)
    assert len(exported(client, "news", "csv")) == 1
    assert len(exported(client, "events", "csv")) == 2


# --- several at once -------------------------------------------------------------------------------------------------


def test_several_pages_are_published_at_once(site_tree, editor_client):
    posts = [NewsPageFactory(live=False) for _number in range(3)]
    for post in posts:
        post.save_revision()
    assert rows(editor_client, "news")[0].select_one("input[type=checkbox]")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={post.pk}" for post in posts[:2])
    response = editor_client.post(f"{url}?{query}&next={index('news')}", {"include_descendants": ""})
    assert response["Location"] == index("news")
    assert [Page.objects.get(pk=post.pk).live for post in posts] == [True, True, False]


# --- queries ---------------------------------------------------------------------------------------------------------


def grow(number, editor):
    series = EventSeriesPageFactory()
    for _number in range(number):
        topics = [TopicPageFactory(), TopicPageFactory()]
        project = ProjectPageFactory(parent=topics[0], programme=ProgrammeFactory())
        person = PersonPageFactory(groups=[PersonGroupFactory()])
        post = NewsPageFactory(topics=topics)
        publication = PublicationPageFactory(topics=topics)
        ContributorFactory(publication=publication, person=person)
        event = EventPageFactory(topics=topics, series=series, contact_person=person, takes_registrations=True)
        for page in (*topics, project, person, post, publication, event):
            schedule(page.specific, editor)


def queries(client, name, **query) -> int:
    client.get(index(name), query)
    forget_everything()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(index(name), query)
        if "export" in query:
            b"".join(response.streaming_content)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.scale
def test_the_number_of_queries_does_not_grow_with_the_rows(site_tree, editor, editor_client):
    questions = [(name, query) for name in LISTS for query in ({}, {"q": "e"}, {"export": "csv"})]
    grow(2, editor)
    few = {f"{name} {query}": queries(editor_client, name, **query) for name, query in questions}
    grow(18, editor)
    many = {f"{name} {query}": queries(editor_client, name, **query) for name, query in questions}
    print("\n".join(f"{name}: {few[name]} -> {many[name]}" for name in few))  # noqa: T201
    assert many == few
    assert max(many.values()) <= 40
