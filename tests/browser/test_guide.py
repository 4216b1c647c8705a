"""The seven tasks of the guide (docs/redaktion.md), done as it says by those who would do them.

Each test counts what it takes, from the first page of the admin to the page that visitors see: the numbers are limits.
"""

import datetime

import pytest
from django.utils import timezone
from fpdf import FPDF
from playwright.sync_api import expect

from .site import ROOT
from .test_editors import small_picture

PUBLISH = "Veröffentlichen"
ACCESSIBLE = ROOT / "ikpe_site" / "demo" / "documents" / "satzung-ikpe-2014.pdf"
# What publications.admin_views.doi answers (tests/publications/citation/test_doi.py).
DOI_ANSWER = {
    "fields": {"title": "Planung im Landkreis", "issued_year": 2019, "container_title": "Archiv", "page": "26–35"},
    "contributors": [
        {"role": "author", "family": "Müller", "given": "Eva", "suffix": "", "literal": "", "person": None}
    ],
    "notes": [],
}
NEXT_YEAR = timezone.localdate().year + 1


@pytest.fixture(scope="session")
def site(site_to_change):
    return site_to_change


@pytest.fixture
def count(capsys):
    """Print what a task took, and hold it against its limit."""

    def compare(task, hand, *, clicks, fields):
        with capsys.disabled():
            print(f"\n{task}: {hand}")  # noqa: T201 for whoever compares the numbers
        assert hand.clicks <= clicks
        assert hand.fields <= fields

    return compare


def test_a_post_in_five_minutes(at_work, open_page, count):
    hand = at_work()
    hand.follow("Neuer Beitrag")
    hand.title("Werkstatt in Sömmerda")
    hand.fill("Teaser", "Der Landkreis und das Institut haben die nächsten Schritte besprochen.")
    hand.write("Am Ende standen drei Vorhaben für das Frühjahr.")
    hand.action(PUBLISH)
    count("Beitrag", hand, clicks=5, fields=3)

    page = open_page("/aktuelles/werkstatt-in-soemmerda/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Werkstatt in Sömmerda")
    expect(page.get_by_text("drei Vorhaben")).to_be_visible()


def test_an_event_is_announced(at_work, open_page, count, site):
    hand = at_work(site.organiser)
    hand.follow("Neuer Termin")
    hand.title("Fachtag Sozialplanung")
    hand.date("Beginn", datetime.datetime(NEXT_YEAR, 5, 14, 10, tzinfo=datetime.UTC), "%d.%m.%Y %H:%M")
    hand.date("Ende", datetime.datetime(NEXT_YEAR, 5, 14, 16, tzinfo=datetime.UTC), "%d.%m.%Y %H:%M")
    hand.fill("Ort", "Fachhochschule Erfurt")
    hand.fill("Teaser", "Was kleine Gemeinden planen können.")
    hand.tick("Anmeldung auf dieser Website")
    hand.fill("Plätze", "40")
    hand.action(PUBLISH)
    count("Termin", hand, clicks=5, fields=6)

    page = open_page("/termine/fachtag-sozialplanung/")
    expect(page.get_by_text("Fachhochschule Erfurt").first).to_be_visible()
    expect(page.get_by_role("link", name="Anmelden", exact=True).first).to_be_visible()


def test_a_publication_by_its_doi(at_work, open_page, count):
    hand = at_work()
    hand.page.route("**/literatur/doi/**", lambda route: route.fulfill(json=DOI_ANSWER))
    hand.follow("Neue Publikation")
    hand.fill("DOI", "10.1000/182")
    hand.press("Von DOI übernehmen")
    expect(hand.page.get_by_placeholder("Seitentitel")).to_have_value("Planung im Landkreis")
    hand.choose("Kategorie", "Beiträge in Zeitschriften und Sammelwerken")
    hand.action(PUBLISH)
    count("Publikation", hand, clicks=4, fields=2)

    page = open_page("/ergebnisse/planung-im-landkreis/")
    expect(page.locator("#literaturangabe")).to_contain_text("Müller, E. (2019). Planung im Landkreis.")


