"""Finding, copying and exporting publications, and bringing new ones in."""

import json

from playwright.sync_api import expect

from .test_editors import Desk

BIBTEX = r"""
@article{a, author = {M{\"u}ller, Eva}, title = {{Größe & Öffnung}}, journal = {Archiv}, year = 2018}
@report{b, author = {IKPE}, title = {Zweiter Thüringer Sozialstrukturatlas}, year = {2019}}
@book{c, title = {Die Klammer fehlt}
"""


def test_a_visitor_narrows_the_list_and_takes_it_along(open_page):
    page = open_page("/ergebnisse/", accept_downloads=True)
    page.get_by_label("In den Publikationen suchen").fill("integration")
    page.get_by_label("Jahr").select_option("2019")
    page.get_by_role("button", name="Anwenden").click()
    shown = page.locator(".publications .reference cite").all_inner_texts()
    assert 0 < len(shown) < 9
    with page.expect_download() as download:
        page.get_by_role("link", name="CSL-JSON").click()
    assert download.value.suggested_filename == "ikpe-ergebnisse.json"
    items = json.loads(download.value.path().read_text())
    assert [item["title"] for item in items] == shown


def test_a_visitor_copies_a_reference(open_page):
    path = "/ergebnisse/zweiter-thueringer-sozialstrukturatlas/"
    permissions = ["clipboard-read", "clipboard-write"]
    page = open_page(path, java_script_enabled=True, permissions=permissions)
    page.get_by_role("button", name="Kopieren").click()
    expect(page.get_by_role("button", name="Kopiert")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == page.locator("#literaturangabe").text_content()


def test_without_a_script_there_is_no_button_that_does_nothing(open_page):
    page = open_page("/ergebnisse/zweiter-thueringer-sozialstrukturatlas/")
    expect(page.locator("[data-copy]")).to_be_hidden()


def test_an_editor_sees_what_an_import_brings_before_it_comes(site, open_page):
    page = open_page("/", java_script_enabled=True)
    Desk(page).log_in(site)
    page.get_by_role("link", name="Literatur importieren").click()
    page.get_by_label("Datei").set_input_files(
        {"name": "liste.bib", "mimeType": "application/x-bibtex", "buffer": BIBTEX.encode()}
    )
    page.get_by_role("button", name="Vorschau").click()
    expect(page.get_by_role("row").filter(has_text="Größe & Öffnung")).to_contain_text("neu")
    expect(page.get_by_role("row").filter(has_text="Sozialstrukturatlas")).to_contain_text("schon da")
    expect(page.get_by_role("row").filter(has_text="Klammer")).to_contain_text("nicht lesbar")
    page.get_by_label("Kategorie der neuen Publikationen").select_option(index=1)
    page.get_by_label("Importieren als").select_option("Entwürfe, zum Durchsehen")
    page.get_by_role("button", name="1 Publikation importieren").click()
    expect(page.get_by_text("1 Publikation ist importiert.")).to_be_visible()
    page.get_by_role("link", name="Zur Liste der Publikationen").click()
    expect(page.get_by_role("link", name="Größe & Öffnung", exact=True)).to_be_visible()
    assert page.goto("/ergebnisse/groesse-oeffnung/").status == 404
