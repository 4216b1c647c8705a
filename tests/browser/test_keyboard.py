"""Menu, accordions and focus work with the keyboard alone, and without any script."""

import pytest

MENU = ".site-header details > summary"
SECTIONS = "main details[name]"


def press_until(page, locator, key="Tab", limit=80):
    """Press a key until the element has the focus."""
    for _press in range(limit):
        page.keyboard.press(key)
        if locator.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{locator} is not reached with {key}")


def focus_is_visible(page) -> bool:
    """The element with the focus, or its card, has a ring around it; a county on the map has a thick edge."""
    return page.evaluate(
        """() => {
            const rings = element => {
                const style = getComputedStyle(element);
                return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            };
            const county = document.activeElement.closest("svg a")?.querySelector("path");
            if (county) return parseFloat(getComputedStyle(county).strokeWidth) >= 4;
            for (let element = document.activeElement; element; element = element.parentElement) {
                if (rings(element)) return true;
            }
            return false;
        }"""
    )


def test_first_stop_is_a_link_that_jumps_over_the_menu(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")
    link = page.locator("a[href='#inhalt']")
    assert link.evaluate("link => link === document.activeElement")
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "inhalt"


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_menu_of_narrow_screens_opens_closes_and_leads_on(key, open_page):
    page = open_page("/", width=360)
    menu, links = page.locator(MENU), page.locator(".site-nav a")
    assert links.count() >= 5
    assert not links.first.is_visible()

    press_until(page, menu)
    assert focus_is_visible(page)
    page.keyboard.press(key)
    assert links.first.is_visible()
    assert links.last.is_visible()
    page.keyboard.press(key)
    assert not links.first.is_visible()

    page.keyboard.press(key)
    press_until(page, links.first, limit=1)
    assert focus_is_visible(page)
    target = links.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")
    assert page.locator(".site-nav a[aria-current='page']").get_attribute("href") == target


def test_menu_of_wide_screens_needs_no_button(open_page):
    page = open_page("/", width=1280)
    assert not page.locator(MENU).is_visible()
    assert page.locator(".site-nav a").first.is_visible()


@pytest.mark.parametrize("kind", ["TopicPage", "WorkAreaPage", "every block"])
def test_accordion_opens_one_section_at_a_time(kind, pages, open_page):
    page = open_page(pages.path(kind))
    name = page.locator(SECTIONS).first.get_attribute("name")
    sections = page.locator(f"main details[name='{name}']")
    assert sections.count() >= 2

    for number in range(sections.count()):
        section = sections.nth(number)
        press_until(page, section.locator("summary"))
        assert focus_is_visible(page)
        if not section.evaluate("section => section.open"):
            page.keyboard.press("Enter")
        assert section.locator(":scope > :not(summary)").first.is_visible()
        assert page.locator(f"main details[name='{name}'][open]").count() == 1

    page.keyboard.press("Enter")
    assert page.locator(f"main details[name='{name}'][open]").count() == 0


def test_every_stop_of_the_keyboard_is_visible(page_type, pages, open_page):
    """Nothing that has the focus is invisible, without a focus ring or covered by the sticky header."""
    page = open_page(pages.path(page_type))
    stops = page.locator("a[href], button, input, select, summary").count()
    for _stop in range(min(stops, 60)):
        page.keyboard.press("Tab")
        html = page.evaluate("() => document.activeElement.outerHTML.slice(0, 120)")
        if html.startswith("<body"):
            break
        assert focus_is_visible(page), html
        assert page.evaluate(
            """() => {
                const element = document.activeElement;
                // A county may lie around another one: what counts is the place of its label.
                const place = element.closest("svg a")?.querySelector("text") ?? element;
                return [...place.getClientRects()].some(box => {
                    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                    return hit && (element.contains(hit) || hit.contains(element));
                });
            }"""
        ), f"covered: {html}"
