"""An afternoon in the admin: a post on its way from the author to the site, back and forth, and what comes after."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from .test_editors import small_picture

TITLE = "Sozialplanung zum Anfassen"
PATH = "/aktuelles/sozialplanung-zum-anfassen/"
TEASER, MENDED, WRONG = "Zwei Tage.", "Zwei Tage, drei Landkreise, viele Karten.", "Drei Tage, zwei Landkreise."
PICTURES = {"Eine Karte an der Wand": "Foto: A. Beispiel", "Ein Tisch mit Farben": "Foto: B. Beispiel"}

# A day passes: what was planned for tomorrow was due a minute ago.
A_DAY_LATER = """
import datetime
from django.utils import timezone
from wagtail.models import Revision
due = timezone.now() - datetime.timedelta(minutes=1)
[planned] = Revision.objects.filter(approved_go_live_at__gt=timezone.now(), object_str={title!r})
planned.approved_go_live_at, planned.content["go_live_at"] = due, due.isoformat()
planned.save()
"""


@pytest.fixture(scope="session")
def site(site_to_change):
    return site_to_change


@pytest.fixture
def visitor(open_page):
    """What somebody reads who opens the post; empty if there is none."""

    def read():
        page = open_page("/aktuelles/")
        is_there = page.goto(PATH).status == 200
        return page.locator("main").inner_text() if is_there else ""

    return read


def write_with_pictures(hand):
    hand.follow("Neuer Beitrag")
    hand.title(TITLE)
    hand.fill("Teaser", TEASER)
    (first, by_one), (second, by_another) = PICTURES.items()
    button = hand.page.get_by_role("button", name="Bild auswählen")
    hand.picture(button.first, small_picture(), Alternativtext=first, Bildnachweis=by_one)
    hand.write("Zum Anfassen waren die Karten.")
    hand.block("Bild")
    hand.picture(
        hand.page.locator("[data-contentpath=body]").get_by_role("button", name="Bild auswählen").last,
        small_picture(),
        Alternativtext=second,
        Bildnachweis=by_another,
    )


def open_from_the_dashboard(hand):
    hand.page.goto("/admin/")
    hand.follow(TITLE)


def decide(hand, decision, comment=""):
    """„Freigeben“, or „Änderungen anfordern“, which asks for a comment."""
    if decision == "Änderungen anfordern":
        hand.press("Mehr Aktionen")
    hand.press(decision)
    if comment:
        dialog = hand.page.get_by_role("dialog")
        hand.fill("Kommentar", comment, within=dialog)
        hand.press(decision, within=dialog)
    hand.succeed()


def plan(hand, moment):
    hand.press("Status umschalten")
    hand.press("Zeitplan festlegen")
    hand.date("Veröffentlicht ab", moment, "%d.%m.%Y %H:%M")
    hand.press("Zeitplan speichern")


def test_an_editors_afternoon(at_work, visitor, mails, site):
    author, editor, administrator = at_work(site.author), at_work(site.editor), at_work(site.administrator)

    write_with_pictures(author)
    author.action("Zur Freigabe einreichen")
    assert {mail["To"] for mail in mails} == {"probe@example.org", "leitung@example.org"}
    assert not visitor()

    open_from_the_dashboard(editor)
    decide(editor, "Änderungen anfordern", "Bitte mehr zum Inhalt sagen")
    assert "Bitte mehr zum Inhalt sagen" in mails[-1].get_body().get_content()
    assert mails[-1]["To"] == "autorin@example.org"

    author.page.goto("/admin/")
    expect(author.page.get_by_text("Bitte mehr zum Inhalt sagen")).to_be_visible()
    author.follow(TITLE)
    author.fill("Teaser", MENDED)
    author.action("Erneut einreichen: Prüfung durch die Redaktion")
    open_from_the_dashboard(editor)
    decide(editor, "Freigeben")
    assert not visitor(), "one approval is not enough"

    open_from_the_dashboard(administrator)
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    plan(administrator, tomorrow)
    administrator.action("Entwurf speichern")
    waiting = administrator.page.get_by_text("Gesendet an Freigabe durch die Administration vor")
    expect(waiting.first).to_be_visible()  # „vor 3 Minuten“
    decide(administrator, "Freigeben und veröffentlichen")
    assert not visitor()
    editor.page.goto(f"/admin/timetable/?monat={tomorrow:%Y-%m}")
    expect(editor.page.get_by_role("link", name=re.compile(TITLE)).first).to_be_visible()

    site.manage("shell", "--no-imports", "-c", A_DAY_LATER.format(title=TITLE))
    site.manage("publish_scheduled")
    published = visitor()
    assert MENDED in published
    assert all(credit in published for credit in PICTURES.values())

    editor.menu("Aktuelles")
    editor.follow(TITLE)
    editor.fill("Teaser", WRONG)
    editor.action("Veröffentlichen")
    assert WRONG in visitor()

    editor.menu("Aktuelles")
    editor.follow(TITLE)
    editor.follow("Historie")
    fixed = editor.page.get_by_role("row").filter(has_text="Leitung").filter(has_text="Entwurf gespeichert")
    editor.press("Aktionen", within=fixed.first)
    editor.follow("Diese Version überprüfen")
    editor.action("Diese Version veröffentlichen")
    assert MENDED in visitor()
