"""What the admin says of a text while it is written, and how it leads to the place."""

import re

import pytest
from playwright.sync_api import expect

LONG = (
    "Der Landkreis hat in den vergangenen drei Jahren gemeinsam mit dem Institut und vielen weiteren Beteiligten aus "
    "Verwaltung und Politik ein Konzept für die Planung erarbeitet, das nun Schritt für Schritt umgesetzt wird."
)
FAULTY = f"""
from ikpe_site.core.blocks import StoryBlock
from ikpe_site.core.models import ContentPage
from ikpe_site.media.models import CustomImage
from ikpe_site.home.models import HomePage
from tests.factories import png
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
picture = CustomImage.objects.create(title="Ohne alles", file=ImageFile(ContentFile(png("#123456")), name="ohne.png"))
column = {{"type": "text", "heading": ""}}
story = StoryBlock()
raw = [
    {{"type": "text", "value": '<p>Den Bericht lesen Sie <a href="https://example.org/bericht">hier</a>.</p>'
        '<p>Alle Zahlen stehen in der <a href="https://example.org/atlas.pdf">Auswertung</a>.</p>'
        '<p>Kommen Sie, DIE ANMELDUNG LÄUFT NOCH bis Freitag.</p><p><b>Wie es weitergeht</b></p><p>{LONG}</p>'
        '<p>Die Sozialplanungskoordinierungsstelle antwortet Ihnen.</p>'}},
    {{"type": "table", "value": {{"caption": "Zahlen je Kreis", "table": {{"columns": [column, column],
        "rows": [{{"values": ["Gera", "12"]}}], "caption": ""}}}}}},
    {{"type": "picture", "value": {{"picture": {{"image": picture.pk, "alt_text": "Ein Haus am See",
        "decorative": False}}, "caption": "", "credit": ""}}}},
]
page = ContentPage(
    title="Voller Fehler", slug="voller-fehler", image=picture, teaser="Ein Teaser, der kein Ende nimmt. " * 7,
    body=story.to_python(raw),
)
HomePage.objects.get().add_child(instance=page)
print(page.pk)
"""
# Pictures of which one is complete, one without description and one without rights. The page is a draft.
GALLERY = """
from ikpe_site.core.blocks import StoryBlock
from ikpe_site.core.models import ContentPage
from ikpe_site.media.models import CustomImage
from ikpe_site.home.models import HomePage
from tests.factories import png
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
image = CustomImage.objects.create(title="Ein Bild", file=ImageFile(ContentFile(png("#654321")), name="galerie.png"))
items = [
    {"type": "item", "id": name, "value": {"caption": "", "credit": credit,
        "picture": {"image": image.pk, "alt_text": alt, "decorative": False}}}
    for name, alt, credit in [("heil", "Ein Boot", "IKPE"), ("stumm", "", "IKPE"), ("fremd", "Ein Steg", "")]
]
page = ContentPage(
    title="Galerie mit Lücken", slug="galerie-mit-luecken", live=False, teaser="Drei Bilder.",
    body=StoryBlock().to_python([{"type": "gallery", "value": items}]),
)
HomePage.objects.get().add_child(instance=page)
print(page.pk)
"""
FOUND = {  # what is said, the words that are shown, and where one click leads
    "Das Bild hat keinen Alternativtext": ("Zur Stelle", "image"),
    "Der Text eines Links sagt nicht, wohin er führt": ("hier", "body"),
    "Ein Link auf eine PDF-Datei sagt das nicht": ("Auswertung", "body"),
    "Wörter in Großbuchstaben": ("DIE ANMELDUNG LÄUFT NOCH", "body"),
    "Ein fetter Absatz sieht aus wie eine Überschrift": ("Wie es weitergeht", "body"),
    "Eine Tabelle hat Spalten ohne Überschrift": ("Zahlen je Kreis", "body"),
    "Der Teaser ist lang": ("Zur Stelle", "teaser"),
    "Ein Satz mit mehr als 25 Wörtern": (LONG[:40], "body"),
    "Ein sehr langes Wort": ("Sozialplanungskoordinierungsstelle", "body"),
}
RIGHTS = "Zum Bild fehlen Angaben zu den Rechten"


def make_faulty(site, slug):
    return site.manage("shell", "--no-imports", "-c", FAULTY.replace("voller-fehler", slug)).strip()


@pytest.fixture(scope="session")
def faulty(site):
    """The number of a page on which everything is wrong that is looked for."""
    return make_faulty(site, "voller-fehler")


class Checks:
    def __init__(self, page):
        self.page = page
        self.rows = page.locator("[data-content-checker-row]")

    def open(self, pk):
        self.page.goto(f"/admin/pages/{pk}/edit/")
        self.page.wait_for_load_state("networkidle")
        self.page.get_by_role("button", name="Überprüfungen umschalten").click()
        expect(self.page.locator("[data-content-word-count]")).not_to_have_text("-")

    def row(self, heading):
        return self.rows.filter(has_text=heading)

    def focused(self):
        """The field of the form that the cursor is in."""
        return self.page.evaluate(
            "document.activeElement.closest('[data-edit-form] .w-tabs [data-contentpath]:not([data-contentpath] *)')"
            "?.dataset.contentpath"
        )


