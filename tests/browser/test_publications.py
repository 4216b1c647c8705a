"""Finding, copying and exporting publications, and bringing new ones in."""

import json

from playwright.sync_api import expect

from .test_editors import Admin

BIBTEX = r"""
@article{a, author = {M{\"u}ller, Eva}, title = {{Größe & Öffnung}}, journal = {Archiv}, year = 2018}
@report{b, author = {IKPE}, title = {Zweiter Thüringer Sozialstrukturatlas}, year = {2019}}
@book{c, title = {Die Klammer fehlt}
"""


def test_a_visitor_narrows_the_list_and_takes_it_along(open_page):
    page = open_page("/ergebnisse/", accept_downloads=True)
    page.get_by_label("In den Publikationen suchen").fill("integration")
    page.get_by_label("Jahr").select_option("2019")
    with page.expect_navigation():
        page.get_by_role("button", name="Anwenden").click()
    shown = page.locator(".publication h3").all_inner_texts()
    assert 0 < len(shown) < 9
    with page.expect_download() as download:
        page.get_by_role("link", name="CSL-JSON").click()
    assert download.value.suggested_filename == "ikpe-ergebnisse.json"
    items = json.loads(download.value.path().read_text())
    assert [item["title"].strip("[]") for item in items] == [title.replace("\u00ad", "") for title in shown]


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
    Admin(page).log_in(site)
    page.get_by_role("link", name="Literatur importieren").click()
    page.get_by_label("Datei").set_input_files(
        {"name": "liste.bib", "mimeType": "application/x-bibtex", "buffer": BIBTEX.encode()}
    )
    page.get_by_role("button", name="Vorschau").click()
    expect(page.get_by_role("row").filter(has_text="Größe & Öffnung")).to_contain_text("neu")
    expect(page.get_by_role("row").filter(has_text="Sozialstrukturatlas")).to_contain_text("schon da")
    expect(page.get_by_role("row").filter(has_text="Klammer")).to_contain_text("nicht möglich")
    page.get_by_label("Kategorie der neuen Publikationen").select_option(index=1)
    page.get_by_label("Importieren als").select_option("Entwürfe, zum Durchsehen")
    page.get_by_role("button", name="1 Eintrag importieren").click()
    expect(page.get_by_text("1 Eintrag wurde importiert.")).to_be_visible()
    page.get_by_role("link", name="Zur Liste", exact=True).click()
    expect(page.get_by_role("link", name="Größe & Öffnung", exact=True)).to_be_visible()
    assert page.goto("/ergebnisse/groesse-oeffnung/").status == 404


def test_an_editor_takes_a_publication_over_from_its_doi(site, open_page):
    """The service answers as publications.admin_views.doi does (tests/publications/citation/test_doi.py)."""
    page = open_page("/", java_script_enabled=True)
    page.on("dialog", lambda dialog: dialog.accept())
    Admin(page).log_in(site)
    answer = {
        "fields": {"title": "Planung heute", "issued_year": 2019, "container_title": "Archiv", "page": "26–35"},
        "contributors": [
            {"role": "author", "family": "Müller", "given": "Eva", "literal": "", "person": None},
            {"role": "editor", "family": "", "given": "", "literal": "IKPE", "person": None},
        ],
        "notes": [],
    }
    page.route("**/literatur/doi/**", lambda route: route.fulfill(json=answer))
    page.goto("/admin/pages/")
    page.get_by_role("link", name="Unterseiten von ‚Ergebnisse‘").click()
    page.get_by_role("link", name="Unterseite hinzufügen").first.click()
    page.get_by_label("DOI", exact=True).fill("10.1000/182")
    page.get_by_role("button", name="Von DOI übernehmen").click()
    expect(page.get_by_placeholder("Seitentitel")).to_have_value("Planung heute")
    expect(page.locator("[name=container_title]")).to_have_value("Archiv")
    expect(page.locator("[name=contributors-0-family]")).to_have_value("Müller")
    expect(page.locator("[name=contributors-1-literal]")).to_have_value("IKPE")
    expect(page.locator("[name=contributors-1-role]")).to_have_value("editor")
