"""From the home page to the right phone number in two choices: by keyboard alone, and without a script."""

from playwright.sync_api import expect

PHONE = "tel:+4936130257606"  # Katrin Bauer, in the demo content responsible for ARM in the Altenburger Land


def tab_to(page, target):
    """Press the tab key until `target` has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("the keyboard does not reach it")


def test_two_choices_lead_from_home_to_a_phone_number(open_page):
    page = open_page("/")
    tab_to(page, page.get_by_label("Ihr Anliegen"))
    page.keyboard.type("ARM:")
    tab_to(page, page.get_by_label("Landkreis oder kreisfreie Stadt"))
    page.keyboard.type("Altenburger")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="ARM · Altenburger Land")).to_be_visible()
    card = page.locator(".answer article").first
    expect(card.locator("a[href^='tel:']")).to_have_attribute("href", PHONE)
    expect(card).to_contain_text("ist im Altenburger Land für das Programm ARM zuständig")


def test_the_map_is_as_good_as_the_list_for_the_keyboard(open_page):
    page = open_page("/kontakt/?anliegen=arm")
    tab_to(page, page.locator(".region-map").get_by_role("link", name="Altenburger Land"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="ARM · Altenburger Land")).to_be_visible()
    expect(page.locator(".region-map [aria-current=true]")).to_have_count(1)


def test_a_link_leads_past_the_map_to_the_list(open_page):
    page = open_page("/kontakt/")
    tab_to(page, page.get_by_role("link", name="Karte überspringen"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("#kreise a").first.evaluate("element => element === document.activeElement")
