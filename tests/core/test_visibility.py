"""What a visitor may not see is on no surface of the site.

One page of each kind is hidden in each of the ways there are; then every surface is read. A control that nothing is
hidden from shows that the surfaces would name the page otherwise.
"""

import datetime
import re
from contextlib import contextmanager
from functools import cache

import pytest
from django.db import transaction
from django.utils import timezone

from ikpe_site.home.models import HomePage
from ikpe_site.search.index import rebuild
from news.models import RelatedPage
from tests import factories
from tests.factories import HIDING
from tests.helpers import get_soup, hrefs
from topics.models import Region

pytestmark = pytest.mark.database


def fill(site_tree):
    """A small site on which every page is named wherever it could be."""
    greiz = [Region.objects.get(name="Greiz")]
    topic = factories.TopicPageFactory(title="Sonnenthema")
    programme = factories.ProgrammeFactory(abbreviation="SON", topic=topic)
    project = factories.ProjectPageFactory(
        parent=topic, title="Sonnenprojekt", programme=programme, regions=greiz, ends_on=None
    )
    person = factories.PersonPageFactory(first_name="Sonja", last_name="Sonnenschein", email="")
    factories.ResponsibilityFactory(person=person, topic=topic, regions=greiz)
    factories.ResponsibilityFactory(person=person, project=project)
    publication = factories.PublicationPageFactory(
        title="Sonnenheft", topics=[topic], projects=[project], regions=greiz
    )
    factories.ContributorFactory(publication=publication, person=person)
    series = factories.EventSeriesPageFactory(title="Sonnenreihe")
    event = factories.EventPageFactory(
        title="Sonnentag",
        topics=[topic],
        regions=greiz,
        contact_person=person,
        series=series,
        takes_registrations=True,
    )
    post = factories.NewsPageFactory(
        title="Sonnenpost",
        event=event,
        topics=[topic],
        people=[person],
        regions=greiz,
        related_pages=[RelatedPage(page=event), RelatedPage(page=publication), RelatedPage(page=project)],
    )
    area = factories.WorkAreaPageFactory(title="Sonnenbereich")
    content = factories.ContentPageFactory(title="Sonnenverein", show_in_menus=True)
    other = factories.ContentPageFactory(title="Wer hier arbeitet", body=[("people", [person])])
    home = HomePage.objects.get()
    names = ("news", "work_areas", "topics", "publications", "events", "contact")
    values = {"news": {"count": 3, "link_label": "Alle"}, "events": {"count": 3, "link_label": "Alle"}}
    home.body = [
        (
            name,
            {"heading": name, "hidden": False, **values.get(name, {}), **({"text": ""} if name == "contact" else {})},
        )
        for name in names
    ]
    home.save()
    factories.mark_published()
    rebuild()  # the search index: what is hidden after this is in it, and must not be shown
    return {
        "topic": topic,
        "project": project,
        "person": person,
        "publication": publication,
        "event": event,
        "series": series,
        "post": post,
        "area": area,
        "content": content,
        "other": other,
    }


