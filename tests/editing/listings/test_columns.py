"""What the lists tell about a page."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from tests.admin_forms import edit_url
from tests.dashboard.conftest import schedule
from tests.factories import (
    CategoryFactory,
    ContributorFactory,
    EventPageFactory,
    NewsPageFactory,
    PersonGroupFactory,
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    RegistrationFactory,
    TopicPageFactory,
)
from tests.helpers import words

from .conftest import cells, rows

pytestmark = pytest.mark.database


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
