"""What the pictures of the manual show: each scene does a task of it and takes pictures on the way."""

import datetime
import io

from PIL import Image
from playwright.sync_api import expect

from tests.browser.test_guide import DOI_ANSWER, upload_untagged_pdf

DAY = datetime.date(2027, 5, 14)  # of all dates in the pictures, which are the same whenever they are taken
DAY_AND_TIME = "%d.%m.%Y %H:%M"


def picture() -> bytes:
    """Three houses on a street, as long as nobody has a better one."""
    drawn = Image.new("RGB", (1600, 900), "#e8eef4")
    for left, top, colour in ((150, 350, "#0f766e"), (600, 200, "#f3b53f"), (1050, 450, "#b3261e")):
        drawn.paste(colour, (left, top, left + 400, 800))
    drawn.paste("#4a5568", (0, 800, 1600, 900))
    file = io.BytesIO()
    drawn.save(file, "PNG")
    return file.getvalue()


def first_page(camera):
    """Die erste Seite"""
    hand = camera.sit_down(camera.site.editor)
    actions = hand.page.locator(".dashboard-actions")
    sidebar = hand.page.locator("#wagtail-sidebar")
    first = hand.page.get_by_role("heading", name="IKPE", exact=True)
    last = sidebar.get_by_role("link", name="Team", exact=True)
    camera.take("startseite", first, last, actions, mark=actions)


def post(camera):
    """Beitrag"""
    hand = camera.sit_down(camera.site.editor)
    hand.follow("Neuer Beitrag")
    hand.title("Werkstatt in Sömmerda")
    hand.date("Datum", DAY)
    hand.fill("Teaser", "Der Landkreis und das Institut haben die nächsten Schritte besprochen.")
    hand.page.evaluate("scrollTo(0, 0)")
    camera.take("beitrag-felder", hand.page.get_by_placeholder("Seitentitel"), hand.field("Teaser"))
    body = hand.page.locator("[data-contentpath=body]")
    hand.uncover(body)
    hand.click(body.get_by_role("button", name="Einen Block einfügen").last)
    text = hand.page.get_by_role("option", name="Text", exact=True)
    expect(text).to_be_visible()
    camera.take("beitrag-inhalt", hand.page.get_by_role("listbox"), mark=text)
    hand.click(text)
    publish = hand.page.get_by_role("button", name="Veröffentlichen", exact=True)
    more = hand.page.get_by_role("button", name="Mehr Aktionen")
    camera.take("beitrag-veroeffentlichen", publish, more, mark=publish)


def event(camera):
    """Termin"""
    hand = camera.sit_down(camera.site.organiser)
    hand.follow("Neuer Termin")
    hand.title("Fachtag Sozialplanung")
    start = datetime.datetime.combine(DAY, datetime.time(10))
    hand.date("Beginn", start, DAY_AND_TIME)
    hand.date("Ende", start.replace(hour=16), DAY_AND_TIME)
    hand.fill("Ort", "Fachhochschule Erfurt")
    hand.page.evaluate("scrollTo(0, 0)")
    camera.take("termin-datum", hand.field("Beginn"), hand.field("Ende"), hand.field("Ort"))
    hand.tick("Anmeldung auf dieser Website")
    hand.fill("Plätze", "40")
    camera.take("termin-anmeldung", hand.field("Anmeldung auf dieser Website"), hand.field("Plätze"))


def publication(camera):
    """Publikation"""
    hand = camera.sit_down(camera.site.editor)
    hand.page.route("**/literatur/doi/**", lambda route: route.fulfill(json=DOI_ANSWER))
    hand.follow("Neue Publikation")
    hand.fill("DOI", "10.1000/182")
    button = hand.page.get_by_role("button", name="Von DOI übernehmen")
    hand.click(button)
    done = hand.page.get_by_text("Übernommen.")
    camera.take("publikation-doi", button, done, hand.field("DOI"), mark=button)
    hand.field("Jahr").scroll_into_view_if_needed()
    camera.take("publikation-angaben", hand.field("Jahr"), hand.field("Erschienen in"), hand.field("Seiten"))