SURFACES = {
    "home": lambda tree, pages: "/",
    "list of news": lambda tree, pages: tree.news.url,
    "list of people": lambda tree, pages: tree.people.url,
    "list of publications": lambda tree, pages: tree.publications.url,
    "list of events": lambda tree, pages: tree.events.url,
    "list of topics": lambda tree, pages: tree.topics.url,
    "list of work areas": lambda tree, pages: tree.work_areas.url,
    "contact finder": lambda tree, pages: tree.contact.url,
    "contact finder, asked": lambda tree, pages: f"{tree.contact.url}?anliegen=sonnenthema&region=16076",
    "region": lambda tree, pages: f"{tree.regions.url}greiz/",
    "feed of a region": lambda tree, pages: f"{tree.regions.url}greiz/feed/",
    "JSON feed of a region": lambda tree, pages: f"{tree.regions.url}greiz/feed.json",
    "feed of news": lambda tree, pages: f"{tree.news.url}feed/",
    "feed of news, filtered": lambda tree, pages: f"{tree.news.url}feed/?art=meldung",
    "feed of a topic": lambda tree, pages: f"{pages['topic'].url}feed/",
    "feed of publications": lambda tree, pages: f"{tree.publications.url}feed.json",
    "all feeds": lambda tree, pages: "/abonnieren/",
    "programme": lambda tree, pages: f"{tree.topics.url}programme/son/",
    "search": lambda tree, pages: "/suche/?q={title}",
    "suggestions": lambda tree, pages: "/suche/vorschlaege/?q={title}",
    "topic": lambda tree, pages: pages["topic"].url,
    "project": lambda tree, pages: pages["project"].url,
    "person": lambda tree, pages: pages["person"].url,
    "publication": lambda tree, pages: pages["publication"].url,
    "event": lambda tree, pages: pages["event"].url,
    "series": lambda tree, pages: pages["series"].url,
    "calendar": lambda tree, pages: f"{tree.events.url}kalender.ics",
    "calendar of a series": lambda tree, pages: f"{pages['series'].url}kalender.ics",
    "registration": lambda tree, pages: f"/anmeldung/{pages['event'].slug}/",
    "post": lambda tree, pages: pages["post"].url,
    "block of people": lambda tree, pages: pages["other"].url,
}
NAMED_ON = {  # where each is named as long as it may be seen
    "topic": {
        "feed of a region",
        "JSON feed of a region",
        "feed of news",
        "feed of news, filtered",
        "feed of a topic",
        "all feeds",
        "calendar",
        "calendar of a series",
        "home",
        "list of news",
        "list of publications",
        "list of people",
        "list of topics",
        "list of events",
        "contact finder",
        "contact finder, asked",
        "search",
        "suggestions",
        "project",
        "person",
        "publication",
        "event",
        "post",
        "programme",
        "block of people",
    },
    "project": {
        "JSON feed of a region",
        "feed of a topic",
        "programme",
        "feed of a region",
        "home",
        "list of people",
        "contact finder",
        "contact finder, asked",
        "region",
        "search",
        "suggestions",
        "topic",
        "person",
        "publication",
        "post",
        "block of people",
    },
    "person": {
        "home",
        "feed of a region",
        "JSON feed of a region",
        "feed of a topic",
        "feed of publications",
        "list of people",
        "list of publications",
        "contact finder",
        "contact finder, asked",
        "region",
        "search",
        "suggestions",
        "topic",
        "project",
        "programme",
        "publication",
        "event",
        "post",
        "block of people",
    },
    "publication": {
        "home",
        "JSON feed of a region",
        "feed of a topic",
        "feed of publications",
        "list of publications",
        "region",
        "feed of a region",
        "search",
        "suggestions",
        "topic",
        "project",
        "person",
        "post",
    },
    "event": {
        "JSON feed of a region",
        "feed of a topic",
        "home",
        "list of events",
        "region",
        "feed of a region",
        "search",
        "suggestions",
        "topic",
        "post",
        "series",
        "calendar",
        "calendar of a series",
        "registration",
    },
    "series": {"list of events", "search", "suggestions", "event", "calendar of a series"},
    "post": {
        "JSON feed of a region",
        "feed of a topic",
        "feed of news",
        "feed of news, filtered",
        "home",
        "list of news",
        "region",
        "feed of a region",
        "search",
        "suggestions",
        "topic",
        "person",
        "event",
        "publication",
        "project",
    },
    "area": {"home", "list of work areas", "search", "suggestions"},
    "content": {"search", "suggestions"},
}
# The name of a contributor belongs to the publication and stays, without a link.
AUTHORS_OF = ("home", "publication", "list of publications", "feed of publications", "feed of a topic")
NAME_STAYS = {("person", surface) for surface in (*AUTHORS_OF, "feed of a region", "JSON feed of a region")}


def read(surface, site_tree, pages, kind, client):
    """The whole page as it is sent, without soft hyphens and without what the visitor searched for."""
    url = SURFACES[surface](site_tree, pages).format(title=pages[kind].title.split()[-1])
    response = client.get(url)
    if response.status_code in (302, 404):  # the surface went with the page: nothing can be seen there
        return ""
    assert response.status_code == 200, surface
    html = response.content.decode().replace("\u00ad", "")
    if surface == "search":
        typed = r'<input\b[^>]*name="q"[^>]*>|<title>.*?</title>|<div [^>]*role="status">.*?</div>|\?q=[^&"]*'
        html = re.sub(typed, "", html, flags=re.DOTALL)
    return html


