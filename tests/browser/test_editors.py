"""An editor writes, previews and publishes a post in the German admin; a visitor sees it."""

import io
import secrets

import pytest
from PIL import Image
from playwright.sync_api import expect

TITLE = "Größe zeigen: Ämter üben Straßenbau"
SLUG = "groesse-zeigen-aemter-ueben-strassenbau"
TEASER = "Fünf Landkreise planen gemeinsam, was früher jeder für sich geplant hat."
TEXT = "Der erste Termin brachte alle Beteiligten an einen Tisch."
SECTIONS = {"Wer dabei war": "Fünf Landkreise und zwei Städte.", "Wie es weitergeht": "Im Frühjahr folgt der Bericht."}
ALTERNATIVE = "Drei farbige Flächen nebeneinander"


def small_picture() -> bytes:
    picture = Image.new("RGB", (1300, 800), f"#{secrets.token_hex(3)}")  # the admin asks back about one it has already
    picture.paste("#f3b53f", (430, 0, 860, 800))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


class Admin:
    """The admin as an editor uses it: by the German names of what is on the screen."""

    def __init__(self, page):
        self.page = page

    def log_in(self, site):
        site.sign_in(self.page)
        expect(self.page.get_by_role("link", name="Bilder", exact=True)).to_be_visible()

    def start_post(self):
        """Go the way through the page tree to the form of a new post."""
        self.page.goto("/admin/pages/")
        self.page.get_by_role("link", name="Unterseiten von ‚Aktuelles‘").click()
        self.page.get_by_role("link", name="Unterseite hinzufügen").first.click()
        expect(self.page.get_by_placeholder("Seitentitel")).to_be_visible()
        self.page.wait_for_load_state("networkidle")

    def upload_picture(self):
        page = self.page
        page.get_by_role("button", name="Bild auswählen").first.click()
        dialog = page.get_by_role("dialog").filter(has_text="Bild auswählen")
        dialog.get_by_role("tab", name="Hochladen").click()
        picture = {"name": "flaechen.png", "mimeType": "image/png", "buffer": small_picture()}
        dialog.locator("input[type=file]").set_input_files(picture)
        dialog.get_by_label("Titel").fill("Flächen")
        dialog.locator("[name$=description]").fill(ALTERNATIVE)
        dialog.get_by_role("button", name="Hochladen").click()
        expect(dialog).to_be_hidden()

    def add_block(self, name):
        self.page.get_by_role("button", name="Einen Block einfügen").last.click()
        self.page.get_by_role("option", name=name, exact=True).click()

    def write(self, number, text):
        """Type into the rich text field with this number, counted from the top of the story."""
        field = self.page.locator("[data-contentpath=body] [role=textbox]").nth(number)
        field.click()
        self.page.keyboard.type(text)

    def preview(self):
        self.page.get_by_role("button", name="Vorschau umschalten").click()
        return self.page.frame_locator("iframe#w-preview-iframe")

    def publish(self):
        self.page.get_by_role("button", name="Veröffentlichen").click()
        expect(self.page.get_by_role("link", name="Live anzeigen")).to_be_visible()


@pytest.fixture
def admin(open_page, site):
    page = open_page("/admin/login/", java_script_enabled=True, height=1000)
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2] if "://" in request.url else ""))
    page.on("dialog", lambda dialog: dialog.accept())
    admin = Admin(page)
    admin.log_in(site)
    yield admin
    assert hosts - {""} == {site.url.split("/")[2]}, "the admin asks other hosts"


def test_admin_speaks_german(admin):
    assert admin.page.locator("html").get_attribute("lang") == "de"
    for name in ("Seiten", "Bilder", "Dokumente"):
        expect(admin.page.locator("#wagtail-sidebar").get_by_text(name, exact=True)).to_be_visible()


def test_slug_follows_the_title_in_german_while_it_is_typed(admin):
    admin.start_post()
    slug = admin.page.locator("[name=slug]")
    for title, expected in {
        "Qualitätsentwicklung": "qualitaetsentwicklung",
        "Straßenmüll": "strassenmuell",
        "Ärger über Öl": "aerger-ueber-oel",
    }.items():
        admin.page.get_by_placeholder("Seitentitel").fill("")
        admin.page.get_by_placeholder("Seitentitel").press_sequentially(title)
        expect(slug).to_have_value(expected)


