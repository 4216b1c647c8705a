"""The first page of the admin."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ikpe_site.editing.admin_urls import edit_url
from ikpe_site.media.models import DocumentInspection
from ikpe_site.roles.groups import AUTHORS
from news.models import NewsPage
from people.models import PersonPage
from tests.factories import (
    ContentPageFactory,
    DocumentFactory,
    EventPageFactory,
    ImageFactory,
    NewsPageFactory,
    PersonPageFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    days_from_now,
    make_draft,
    mark_published,
)
from tests.helpers import forget_everything, get_soup, hrefs, words
from topics.models import Region

from .conftest import published, schedule

pytestmark = pytest.mark.database

HOME = "/admin/"


@pytest.fixture
def covered(site_tree):
    """Somebody for all counties, so that responsibilities have no gap."""
    person = PersonPageFactory(first_name="Anna", last_name="Abt")
    ResponsibilityFactory(person=person, label="Beratung", regions=Region.objects.current())
    return person


def dashboard(client):
    return get_soup(HOME, client)


def card(page, heading):
    """The links of the card with that heading and the number beside it; None if there is no such card."""
    for section in page.select(".dashboard-card"):
        if words(section.h3).startswith(heading):
            return hrefs(section.select_one(".dashboard-rows")), int(words(section.select_one(".dashboard-count")))
    return None


def picture():
    return ImageFactory(credit="Archiv")


# --- beginning -------------------------------------------------------------------------------------------------------


def test_quick_actions_lead_to_the_right_form_below_the_right_page(site_tree, editor_client):
    links = hrefs(dashboard(editor_client), ".dashboard-actions a")
    assert links == [
        reverse("wagtailadmin_pages:add", args=["news", "newspage", site_tree.news.pk]),
        reverse("wagtailadmin_pages:add", args=["publications", "publicationpage", site_tree.publications.pk]),
        reverse("wagtailadmin_pages:add", args=["events", "eventpage", site_tree.events.pk]),
    ]
    for link in links:
        assert editor_client.get(link).status_code == 200


def test_the_menu_offers_the_same_and_ends_in_the_form(site_tree, editor_client):
    for name, target in (
        ("news", site_tree.news),
        ("publications", site_tree.publications),
        ("events", site_tree.events),
    ):
        url = reverse(f"{name}:choose_parent")
        assert url in editor_client.get(HOME).content.decode()
        assert editor_client.get(url)["Location"].endswith(f"/{target.pk}/")


@pytest.mark.parametrize("right", ["change", "publish"])
def test_who_may_not_add_pages_is_offered_none(right, site_tree, client_with):
    client = client_with(right, page=site_tree.home)
    assert dashboard(client).select(".dashboard-actions a") == []
    assert reverse("news:choose_parent") not in client.get(HOME).content.decode()


def test_who_looks_after_events_is_offered_events_only(site_tree, client_with):
    client = client_with("add", "change", page=site_tree.events)
    assert titles_of_actions(client) == [_("New event")]


def titles_of_actions(client):
    return [words(link) for link in dashboard(client).select(".dashboard-actions a")]


def test_numbers_of_pages_and_pictures_are_left_out(site_tree, editor_client):
    assert dashboard(editor_client).select(".w-summary__list li") == []


def test_someone_without_rights_to_pages_sees_nothing_of_it(site_tree, client_with):
    page = dashboard(client_with())
    assert page.select(".dashboard-actions, .dashboard-card, .dashboard-panel") == []


# --- what is still to be done ----------------------------------------------------------------------------------------


def test_it_says_when_all_is_done(covered, editor, editor_client):
    mark_published()
    log(covered, "wagtail.edit", user=editor)
    page = dashboard(editor_client)
    assert page.select(".dashboard-card") == []
    assert _("All is done: nothing is missing and everything was reviewed within a year.") in words(page)


def test_posts_without_a_picture(covered, editor_client):
    without = NewsPageFactory(date=timezone.localdate())
    NewsPageFactory(image=picture())
    make_draft(NewsPageFactory())
    assert card(dashboard(editor_client), _("Posts without a picture")) == ([edit_url(without.pk, "image")], 1)


def test_publications_that_readers_cannot_open(covered, editor_client):
    without = published(PublicationPageFactory(doi="", web_address=""), 0)
    published(PublicationPageFactory(doi="10.1000/182"), 0)
    published(PublicationPageFactory(web_address="https://example.org/studie"), 0)
    published(PublicationPageFactory(document=DocumentFactory()), 0)
    published(PublicationPageFactory(is_forthcoming=True, issued_year=None), 0)
    make_draft(PublicationPageFactory())
    heading = _("Publications without document, DOI or address on the web")
    assert card(dashboard(editor_client), heading) == ([edit_url(without.pk, "web_address")], 1)


@pytest.mark.parametrize(
    ("field", "heading"),
    [
        ("description", _("Pictures without an alternative text")),
        ("credit", _("Pictures without information on rights")),
    ],
)
def test_pictures_lead_to_what_they_lack(covered, editor_client, field, heading):
    image = ImageFactory(**({"credit": "Archiv"} | {field: ""}))
    picture()
    link = reverse("wagtailimages:edit", args=[image.pk]) + f"#id_{field}"
    assert card(dashboard(editor_client), heading) == ([link], 1)


def test_who_may_not_change_pictures_need_not_mend_them(covered, client_with, site_tree):
    NewsPageFactory(image=ImageFactory(description=""))
    page = dashboard(client_with("change", page=site_tree.news))
    assert card(page, _("Pictures without an alternative text")) is None


@pytest.mark.parametrize(
    ("fields", "is_listed"),
    [
        ({}, True),
        ({"registration": "<p>Bitte per Mail.</p>"}, False),
        ({"takes_registrations": True}, False),
        ({"participation": "guest"}, False),
        ({"status": "cancelled"}, False),
        ({"start": days_from_now(-1)}, False),
    ],
)
def test_upcoming_events_of_our_own_say_how_to_register(fields, is_listed, covered, editor_client):
    event = EventPageFactory(**fields)
    shown = card(dashboard(editor_client), _("Upcoming events that do not say how to register"))
    assert shown == (([edit_url(event.pk, "registration")], 1) if is_listed else None)


@pytest.mark.parametrize(
    ("fields", "is_listed"),
    [
        ({"start": days_from_now(-3)}, True),
        ({"start": days_from_now(0, hour=0)}, False),
        ({"start": days_from_now(-500)}, False),
        ({"start": days_from_now(-3), "participation": "guest"}, False),
        ({"start": days_from_now(-3), "status": "cancelled"}, False),
    ],
)
def test_past_events_of_our_own_get_a_review_within_a_year(fields, is_listed, covered, editor_client):
    event = EventPageFactory(**fields)
    shown = card(dashboard(editor_client), _("Past events without a review"))
    assert shown == (([edit_url(event.pk)], 1) if is_listed else None)


def test_an_event_with_its_review_is_done(covered, editor_client):
    event = EventPageFactory(start=days_from_now(-3))
    NewsPageFactory(image=picture(), event=event, live=False)
    assert card(dashboard(editor_client), _("Past events without a review"))
    NewsPageFactory(image=picture(), event=event)
    assert card(dashboard(editor_client), _("Past events without a review")) is None


def test_finished_projects_have_results(covered, editor_client):
    day = timezone.localdate().replace(year=timezone.localdate().year - 1)
    topic = TopicPageFactory()
    without, reported = (ProjectPageFactory(parent=topic, ends_on=day) for _number in range(2))
    ProjectPageFactory(parent=topic)
    PublicationPageFactory(projects=[reported])
    make_draft(PublicationPageFactory(projects=[without]))
    shown = card(dashboard(editor_client), _("Finished projects without results"))
    assert shown == ([edit_url(without.pk, "ends_on")], 1)


def test_people_without_mail_address(covered, editor_client):
    person = PersonPageFactory(email="")
    PersonPageFactory(email="", left_on=timezone.localdate().replace(year=2020))
    ResponsibilityFactory(person=person, label="Archiv")
    shown = card(dashboard(editor_client), _("People without an email address"))
    assert shown == ([edit_url(person.pk, "email")], 1)


def test_gaps_lead_to_the_person_or_to_the_team(covered, editor_client):
    idle = PersonPageFactory()
    ResponsibilityFactory(person=covered, topic=TopicPageFactory())
    alone = TopicPageFactory()
    links, count = card(dashboard(editor_client), _("Gaps in responsibilities"))
    assert (links, count) == ([reverse("people:index"), edit_url(idle.pk, "responsibilities")], 2)
    assert alone.title in words(dashboard(editor_client))


def test_documents_with_accessibility_issues_say_which(covered, editor_client):
    good, bad = DocumentFactory(), DocumentFactory(title="Poster")
    DocumentInspection.objects.update_or_create(document=good, defaults={"accessibility_issues": []})
    DocumentInspection.objects.update_or_create(document=bad, defaults={"accessibility_issues": ["tags", "title"]})
    page = dashboard(editor_client)
    assert card(page, _("Documents with accessibility issues")) == ([reverse("wagtaildocs:edit", args=[bad.pk])], 1)
    assert _("no tags: screen readers find neither headings nor an order") in words(page)


def test_pages_of_all_kinds_that_nobody_reviewed_stand_on_one_card(covered, editor_client):
    mark_published()
    text = published(ContentPageFactory(), 800)
    topic = published(TopicPageFactory(), 500)
    ResponsibilityFactory(person=covered, topic=topic)
    links, count = card(dashboard(editor_client), _("Not reviewed for a year"))
    assert (sorted(links), count) == (sorted([edit_url(text.pk), edit_url(topic.pk)]), 2)


def test_a_card_shows_the_first_and_leads_to_the_list_of_all(covered, editor_client):
    for _number in range(7):
        NewsPageFactory()
    page = dashboard(editor_client)
    links, count = card(page, _("Posts without a picture"))
    assert (len(links), count) == (5, 7)
    more = reverse("news:index") + "?todo=picture"
    assert more in hrefs(page, ".dashboard-more a")
    assert len(get_soup(more, editor_client).select("#listing-results tbody tr")) == 7


def test_one_sees_only_what_one_may_edit(covered, site_tree, client_with):
    NewsPageFactory()
    event = EventPageFactory()
    PersonPageFactory(email="")
    page = dashboard(client_with("change", page=site_tree.events))
    assert [words(heading) for heading in page.select(".dashboard-card h3")] == [
        f"{_('Upcoming events that do not say how to register')} 1"
    ]
    assert hrefs(page, ".dashboard-rows a") == [edit_url(event.pk, "registration")]


# --- scheduled -------------------------------------------------------------------------------------------------------


def test_it_names_what_goes_live_and_what_expires_next(covered, editor, editor_client):
    coming = schedule(NewsPageFactory(title="Kommt", live=False), editor, live_in=2)
    going = schedule(NewsPageFactory(title="Geht"), editor, expires_in=1)
    schedule(NewsPageFactory(title="Später"), editor, expires_in=90)
    rows = dashboard(editor_client).select("#scheduled-section .dashboard-rows li")
    assert [row.a["href"] for row in rows] == [edit_url(going.pk), edit_url(coming.pk)]


def test_without_anything_scheduled_there_is_no_panel(covered, editor_client):
    assert dashboard(editor_client).select("#scheduled-section") == []


# --- queries ---------------------------------------------------------------------------------------------------------


def grow(number, editor):
    for _number in range(number):
        topic = TopicPageFactory()
        ProjectPageFactory(parent=topic, ends_on=timezone.localdate().replace(year=2020))
        NewsPageFactory()
        NewsPageFactory(image=ImageFactory(description=""))
        EventPageFactory()
        EventPageFactory(start=days_from_now(-3))
        PersonPageFactory(email="")
        ContentPageFactory()
        schedule(NewsPageFactory(live=False), editor, live_in=2)
        document = DocumentFactory(file=ContentFile(b"%PDF-1.4", name="heft.pdf"))
        DocumentInspection.objects.update_or_create(document=document, defaults={"accessibility_issues": ["tags"]})


def queries(client) -> int:
    client.get(HOME)
    forget_everything()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(HOME).status_code == 200
    return len(captured)


@pytest.mark.scale
def test_the_number_of_queries_does_not_grow(site_tree, editor, editor_client):
    grow(2, editor)
    few = queries(editor_client)
    grow(18, editor)
    many = queries(editor_client)
    print(f"dashboard: {few} -> {many} queries")  # noqa: T201
    assert many == few
    assert few <= 60
    assert NewsPage.objects.count() == 60
    assert PersonPage.objects.count() == 20


# --- drafts of live pages --------------------------------------------------------------------------------------------


def test_drafts_of_live_pages_are_listed_with_who_saved_them(covered, editor, editor_client):
    posts = [NewsPageFactory(title=f"Beitrag {number}", image=picture()) for number in range(6)]
    for post in posts:
        post.save_revision(user=editor)
    NewsPageFactory(title="Ohne Entwurf", image=picture())
    links, total = card(page := dashboard(editor_client), "Veröffentlicht, mit Änderungen im Entwurf")
    assert (links, total) == ([edit_url(post.pk) for post in reversed(posts[1:])], 6)
    assert editor.username in words(page.select_one(".dashboard-card .dashboard-rows li"))
    [more] = [link for link in hrefs(page, ".dashboard-more a") if "status=changed" in link]
    listed = get_soup(more, editor_client)
    assert len(listed.select("tbody tr")) == 6


def test_what_is_scheduled_is_no_forgotten_draft(covered, editor, editor_client):
    schedule(NewsPageFactory(image=picture()), editor, live_in=2)
    assert card(dashboard(editor_client), "Veröffentlicht, mit Änderungen im Entwurf") is None


def test_a_newcomer_reads_how_to_begin(site_tree, member_of, client):
    client.force_login(member_of(AUTHORS))
    page = dashboard(client)
    assert reverse("guide", args=["redaktion"]) in hrefs(page, ".dashboard-done a")
    assert "Alles erledigt" not in page.text
