"""The dashboard: straight to the form, and to the field."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def dashboard(open_page, site):
    page = open_page("/", java_script_enabled=True)
    site.sign_in(page)
    expect(page.get_by_role("heading", name="Noch zu tun")).to_be_visible()
    return page


@pytest.mark.parametrize(
    ("action", "heading"),
    [("Neuer Beitrag", "Neu: Beitrag"), ("Neuer Termin", "Neu: Termin"), ("Neue Publikation", "Neu: Publikation")],
)
def test_one_click_leads_to_the_form(dashboard, action, heading):
    dashboard.get_by_role("link", name=action).click()
    expect(dashboard.get_by_placeholder("Seitentitel")).to_be_visible()
    assert heading.removeprefix("Neu: ") in dashboard.title()


def test_the_menu_of_every_page_offers_the_same(dashboard):
    dashboard.goto("/admin/images/")
    dashboard.get_by_role("button", name="Neu", exact=True).click()
    dashboard.get_by_role("link", name="Neuer Termin").click()
    expect(dashboard.get_by_placeholder("Seitentitel")).to_be_visible()


def test_a_link_opens_the_panel_of_its_field_and_puts_the_cursor_there(dashboard):
    card = dashboard.locator(".dashboard-card").filter(has_text="Kommende Termine ohne Hinweis zur Anmeldung")
    card.locator(".dashboard-rows a").first.click()
    expect(dashboard.locator('[data-contentpath="registration"] [contenteditable=true]')).to_be_focused()
    expect(dashboard.locator('[data-contentpath="registration"]')).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "address",
    [
        "",
        "news/",
        "people/",
        "topics/",
        "projects/",
        "publications/",
        "event-list/",
        "timetable/",
        "hilfe/redaktion.md",
    ],
)
def test_nothing_is_wider_than_the_screen(dashboard, address, width):
    dashboard.set_viewport_size({"width": width, "height": 800})
    dashboard.goto(f"/admin/{address}")
    assert dashboard.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if titles := dashboard.locator("#listing-results td.title").all():
        assert titles[0].bounding_box()["width"] > 100