def test_a_new_colleague(at_work, open_page, count):
    hand = at_work()
    hand.menu("Team")
    hand.follow("Person hinzufügen")
    hand.fill("Vorname", "Maria")
    hand.fill("Nachname", "Muster")
    hand.fill("Position", "Wissenschaftliche Mitarbeiterin")
    hand.tick("Mitarbeitende")
    hand.fill("Telefon", "0361 511500-17")
    hand.fill("E-Mail-Adresse", "maria.muster@example.org")
    hand.press("Zuständigkeit hinzufügen")
    hand.press("Seite auswählen (Thema)")
    hand.follow("Beteiligung", within=hand.page.get_by_role("dialog"))
    hand.action(PUBLISH)
    count("Neue Kollegin", hand, clicks=8, fields=5)

    page = open_page("/team/")
    page.get_by_role("link", name="Maria Muster").first.click()
    expect(page.get_by_text("Wissenschaftliche Mitarbeiterin").first).to_be_visible()
    expect(open_page("/themen/beteiligung/").get_by_text("Maria Muster").first).to_be_visible()


def test_somebody_leaves(at_work, open_page, count):
    hand = at_work()
    hand.menu("Team")
    hand.follow("Jens Kretzschmar")
    hand.press("Aktionen")
    hand.follow("Übergabe")
    hand.date("Letzter Tag", timezone.localdate() - datetime.timedelta(days=1))
    hand.choose("Nachfolge", "Katja Nicke")
    hand.press("Zeigen, was zu übergeben ist")
    hand.press("Jetzt übergeben")
    hand.succeed()
    count("Jemand geht", hand, clicks=6, fields=2)

    assert "Jens Kretzschmar" not in open_page("/team/").locator("main").inner_text()
    left = open_page("/team/jens-kretzschmar/")
    expect(left.get_by_role("link", name="Katja Nicke").first).to_be_visible()


def test_a_picture_with_its_rights(at_work, open_page, count):
    hand = at_work()
    hand.follow("Neuer Beitrag")
    hand.title("Drei Farben für das Quartier")
    hand.picture(
        hand.page.get_by_role("button", name="Bild auswählen").first,
        small_picture(),
        Alternativtext="Drei farbige Flächen nebeneinander",
        Bildnachweis="Grafik: IKPE, CC BY 4.0",
    )
    hand.action(PUBLISH)
    count("Bildrechte", hand, clicks=6, fields=4)

    page = open_page("/aktuelles/drei-farben-fuer-das-quartier/")
    expect(page.get_by_role("img", name="Drei farbige Flächen nebeneinander")).to_be_visible()
    expect(page.get_by_text("Grafik: IKPE, CC BY 4.0")).to_be_visible()


def untagged_pdf() -> bytes:
    file = FPDF()
    file.add_page()
    file.set_font("helvetica")
    file.cell(text="Ohne Struktur")
    return bytes(file.output())


def upload_untagged_pdf(hand):
    hand.menu("Dokumente")
    hand.follow("Ein Dokument hinzufügen")
    hand.upload(hand.page.locator("input[type=file]").first, "bericht.pdf", untagged_pdf(), "application/pdf")
    hand.fill("Titel", "Bericht in einfacher Fassung")
    hand.press("Aktualisieren")
    expect(hand.page.get_by_role("button", name="Aktualisieren")).to_be_hidden()


def test_an_accessible_pdf(at_work, count):
    """The wrong file first, so that the card on the dashboard is seen to come and to go."""
    hand = at_work()
    upload_untagged_pdf(hand)

    hand.page.goto("/admin/")
    card = hand.page.locator(".dashboard-card").filter(has_text="Dokumente mit Barrieren")
    expect(card).to_contain_text("nennt seine Sprache nicht")
    hand.follow("Bericht in einfacher Fassung")
    hand.upload(hand.page.locator("input[type=file]"), "bericht.pdf", ACCESSIBLE.read_bytes(), "application/pdf")
    hand.press("Speichern")
    hand.succeed()
    count("PDF", hand, clicks=5, fields=3)

    hand.page.goto("/admin/")
    expect(hand.page.get_by_role("heading", name="Noch zu tun")).to_be_visible()
    expect(hand.page.get_by_role("link", name="Bericht in einfacher Fassung")).to_have_count(0)