@pytest.fixture
def checks(open_page, site):
    page = open_page("/", java_script_enabled=True, height=1000)
    page.on("dialog", lambda dialog: dialog.accept())
    site.sign_in(page)
    return Checks(page)


def test_each_fault_is_named_in_german_with_its_words_and_one_click_leads_to_it(checks, faulty):
    checks.open(faulty)
    for heading, (words, field) in FOUND.items():
        row = checks.row(heading)
        expect(row).to_have_count(1)
        expect(row.get_by_role("button")).to_contain_text(words)
        row.get_by_role("button").click()
        checks.page.wait_for_timeout(100)
        assert checks.focused() == field, heading
        if words != "Zur Stelle":
            assert words in checks.page.evaluate("getSelection().toString()"), heading


def test_on_a_phone_the_list_gives_way_to_the_field(checks, faulty):
    checks.page.set_viewport_size({"width": 360, "height": 740})
    checks.open(faulty)
    checks.row("Der Teaser ist lang").get_by_role("button").click()
    expect(checks.page.get_by_role("textbox", name="Teaser")).to_be_focused()
    expect(checks.rows.first).to_be_hidden()


def test_a_picture_without_rights_is_named_in_the_head_and_in_the_text(checks, faulty):
    checks.open(faulty)
    expect(checks.row(RIGHTS)).to_have_count(2)
    for number, field in enumerate(["image", "body"]):
        checks.row(RIGHTS).nth(number).get_by_role("button").click()
        checks.page.wait_for_timeout(100)
        assert checks.focused() == field


def test_one_click_leads_to_the_picture_of_a_gallery_that_lacks_something(checks, site):
    checks.open(site.manage("shell", "--no-imports", "-c", GALLERY).strip())
    for heading, picture in {"Ein Bild hat keinen Alternativtext": "stumm", RIGHTS: "fremd"}.items():
        expect(checks.row(heading)).to_have_count(1)
        checks.row(heading).get_by_role("button").click()
        checks.page.wait_for_timeout(100)
        assert checks.page.evaluate("id => !!document.activeElement.closest(`[data-contentpath=${id}]`)", picture)


def test_what_hinders_readers_comes_before_advice_on_style(checks, faulty):
    checks.open(faulty)
    headings = checks.page.locator("[data-content-checker-name]").all_inner_texts()
    assert headings[0] == "Das Bild hat keinen Alternativtext"
    assert set(headings[-3:]) == {"Der Teaser ist lang", "Ein Satz mit mehr als 25 Wörtern", "Ein sehr langes Wort"}


def test_a_fault_goes_while_the_text_is_mended(checks, site):
    checks.open(make_faulty(site, "wird-besser"))  # of its own: what is fixed is saved
    expect(checks.row("Der Teaser ist lang")).to_have_count(1)
    checks.page.wait_for_timeout(6000)  # Wagtail looks for what differs from the form some seconds after loading
    checks.page.get_by_role("textbox", name="Teaser").fill("Kurz und gut.")
    expect(checks.row("Der Teaser ist lang")).to_have_count(0)


def test_a_page_with_faults_can_be_published(checks, faulty):
    checks.open(faulty)
    checks.page.get_by_role("button", name="Veröffentlichen").click()
    expect(checks.page.get_by_role("link", name="Live anzeigen")).to_be_visible()


def test_the_page_itself_tells_editors_the_same(checks, faulty):
    checks.page.goto("/voller-fehler/")
    count = checks.page.locator("wagtail-userbar [data-content-checker-count]").first
    expect(count).to_have_text(re.compile(r"^\d+$"))
    assert int(count.text_content()) >= len(FOUND) - 1  # whether the picture is described only the preview knows


def test_a_page_of_the_demo_site_has_nothing_to_mend(checks, site):
    pk = site.manage(
        "shell",
        "--no-imports",
        "-c",
        "from ikpe_site.core.models import ContentPage as P; print(P.objects.get(slug='impressum').pk)",
    )
    checks.open(pk.strip())
    for heading in set(FOUND) - {"Ein sehr langes Wort", "Ein Satz mit mehr als 25 Wörtern"}:
        expect(checks.row(heading)).to_have_count(0)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # 6 words and 8 syllables a sentence: 180 - 6 - 58.5 * 8 / 6
        ("<p class=lead>" + "Der alte Hund läuft im Garten. " * 6 + "</p>", "96 – sehr leicht"),
        # 5 words and 17 syllables a sentence: 180 - 5 - 58.5 * 17 / 5
        (
            "<p class=lead>"
            + "Sozialberichterstattung unterstützt kommunale Planungsverantwortliche bedarfsgerecht. " * 7
            + "</p>",
            "0 – sehr schwer",
        ),
        ("<p class=lead>Zu kurz für ein Urteil.</p>", "–"),
        ("<nav><p>" + "Der alte Hund läuft im Garten. " * 6 + "</p></nav>", "–"),  # not written by editors
    ],
)
def test_readability_follows_the_formula_for_german(checks, faulty, html, expected):
    checks.open(faulty)
    score = checks.page.evaluate(
        """html => {
            const detail = { content: { innerHTML: html }, metrics: {} };
            document.dispatchEvent(new CustomEvent("w-preview:content", { detail }));
            return detail.metrics.readabilityScore;
        }""",
        html,
    )
    assert score == expected
