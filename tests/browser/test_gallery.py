"""A gallery with scripts: its pictures come up above the page, for the mouse and for the keyboard."""

import re

import pytest
from playwright.sync_api import expect

from .pages import EVERY_BLOCK, SPECIAL


@pytest.fixture
def page(open_page):
    page = open_page(SPECIAL[EVERY_BLOCK], java_script_enabled=True)
    expect(page.locator("dialog.lightbox")).to_be_attached()
    return page


def thumbnails(page):
    return page.locator(".gallery a")


def test_a_picture_comes_up_above_the_page(page):
    address = page.url
    thumbnails(page).first.click()
    dialog = page.get_by_role("dialog", name=re.compile("Bild 1 von"))
    expect(dialog.get_by_role("img")).to_be_visible()
    expect(dialog.locator("figcaption")).to_be_visible()
    expect(dialog.get_by_role("status")).to_have_text(re.compile("Bild 1 von"))
    assert page.url == address
    dialog.get_by_role("button", name="Schließen").click()
    expect(dialog).to_be_hidden()


def test_the_keyboard_goes_from_picture_to_picture_and_back_to_where_it_came_from(page):
    thumbnails(page).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Schließen")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog", name=re.compile("Bild 2 von"))).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("dialog", name=re.compile("Bild 1 von"))).to_be_visible()
    # There is nothing before the first, so the way onward has the focus.
    expect(page.get_by_role("link", name="Nächstes Bild")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(thumbnails(page).first).to_be_focused()


def test_a_click_beside_the_picture_closes_it(page):
    thumbnails(page).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.mouse.click(3, 3)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_picture_that_does_not_come_is_asked_for_as_a_page(page):
    page.route(
        "**/*bild=*", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    with page.expect_navigation(url="**/*bild=*"):
        thumbnails(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Bild 1 von"))


def test_a_new_tab_shows_the_page_of_the_picture(page):
    with page.context.expect_page() as opened:
        thumbnails(page).first.click(modifiers=["ControlOrMeta"])
    assert "bild=" in opened.value.url