def test_editor_writes_previews_and_publishes_a_post_that_visitors_see(admin, open_page):
    page = admin.page
    admin.start_post()
    page.get_by_placeholder("Seitentitel").press_sequentially(TITLE)
    page.get_by_role("textbox", name="Teaser").fill(TEASER)
    admin.upload_picture()
    admin.add_block("Text")
    admin.write(0, TEXT)
    admin.add_block("Akkordeon")
    for number, (heading, text) in enumerate(SECTIONS.items()):
        if number:
            page.locator("[data-contentpath=body]").get_by_role("button", name="Hinzufügen").last.click()
        page.locator("[data-contentpath=body]").get_by_label("Überschrift").nth(number).fill(heading)
        admin.write(number + 1, text)

    preview = admin.preview()
    expect(preview.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(preview.get_by_text(TEXT)).to_be_visible()
    expect(preview.locator("main summary")).to_contain_text(list(SECTIONS))
    assert TITLE not in open_page("/").locator("main").inner_text(), "visitors see a post before it is published"

    admin.publish()

    home = open_page("/")
    home.get_by_role("link", name=TITLE).click()
    assert home.url.endswith(f"/{SLUG}/")
    listed = open_page("/")
    listed.locator(".site-nav").get_by_role("link", name="Aktuelles").click()
    card = listed.locator("main article").first
    expect(card.get_by_role("link", name=TITLE)).to_be_visible()
    expect(card.get_by_text(TEASER)).to_be_visible()
    card.get_by_role("link", name=TITLE).click()

    expect(listed.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(listed.get_by_text(TEASER)).to_be_visible()
    expect(listed.get_by_text(TEXT)).to_be_visible()
    picture = listed.get_by_role("img", name=ALTERNATIVE)
    assert picture.evaluate("async img => { await img.decode(); return img.naturalWidth }") > 300
    sections = listed.locator("main details")
    expect(sections).to_have_count(len(SECTIONS))
    for number, (heading, text) in enumerate(SECTIONS.items()):
        sections.nth(number).get_by_text(heading).click()
        expect(sections.nth(number).get_by_text(text)).to_be_visible()
    expect(listed.locator("main details[open]")).to_have_count(1)


def test_publishing_waits_for_the_automatic_save_of_a_new_page(admin, open_page):
    page = admin.page
    admin.start_post()
    held = []
    page.route("**/admin/pages/add/**", lambda route: held.append(route) if is_automatic(route) else route.continue_())
    page.get_by_role("textbox", name="Teaser").fill(TEASER)
    title = page.get_by_placeholder("Seitentitel")
    for number in range(100):  # Wagtail looks for changes twice a second, beginning some seconds after it has loaded
        if held:
            break
        title.press_sequentially(f"Eilt {number} ")
        page.wait_for_timeout(200)
    [save] = held
    expected = title.input_value().strip()
    page.get_by_role("button", name="Veröffentlichen").click()
    save.continue_()

    expect(page.get_by_role("link", name="Live anzeigen")).to_be_visible()
    listed = open_page("/aktuelles/").locator("main article")
    expect(listed.get_by_role("link", name="Eilt")).to_have_count(1)
    expect(listed.get_by_role("link", name=expected)).to_be_visible()


def test_publishing_right_after_the_last_key_makes_one_page_also_on_a_slow_server(admin, open_page):
    page = admin.page
    admin.start_post()
    # As if everything had been typed before Wagtail looked for changes, which it does after some seconds.
    page.evaluate("""() => {
        window.early = true;
        document.addEventListener("w-autosave:save", (event) => window.early && event.preventDefault());
    }""")
    page.get_by_role("textbox", name="Teaser").fill(TEASER)
    title = page.get_by_placeholder("Seitentitel")
    title.press_sequentially("Sofort")
    page.wait_for_timeout(3000)
    saves, held = [], []

    def be_slow(route):
        if route.request.method == "POST":
            (saves if is_automatic(route) else held).append(route)
        else:
            route.continue_()

    page.route("**/admin/pages/add/**", be_slow)
    page.evaluate("window.early = false")
    title.press_sequentially("!")
    page.get_by_role("button", name="Veröffentlichen").evaluate("button => button.click()")
    page.wait_for_timeout(2000)
    assert (len(saves), len(held)) == (0, 1)
    held[0].continue_()
    expect(page.get_by_role("link", name="Live anzeigen")).to_be_visible()
    expect(open_page("/aktuelles/").locator("main article").get_by_role("link", name="Sofort")).to_have_count(1)


def test_what_is_written_after_the_session_has_ended_is_saved_once_one_has_signed_in_again(admin, site):
    page = admin.page
    admin.start_post()
    page.wait_for_timeout(4000)  # until Wagtail looks for changes
    page.context.clear_cookies()
    page.get_by_placeholder("Seitentitel").press_sequentially("Spät am Abend")
    box = page.get_by_role("alert").filter(has_text="Ihre Sitzung ist beendet.")
    expect(box).to_be_visible()
    with page.expect_popup() as opened:
        box.get_by_role("link", name="Hier wieder anmelden").click()
    other = opened.value
    other.get_by_label("Benutzername").fill(site.editor)
    other.locator("input[type=password]").fill(site.password)
    with other.expect_navigation():
        other.get_by_role("button", name="Anmelden", exact=True).click()
    other.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(box).to_be_hidden()
    expect(page.locator("#w-autosave-indicator")).to_contain_text("Gespeichert")
    page.get_by_role("textbox", name="Teaser").fill(TEASER)
    admin.publish()


def test_an_editor_is_told_five_minutes_before_the_session_ends(admin):
    page = admin.page
    admin.start_post()
    short, long = ({"seconds_left": seconds, "csrf_token": "x"} for seconds in (290, 3600))
    page.route("**/konto/sitzung/", lambda route: route.fulfill(json=short))
    page.route("**/konto/sitzung/?continue", lambda route: route.fulfill(json=long))
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    box = page.get_by_role("alert").filter(has_text="Ihre Sitzung endet um")
    expect(box).to_be_visible()
    box.get_by_role("button", name="Angemeldet bleiben").click()
    expect(box).to_be_hidden()


BEYOND = """() => {
    const edge = document.querySelector(".form-side--open").getBoundingClientRect().left;
    const fields = document.querySelectorAll("[data-edit-form] .w-field-row :is(input, select, label)");
    return [...fields].filter((field) => field.getBoundingClientRect().right > edge).map((field) => field.id);
}"""


def test_rows_of_fields_wrap_beside_the_side_panel_in_every_form(admin):
    page = admin.page
    for name in ("news", "people", "topics", "projects", "publications", "event-list"):
        page.goto(f"/admin/{name}/")
        page.locator("#listing-results tbody .title a").first.click()
        page.get_by_role("button", name="Status umschalten").click()
        page.locator(".form-side--open").wait_for()
        for width in (1024, 1280, 1366):
            page.set_viewport_size({"width": width, "height": 1000})
            for tab in page.locator("[data-edit-form] [role=tab]").all():
                tab.evaluate("tab => tab.click()")
                assert page.evaluate(BEYOND) == [], f"{name} at {width} pixels"
        page.get_by_role("button", name="Status umschalten").click()


def test_what_is_no_date_stays_and_is_refused(admin):
    page = admin.page
    admin.start_post()
    page.get_by_placeholder("Seitentitel").fill("Morgen")
    date = page.get_by_role("textbox", name="Datum").first
    date.fill("morgen")
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    expect(date).to_have_value("morgen")
    page.get_by_role("button", name="Veröffentlichen").click()
    expect(page.locator("[data-contentpath=date] .error-message")).to_be_visible()


def test_enter_in_a_line_of_text_publishes_nothing(admin, open_page):
    page = admin.page
    admin.start_post()
    title = page.get_by_placeholder("Seitentitel")
    title.fill("Noch nicht fertig")
    title.press("Enter")
    page.wait_for_timeout(1000)
    expect(title).to_have_value("Noch nicht fertig")
    assert open_page("/aktuelles/").get_by_text("Noch nicht fertig").count() == 0


def is_automatic(route) -> bool:
    return "application/json" in route.request.headers["accept"]
