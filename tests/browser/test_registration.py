"""A visitor registers for an event of the demo content, without any script, with real mails."""

import re

import icalendar
from playwright.sync_api import expect

EVENT = "/termine/werkstattgespraech-beteiligung-planen/"
PERSON = {"Vor- und Nachname": "Jörg Müßig", "E-Mail-Adresse": "joerg@example.org"}


def link_in(mail) -> str:
    return re.search(r"http://\S+/anmeldung/meine/\S+", mail.get_body().get_content())[0]


def send(page):
    """Press the button until the form is old enough: it refuses machines, which are faster than people."""
    for _try in range(500):
        with page.expect_navigation():
            page.get_by_role("button", name="Anmelden", exact=True).click()
        if page.url.endswith("/gesendet/"):
            return
        expect(page.get_by_label("Vor- und Nachname")).to_have_value(PERSON["Vor- und Nachname"])
    raise AssertionError(page.locator("main").inner_text())


def test_a_visitor_registers_confirms_and_signs_off_again(open_page, mails):
    page = open_page(EVENT)
    page.get_by_role("link", name="Anmelden", exact=True).first.click()
    for label, value in PERSON.items():
        page.get_by_label(label).fill(value)
    send(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Postfach")

    (question,) = mails
    assert question["To"] == PERSON["E-Mail-Adresse"]
    page.goto(link_in(question))
    page.get_by_role("button", name="Anmeldung bestätigen").click()
    expect(page.get_by_role("status")).to_have_text("Sie haben einen Platz.")

    confirmation = mails[1]
    (attached,) = confirmation.iter_attachments()
    (event,) = icalendar.Calendar.from_ical(attached.get_content()).walk("VEVENT")
    assert event["SUMMARY"] == "Beispiel: Werkstattgespräch: Beteiligung planen"
    assert event["URL"].endswith(EVENT)

    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("status")).to_have_text("Sie sind nicht angemeldet.")
    page.get_by_role("button", name="Meine Daten löschen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("gelöscht")
    assert page.goto(link_in(question)).status == 404
    assert not page.context.cookies()
