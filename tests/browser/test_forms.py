"""The forms of the admin guide: links open tabs and panels, lengths are counted, drafts keep themselves."""

import json
import re

import pytest
from playwright.sync_api import expect

EDIT_URLS = """
import json
from wagtail.models import get_page_models
from ikpe_site.editing.admin_urls import edit_url
from ikpe_site.core.models import BasePage
models = [model for model in get_page_models() if issubclass(model, BasePage)]
print(json.dumps({model.__name__: edit_url(model.objects.first().pk) for model in models if model.objects.exists()}))
"""


@pytest.fixture(scope="module")
def edit_urls(site):
    return json.loads(site.manage("shell", "--no-imports", "-c", EDIT_URLS))


@pytest.fixture
def admin(open_page, site):
    page = open_page("/", java_script_enabled=True, height=1000)
    page.on("dialog", lambda dialog: dialog.accept())
    site.sign_in(page)
    return page


@pytest.mark.parametrize(
    ("model", "field"),
    [
        ("NewsPage", "image"),
        ("NewsPage", "application_deadline"),
        ("NewsPage", "topics"),
        ("PersonPage", "email"),
        ("PersonPage", "responsibilities"),
        ("PersonPage", "deputy"),
        ("PersonPage", "address"),
        ("ProjectPage", "ends_on"),
        ("ProjectPage", "regions"),
        ("PublicationPage", "category"),
        ("PublicationPage", "keyword"),
        ("EventPage", "start"),
        ("EventPage", "status"),
        ("EventPage", "registration"),
        ("EventPage", "consent_text"),
        ("EventPage", "results"),
        ("EventPage", "longitude"),
    ],
)
def test_a_link_to_a_field_opens_its_tab_and_its_panel(admin, edit_urls, model, field):
    admin.goto(f"{edit_urls[model]}#:w:contentpath={field}")
    place = admin.locator(f'[data-contentpath="{field}"]').first
    expect(place.locator(":focus")).to_have_count(1)
    expect(place).to_be_in_viewport()


def test_the_length_of_a_teaser_is_counted(admin, edit_urls):
    admin.goto("/admin/pages/")
    admin.goto(edit_urls["TopicPage"])
    teaser = admin.get_by_role("textbox", name="Teaser")
    counter = admin.locator("[data-contentpath=teaser] .field-counter")
    spoken = admin.locator("[data-contentpath=teaser] [role=status]")
    teaser.fill("")
    expect(counter).to_have_text("Empfohlen sind 80 bis 200 Zeichen.")
    teaser.press_sequentially("Kurz")
    expect(counter).to_have_text("4 Zeichen. Empfohlen sind 80 bis 200.")
    assert spoken.inner_text() != counter.inner_text(), "read out while somebody types"
    expect(spoken).to_have_text("4 Zeichen. Empfohlen sind 80 bis 200.")
    teaser.fill("x" * 120)
    expect(counter).to_have_text("120 Zeichen: eine gute Länge.")
    teaser.fill("x" * 250)
    expect(counter).to_have_text("250 Zeichen: länger als empfohlen (80 bis 200).")
    assert counter.get_attribute("id") in teaser.get_attribute("aria-describedby")


def start_event(admin):
    admin.goto("/admin/")
    admin.get_by_role("link", name="Neuer Termin").first.click()
    expect(admin.get_by_placeholder("Seitentitel")).to_be_visible()
    admin.wait_for_load_state("networkidle")


def test_a_draft_keeps_itself_across_tabs_while_it_is_written(admin):
    start_event(admin)
    admin.wait_for_timeout(6000)  # Wagtail saves what differs from the form as it was some seconds after loading
    admin.get_by_placeholder("Seitentitel").press_sequentially("Ein Termin ohne Datum")
    admin.get_by_role("tab", name="Nach dem Termin").click()
    admin.get_by_role("spinbutton", name="Zahl der Teilnehmenden").fill("52")
    expect(admin).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))
    admin.wait_for_timeout(3000)  # the save after the last change
    admin.goto(admin.url.split("#")[0])
    expect(admin.get_by_placeholder("Seitentitel")).to_have_value("Ein Termin ohne Datum")
    admin.get_by_role("tab", name="Nach dem Termin").click()
    expect(admin.get_by_role("spinbutton", name="Zahl der Teilnehmenden")).to_have_value("52")


def test_publishing_says_what_is_missing_and_keeps_the_rest(admin):
    start_event(admin)
    admin.get_by_placeholder("Seitentitel").fill("Noch ohne Datum")
    admin.get_by_role("tab", name="Weitere Angaben").click()
    admin.get_by_label("Zielgruppe").fill("Planungsfachkräfte")
    admin.get_by_role("button", name="Veröffentlichen").click()
    expect(admin.locator(".messages .error")).to_be_visible()
    expect(admin.get_by_role("tab", name="Inhalt")).to_contain_text("1")
    expect(admin.locator("[data-contentpath=start] .error-message")).to_be_visible()
    expect(admin.get_by_placeholder("Seitentitel")).to_have_value("Noch ohne Datum")
    admin.get_by_role("tab", name="Weitere Angaben").click()
    expect(admin.get_by_label("Zielgruppe")).to_have_value("Planungsfachkräfte")


def test_the_preview_beside_the_form_comes_in_the_width_of_a_phone_and_of_a_desktop(admin, edit_urls):
    admin.goto(edit_urls["NewsPage"])
    admin.get_by_role("button", name="Vorschau umschalten").click()
    frame = admin.locator("iframe#w-preview-iframe")
    widths = {}
    for size in ("mobile", "desktop"):
        admin.locator(f'[data-w-preview-target="size"][value="{size}"]').check(force=True)
        expect(admin.frame_locator("iframe#w-preview-iframe").locator("h1")).to_be_visible()
        widths[size] = frame.evaluate("frame => frame.offsetWidth")
    assert widths["mobile"] < 500 < 900 < widths["desktop"]


@pytest.mark.parametrize("width", [360, 1280])
def test_no_form_is_wider_than_the_screen(admin, edit_urls, width):
    admin.set_viewport_size({"width": width, "height": 800})
    for url in edit_urls.values():
        admin.goto(url)
        assert admin.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
