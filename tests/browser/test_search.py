"""Searching: without a script, on a phone, and with suggestions by keyboard and for assistive technology."""

import pytest
from playwright.sync_api import expect

from .site import ROOT

SCRIPT = ROOT / "static" / "js" / "suggest.js"


@pytest.fixture
def box(open_page):
    """The box of the search in the middle of its page, with scripts."""
    return open_page("/suche/", java_script_enabled=True).get_by_label("Wonach suchen Sie?")


def test_a_visitor_searches_from_the_header_without_a_script(open_page):
    page = open_page("/")
    with page.expect_navigation():  # beside the whole menu there is room for the button only
        page.locator("header").get_by_role("button", name="Suchen").click()
    expect(page.get_by_label("Wonach suchen Sie?")).to_be_visible()
    page = open_page("/", width=1600)
    page.locator("header").get_by_role("searchbox").fill("Armut Ilmkreis")
    with page.expect_navigation():
        page.locator("header").get_by_role("button", name="Suchen").click()
    expect(page.locator(".result").first).to_contain_text("Prozessbegleitung der Planungskoordinator")
    with page.expect_navigation():
        page.get_by_role("link", name="Personen").last.click()
    expect(page.locator(".result").first).to_contain_text("Armut")


def test_a_visitor_searches_on_a_phone_without_a_script(open_page):
    page = open_page("/", width=360)
    page.get_by_text("Menü").click()
    page.locator("header").get_by_role("searchbox").fill("Planung")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".facets")).to_be_hidden()
    page.get_by_text("Treffer eingrenzen").first.click()
    expect(page.locator(".facets")).to_be_visible()


def test_suggestions_are_a_combobox_for_the_keyboard(box):
    page = box.page
    expect(box).to_have_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("sozial")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", "")
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("sozial")
    expect(box).to_be_focused()


@pytest.mark.parametrize("way", ["keyboard", "pointer"])
def test_a_suggestion_that_is_chosen_is_searched(way, box):
    page = box.page
    box.press_sequentially("armutspr")
    option = page.get_by_role("option").first
    title = option.inner_text()
    with page.expect_navigation():
        if way == "keyboard":
            box.press("ArrowDown")
            box.press("Enter")
        else:
            option.click()
    expect(page.get_by_label("Wonach suchen Sie?")).to_have_value(title)
    expect(page.locator(".result h2").first).to_contain_text(title)


def test_without_a_choice_enter_searches_what_was_typed(box):
    box.press_sequentially("armutspr")
    expect(box.page.get_by_role("option").first).to_be_visible()
    with box.page.expect_navigation():
        box.press("Enter")
    expect(box.page.get_by_label("Wonach suchen Sie?")).to_have_value("armutspr")


def test_suggestions_that_do_not_come_disturb_nobody(box):
    messages = []
    box.page.on("pageerror", lambda error: messages.append(error))
    box.page.route("**/vorschlaege/**", lambda route: route.abort())
    box.press_sequentially("sozial")
    with box.page.expect_navigation():
        box.press("Enter")
    assert not messages


def test_open_suggestions_pass_the_checks_for_accessibility(box):
    box.press_sequentially("sozial")
    expect(box.page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.page.evaluate((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text())
    violations = box.page.evaluate("async () => (await axe.run()).violations.map(violation => violation.id)")
    assert violations == []


def test_the_script_is_small():
    assert SCRIPT.stat().st_size <= 2048