def person(camera):
    """Person"""
    hand = camera.sit_down(camera.site.editor)
    hand.menu("Team")
    hand.follow("Person hinzufügen")
    hand.fill("Vorname", "Maria")
    hand.fill("Nachname", "Muster")
    hand.fill("Position", "Wissenschaftliche Mitarbeiterin")
    hand.tick("Mitarbeitende")
    hand.fill("Telefon", "0361 511500-17")
    hand.fill("E-Mail-Adresse", "maria.muster@example.org")
    hand.page.evaluate("scrollTo(0, 0)")
    names = [hand.field(label) for label in ("Akademischer Titel", "Nachname", "E-Mail-Adresse")]
    camera.take("person-felder", *names)
    hand.press("Zuständigkeit hinzufügen")
    choose = hand.page.get_by_role("button", name="Seite auswählen (Thema)")
    hand.fill("Rolle", "Prozessbegleitung")
    hand.field("Rolle").scroll_into_view_if_needed()
    camera.take("person-zustaendigkeit", hand.field("Programm"), hand.field("Rolle"), mark=choose)


def leaving(camera):
    """Übergabe"""
    hand = camera.sit_down(camera.site.editor)
    hand.menu("Team")
    hand.follow("Jens Kretzschmar")
    hand.press("Aktionen")
    entry = hand.page.get_by_role("link", name="Übergabe", exact=True)
    name = hand.page.locator("header").get_by_text("Jens Kretzschmar").first
    last = hand.page.get_by_role("link", name="Menüreihenfolge sortieren")
    camera.take("uebergabe-menue", name, entry, last, mark=entry)
    hand.click(entry)
    hand.date("Letzter Tag", DAY)
    hand.choose("Nachfolge", "Katja Nicke")
    hand.press("Zeigen, was zu übergeben ist")
    button = hand.page.get_by_role("button", name="Jetzt übergeben")
    button.scroll_into_view_if_needed()
    camera.take("uebergabe-liste", hand.page.get_by_role("table"), button, mark=button)


def rights(camera):
    """Bild"""
    hand = camera.sit_down(camera.site.editor)
    hand.follow("Neuer Beitrag")
    hand.title("Drei Häuser, eine Straße")
    hand.date("Datum", DAY)
    hand.press("Bild auswählen")
    dialog = hand.page.get_by_role("dialog").filter(has_text="Bild auswählen")
    hand.click(dialog.get_by_role("tab", name="Hochladen"))
    hand.upload(dialog.locator("input[type=file]"), "haeuser.png", picture(), "image/png")
    hand.fill("Alternativtext", "Drei Häuser in drei Farben an einer Straße", within=dialog)
    hand.fill("Bildnachweis", "Zeichnung: Erika Beispiel, CC BY 4.0", within=dialog)
    text, credit = (hand.field(label, within=dialog) for label in ("Alternativtext", "Bildnachweis"))
    camera.take("bild-hochladen", text, credit)
    hand.press("Hochladen", within=dialog)
    expect(dialog).to_be_hidden()
    hand.action("Veröffentlichen")
    hand.page.context.clear_cookies()
    hand.page.goto("/aktuelles/drei-haeuser-eine-strasse/")
    credit = hand.page.get_by_text("Zeichnung: Erika Beispiel")
    credit.scroll_into_view_if_needed()
    camera.take("bild-website", hand.page.locator("main img").first, credit, mark=credit)


def document(camera):
    """Dokument"""
    hand = camera.sit_down(camera.site.editor)
    upload_untagged_pdf(hand)
    hand.page.goto("/admin/")
    card = hand.page.locator(".dashboard-card").filter(has_text="Dokumente mit Barrieren")
    card.scroll_into_view_if_needed()
    camera.take("dokument-barrieren", card)


SCENES = (first_page, post, event, publication, person, leaving, rights, document)
