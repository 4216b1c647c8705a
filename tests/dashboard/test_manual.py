"""The manual for editors, as files and as „Hilfe“ in the admin."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import trans_real
from wagtail.models import get_page_models

from events.models import EventPage, EventSeriesPage, Registration
from ikpe_site.core.models import BasePage, ContentPage
from ikpe_site.dashboard.manual import FOLDER, PARTS, REFERENCE, TASKS, anchor_of
from ikpe_site.media.models import CustomImage, DocumentInspection
from ikpe_site.roles.groups import ADMINISTRATION, EDITORS, EVENTS, ROLES
from ikpe_site.trash.models import DeletedPage
from news.models import NewsPage
from people.models import PersonPage
from publications.models import PublicationPage
from tests.editing.test_admin_in_german import something_everywhere
from tests.factories import (
    DocumentFactory,
    EventPageFactory,
    ImageFactory,
    NewsPageFactory,
    PersonPageFactory,
    ProjectPageFactory,
    ResponsibilityFactory,
    days_from_now,
)
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
# Of what is to be looked up: what comes only once something was uploaded, chosen, submitted or went wrong.
SEEN_AFTERWARDS = {
    "Als Entwürfe anlegen",
    "Beispielinhalte sind noch veröffentlicht",
    "Bescheinigungen",
    "Dieses Dokument ist ein Beispiel",
    "Diese Version veröffentlichen",
    "Dokumente mit Barrieren",
    "Geplant",
    "Jetzt übergeben",
    "Sie wissen es schon",
    "Teilnehmende benachrichtigen",
    "Vorschlag aus dem Text",
    "Was Sie eingereicht haben",
    "nicht möglich",
    "überfällig",
}
# Likewise, put together of a message and what it is about.
COMPOSED = {
    "2 Bilder und 1 Kommentar wurden nicht übernommen.",
    "Erneut einreichen: Prüfung durch die Redaktion",
    "Veröffentlicht mit Änderungen im Entwurf",
    "Freigeben und veröffentlichen",
    "… Einträge importieren",
}
ELSEWHERE = {"J. Fischer", "Dokument überprüfen"}  # an example, and a menu of Word
SEEN_BY_VISITORS = {
    "Anmerkungen",
    "Auf dieser Seite",
    "Erwähnt in",
    "Inhalt laden",
    "Kontakt speichern",
    "Nachricht schreiben",
    "Nächstes Bild",
    "Vorheriges Bild",
}
SCREENS = [
    "wagtailadmin_home",
    "wagtailadmin_account",
    "mfa_index",
    "news:index",
    "people:index",
    "events:index",
    "publications:index",
    "timetable",
    "wagtailimages:index",
    "wagtailimages:add_multiple",
    "wagtaildocs:index",
    "wagtailsnippets:index",
    "wagtailusers_users:index",
    "wagtailusers_users:add",
    "wagtailredirects:index",
    "trash",
    "publications_import",
    "broken_links",
    "missing_urls",
    "redirects_import",
]
SNIPPETS = ["people_persongroup", "publications_publicationcategory", "topics_programme", "topics_region"]
LIMIT = 60 * 1024  # bytes


@pytest.fixture
def shown(editor_client):
    """A part of the manual as the admin shows it."""

    def get(part):
        return BeautifulSoup(editor_client.get(reverse("guide", args=[part])).content.decode(), "html.parser")

    return get


def test_the_tasks_come_first_and_have_numbered_steps(site_tree, shown):
    text = shown(TASKS).select_one(".manual-text")
    assert [heading.get_text() for heading in text.select("h2")] == TASK_HEADINGS
    assert len(text.select("h2 ~ ol")) >= len(TASK_HEADINGS)


@pytest.mark.parametrize("part", PARTS)
def test_all_links_lead_somewhere(part, site_tree, shown, editor_client):
    soup = shown(part)
    anchors = {name: {tag["id"] for tag in shown(name).select(".manual [id]")} for name in PARTS}
    links = [link["href"] for link in soup.select(".manual a")]
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
    inspection = DocumentInspection.objects.create(document=DocumentFactory(), accessibility_issues=["tags"])
    screens = screens_of(
        editor_client,
        *(add_url(model, parent) for model, parent in (index | {PersonPage: site_tree.people}).items()),
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[person.pk]),
        reverse("people_handover", args=[person.pk]),
        reverse("people_handover", args=[person.pk]) + handover,
        reverse("people:index"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:add_multiple"),
        reverse("wagtaildocs:edit", args=[inspection.pk]),
    )
    quoted = quoted_in(TASKS)
    assert len(quoted) > 50
    assert not_on(screens, quoted) <= SEEN_LATER


@pytest.mark.scale
def test_every_word_in_quotation_marks_to_be_looked_up_stands_in_the_admin(site_tree, member_of):
    user = member_of(ADMINISTRATION, EDITORS, EVENTS)
    client = Client()
    client.force_login(user)
    something_everywhere(user)
    past = EventPageFactory(start=days_from_now(-9), title="Vorbei", organiser="IKPE")
    EventPageFactory(registration="")
    EventPageFactory(status="postponed")
    ProjectPageFactory(title="Fertig", ends_on=timezone.localdate() - timedelta(days=30))
    NewsPageFactory(teaser="", body=[("text", "<p>Ein Satz.</p>")], title="Ohne Teaser").save()
    ImageFactory(description="", credit="")
    post = NewsPage.objects.first()
    post.save_revision(user=user)
    edited = [model.objects.first() for model in get_page_models() if issubclass(model, BasePage)]
    screens = screens_of(
        client,
        *(reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in [*edited, past] if page),
        *(reverse(name) for name in SCREENS),
        reverse("wagtailadmin_pages:history", args=[post.pk]),
        reverse("wagtailsettings:edit", args=["core", "institutesettings"]),
        reverse("wagtailusers_users:edit", args=[user.pk]),
        reverse("wagtailimages:edit", args=[CustomImage.objects.first().pk]),
        reverse("event_import"),
        reverse("event_series_dates", args=[EventSeriesPage.objects.first().pk]),
        reverse("registrations:participants", args=[Registration.objects.first().event_id]),
        reverse("page_review", args=[ContentPage.objects.first().pk]),
        reverse("trash_restore", args=[DeletedPage.objects.first().pk]),
        *(reverse(f"wagtailsnippets_{name}:add") for name in SNIPPETS),
    )
    screens += Client().get(reverse("account_login")).content.decode()
    quoted = quoted_in(REFERENCE)
    assert len(quoted) > 250
    assert not_on(screens, quoted) == SEEN_AFTERWARDS | SEEN_BY_VISITORS | COMPOSED | ELSEWHERE
    catalogues = trans_real.translation("de")._catalog._catalogs  # noqa: SLF001  Django offers no list of all messages
    messages = [text for catalogue in catalogues for text in catalogue.values()]
    assert not_on("\n".join(messages), SEEN_AFTERWARDS | SEEN_BY_VISITORS) == set()


def add_url(model, parent) -> str:
    return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])


def quoted_in(part: str) -> set[str]:
    """The words in quotation marks, without pictures such as „…“."""
    return {" ".join(word.split()) for word in re.findall(r"„([^“]*\w[^“]*)“", (FOLDER / f"{part}.md").read_text())}


def screens_of(client, *addresses: str) -> str:
    """All that the pages say, as the browser gets them: words for its scripts included."""
    return "".join(words_on_the_screen(client.get(address, follow=True)) for address in addresses)


def not_on(screens: str, words: set[str]) -> set[str]:
    """Those of `words` that stand nowhere by themselves: „Konto“ is not found in „Benutzerkonto“."""
    return {word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", screens)}


def words_on_the_screen(answer) -> str:
    assert answer.status_code == 200
    escaped = answer.content.decode().replace("\\\\u", "\\u")
    return unescape(re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), escaped))


def test_anchors_are_those_of_the_repository():
    assert anchor_of("Menü, Adressen und Suchmaschinen") == "menü-adressen-und-suchmaschinen"
    assert PARTS.keys() == {TASKS, REFERENCE}