def content_of(document: str) -> str:
    """What stands between header and footer of a page; of a feed or a calendar, all of it."""
    return document.partition("<main")[2].partition("</main>")[0] or document


def link_to(page) -> str:
    return f'href="{page.url}"'


def test_what_may_be_seen_is_named_on_these_surfaces(site_tree, client):
    pages = fill(site_tree)
    client.get = cache(client.get)  # all surfaces but the search are the same for every kind
    named = {
        kind: {
            surface
            for surface in SURFACES
            if surface != kind and pages[kind].title in content_of(read(surface, site_tree, pages, kind, client))
        }
        for kind in NAMED_ON
    }
    assert named == NAMED_ON


@contextmanager
def undone():
    """What happens in here is taken back: filling the site anew takes longer."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", NAMED_ON)
def test_what_is_hidden_is_named_on_no_surface(kind, site_tree, client):
    pages = fill(site_tree)
    hidden = pages[kind]
    for state, hide in HIDING.items():
        if kind == "content" and state == "below a private page":
            continue  # it stands right below the home page
        with undone():
            hide(hidden)
            # The others do not even name it when it may be seen (the test above).
            for surface in {kind, *NAMED_ON[kind]} & set(SURFACES):
                html = read(surface, site_tree, pages, kind, client)
                assert link_to(hidden) not in html, f"{state}, linked on: {surface}"
                if (kind, surface) not in NAME_STAYS:
                    assert hidden.title not in html, f"{state}, named on: {surface}"


def leave(person):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    type(person).objects.filter(pk=person.pk).update(left_on=yesterday)


def test_a_person_who_left_is_in_no_list_of_people(site_tree, client):
    pages = fill(site_tree)
    leave(pages["person"])
    for surface in SURFACES:
        if surface in ("publication", "list of publications", "post", "person"):
            continue  # see the next test
        html = read(surface, site_tree, pages, "person", client)
        assert link_to(pages["person"]) not in html, f"linked on: {surface}"
        if ("person", surface) not in NAME_STAYS:
            assert pages["person"].title not in html, f"named on: {surface}"


def test_what_a_person_did_stays_linked_after_leaving(site_tree, client):
    """The page of a person who left stays: it names the successor."""
    pages = fill(site_tree)
    leave(pages["person"])
    for surface in ("publication", "post"):
        assert link_to(pages["person"]) in read(surface, site_tree, pages, "person", client), surface


def test_the_responsibilities_of_a_hidden_person_are_named_nowhere(site_tree, client):
    pages = fill(site_tree)
    factories.ResponsibilityFactory(person=pages["person"], label="Sonnenaufsicht", role="")
    for state in ("draft", "private", "expired", "to go live tomorrow"):
        with undone():
            HIDING[state](pages["person"])
            for surface in ("list of people", "contact finder", "region", "topic", "project", "programme"):
                html = read(surface, site_tree, pages, "person", client)
                assert "Sonnenaufsicht" not in html, f"{state}, on: {surface}"


@pytest.mark.parametrize("state", ["draft", "expired", "to go live tomorrow"])
@pytest.mark.parametrize("field", ["buttons", "association", "call to action"])
def test_a_link_of_the_editors_to_a_hidden_page_shows_no_address(field, state, site_tree, client):
    """Nothing that looks like a link may lead to a page that answers 404. A private one may ask for its password."""
    target = factories.ContentPageFactory(title="Geheimes")
    link = {"page": target, "url": "", "label": "Dorthin"}
    home = HomePage.objects.get()
    url = "/"
    if field == "buttons":
        home.buttons = [("button", link)]
    elif field == "association":
        home.body = [("association", {"heading": "Verein", "hidden": False, "text": "<p>Text</p>", "link": link})]
    else:
        story = [("call_to_action", {"heading": "Los", "text": "", "link": link})]
        url = factories.ContentPageFactory(body=story).url
    home.save()
    assert target.url in hrefs(get_soup(url, client))
    HIDING[state](target)
    assert target.url not in hrefs(get_soup(url, client).main)


def test_members_of_a_private_page_see_it(site_tree, editor_client):
    post = factories.NewsPageFactory()
    factories.make_private(post)
    assert editor_client.get(post.url).status_code == 200
