"""The manual for editors, as files and as „Hilfe“ in the admin."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from events.models import EventPage
from ikpe_site.core.models import DocumentBarriers
from ikpe_site.home.desk.guide import FOLDER, PARTS, REFERENCE, TASKS, anchor_of
from ikpe_site.home.groups import ROLES
from news.models import NewsPage
from people.models import PersonPage
from publications.models import PublicationPage
from tests.factories import DocumentFactory, PersonPageFactory, ResponsibilityFactory
from tests.helpers import BeautifulSoup

TASK_HEADINGS = [
    "Einen Beitrag in fünf Minuten schreiben",
    "Eine Veranstaltung ankündigen",
    "Eine Publikation über ihre DOI aufnehmen",
    "Neue Kollegin, neuer Kollege",
    "Jemand geht",
    "Bildrechte",
    "Ein barrierefreies PDF",
]
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
# What comes with a script, an upload or the content of the demo site; and the first sentence of the guide itself.
SEEN_LATER = {"Einen Block einfügen", "Aktualisieren", "Mitarbeitende", "Anführungszeichen"}
LIMIT = 60 * 1024  # bytes


@pytest.fixture
def shown(editor_client):
    """A part of the manual as the admin shows it."""

    def get(part):
        return BeautifulSoup(editor_client.get(reverse("guide", args=[part])).content.decode(), "html.parser")

    return get


def test_the_tasks_come_first_and_have_numbered_steps(site_tree, shown):
    text = shown(TASKS).select_one(".guide-text")
    assert [heading.get_text() for heading in text.select("h2")] == TASK_HEADINGS
    assert len(text.select("h2 ~ ol")) >= len(TASK_HEADINGS)


@pytest.mark.parametrize("part", PARTS)
def test_all_links_lead_somewhere(part, site_tree, shown, editor_client):
    soup = shown(part)
    anchors = {name: {tag["id"] for tag in shown(name).select(".guide [id]")} for name in PARTS}
    links = [link["href"] for link in soup.select(".guide a")]
    assert len(links) > len(TASK_HEADINGS)
    for link in links:
        file, _sign, anchor = unquote(link).partition("#")
        name = file.removesuffix(".md") or part
        assert name in PARTS, link
        assert not anchor or anchor in anchors[name], link


def test_every_picture_is_there_small_and_described(site_tree, editor_client):
    used = PICTURE.findall((FOLDER / f"{TASKS}.md").read_text())
    assert {address for _text, address in used} == {f"redaktion/{file.name}" for file in (FOLDER / TASKS).iterdir()}
    for text, address in used:
        assert len(text) > 20, address
        answer = editor_client.get(reverse("guide", args=[TASKS]).rpartition("/")[0] + f"/{address}")
        assert answer["Content-Type"] == "image/webp"
        assert 0 < len(b"".join(answer.streaming_content)) < LIMIT


@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_everybody_in_the_admin_finds_the_manual(role, site_tree, member_of):
    client = Client()
    client.force_login(member_of(role))
    dashboard = client.get(reverse("wagtailadmin_home")).content.decode()
    for part in PARTS:
        address = reverse("guide", args=[part])
        assert address in dashboard
        assert client.get(address).status_code == 200
    assert "guide.wagtail.org" not in dashboard


@pytest.mark.parametrize("name", ["guide", "guide_picture"])
def test_visitors_are_asked_to_sign_in(name, site_tree, client):
    argument = TASKS if name == "guide" else next((FOLDER / TASKS).iterdir()).stem
    answer = client.get(reverse(name, args=[argument]))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize(
    "address", ["betrieb.md", "..%2FREADME.md", "redaktion/..%2F..%2Fimages%2Fstartseite.webp", "redaktion/fehlt.webp"]
)
def test_nothing_else_can_be_fetched(address, site_tree, editor_client):
    assert editor_client.get(f"/admin/hilfe/{address}", follow=True).status_code == 404


def test_every_word_in_quotation_marks_stands_on_the_screen(site_tree, editor_client):
    """As the guide promises. Pages as the browser gets them, words for its scripts included."""
    person = PersonPageFactory()
    person.save_revision().publish()
    PersonPageFactory(), ResponsibilityFactory(person=person, label="Netzwerk")
    handover = f"?last_day=2026-01-31&successor={PersonPage.objects.exclude(pk=person.pk).get().pk}"
    index = {NewsPage: site_tree.news, EventPage: site_tree.events, PublicationPage: site_tree.publications}
    addresses = [
        *(add_url(model, parent) for model, parent in (index | {PersonPage: site_tree.people}).items()),
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[person.pk]),
        reverse("people_handover", args=[person.pk]),
        reverse("people_handover", args=[person.pk]) + handover,
        reverse("people:index"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:add_multiple"),
    ]
    barriers = DocumentBarriers.objects.create(document=DocumentFactory(), found=["tags"])
    addresses.append(reverse("wagtaildocs:edit", args=[barriers.pk]))
    screens = "".join(words_on_the_screen(editor_client.get(address)) for address in addresses)
    quoted = re.findall("„([^“]+)“", (FOLDER / f"{TASKS}.md").read_text())
    assert len(quoted) > 60
    assert {word for word in (" ".join(word.split()) for word in quoted) if word not in screens} <= SEEN_LATER


def add_url(model, parent) -> str:
    return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])


def words_on_the_screen(answer) -> str:
    assert answer.status_code == 200
    escaped = answer.content.decode().replace("\\\\u", "\\u")
    return unescape(re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), escaped))


def test_anchors_are_those_of_the_repository():
    assert anchor_of("Menü, Adressen und Suchmaschinen") == "menü-adressen-und-suchmaschinen"
    assert PARTS.keys() == {TASKS, REFERENCE}
