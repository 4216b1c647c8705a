"""Order, search and filters of the lists."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tests.dashboard.conftest import schedule
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
    TopicPageFactory,
    days_from_now,
)
from tests.helpers import soup_of
from topics.models import Region

from .conftest import LISTS, index, shown

pytestmark = pytest.mark.database


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

    def listed(status):
        return set(shown(editor_client, "news", status=status))

    assert listed("live") == {"steht", "geht", "geändert"}
    assert listed("draft") == {"Entwurf", "kommt"}
    assert listed("changed") == {"geändert"}
    assert listed("scheduled") == {"kommt"}
    assert listed("expiring") == {"geht"}
    assert listed("expired") == {"vorbei"}


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

    def listed(**query):
        return [name.split()[-1] for name in shown(editor_client, "people", **query)]

    assert listed(presence="here") == ["A", "B", "D"]
    assert listed(presence="absent") == ["B"]
    assert listed(presence="left") == ["C"]
    assert listed(groups=group.pk) == ["A"]


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
