"""Several pictures at once: what they have in common is typed once, one button saves the list."""

from playwright.sync_api import expect

from .test_editors import small_picture

CREDIT = "Foto: Archiv des Instituts, CC BY 4.0"


def test_five_pictures_are_described_in_one_list_and_what_is_left_out_stays_in_sight(open_page, site):
    page = open_page("/", java_script_enabled=True)
    site.sign_in(page)
    page.goto("/admin/images/multiple/add/")
    names = [f"fest-{number}" for number in range(5)]
    page.locator("#fileupload").set_input_files(
        [{"name": f"{name}.png", "mimeType": "image/png", "buffer": small_picture()} for name in names]
    )
    forms = page.locator("#upload-list form[enctype]")
    expect(forms).to_have_count(5)
    page.get_by_label("Bildnachweis für alle diese Bilder").fill(CREDIT)
    for number in range(4):
        forms.nth(number).get_by_label("Alternativtext").fill(f"Gäste an Tisch {number}")
    forms.nth(4).get_by_label("Bildnachweis").fill("Foto: Stadt Erfurt")
    page.get_by_label("Bildnachweis für alle diese Bilder").fill(CREDIT + " ")
    expect(forms.nth(0).get_by_label("Bildnachweis")).to_have_value(CREDIT + " ")
    expect(forms.nth(4).get_by_label("Bildnachweis")).to_have_value("Foto: Stadt Erfurt")
    expect(forms.nth(0).get_by_role("link", name="Bildausschnitt festlegen")).to_be_visible()
    page.get_by_role("button", name="Alle speichern").click()
    expect(forms).to_have_count(0)

    page.goto("/admin/")
    card = page.locator(".dashboard-card").filter(has_text="Bilder ohne Alternativtext")
    expect(card.get_by_role("link", name=names[4])).to_be_visible()
    expect(card.get_by_role("link", name=names[0])).to_have_count(0)
    card.get_by_role("link", name=names[4]).click()
    expect(page.get_by_label("Bildnachweis")).to_have_value("Foto: Stadt Erfurt")
    expect(page.get_by_role("heading", name="Bildausschnitt")).to_be_visible()
