"""What visitors can rely on, on every kind of page: no tracking, little script, no scrolling sideways, light."""

import gzip
import re
from urllib.parse import urlsplit

import pytest

from .pages import NOT_FOUND
from .test_accessibility import CLOSE_AGAIN, OPEN_EVERYTHING

KILOBYTE = 1024
HTML_BUDGET, VISIT_BUDGET, REQUEST_BUDGET, SCRIPT_BUDGET = 8 * KILOBYTE, 100 * KILOBYTE, 12, 5 * KILOBYTE
# The counties may cost as much as a picture.
MAP, MAP_BUDGET = re.compile(r"<svg(?=[^>]*1000 822).*?</svg>", re.DOTALL), 15 * KILOBYTE
# The pictures of a page without photographs, which stand in it and take no request.
DRAWING, DRAWINGS_BUDGET = re.compile(r'<svg class="cubes.*?</svg>', re.DOTALL), 7 * KILOBYTE

OUTSIDE = """() => {
    const width = document.documentElement.clientWidth;
    return [...document.querySelectorAll("body *")].filter(
        element => element.getBoundingClientRect().right > width + 1 && getComputedStyle(element).position !== "fixed"
    ).map(element => element.outerHTML.slice(0, 120));
}"""

IS_OUTLINED = """link => [link, link.closest(".title-link-area") ?? link].some(
    element => getComputedStyle(element).outlineStyle !== "none"
)"""


@pytest.mark.parametrize("width", [320, 768])
def test_page_does_not_scroll_sideways_with_everything_open(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(OPEN_EVERYTHING)
    overflow = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    outside = page.evaluate(OUTSIDE)
    page.evaluate(CLOSE_AGAIN)
    assert overflow <= 0, outside


def test_page_asks_no_other_host(visit, site):
    assert visit.hosts == {urlsplit(site.url).netloc}


def test_page_leaves_nothing_with_the_visitor(visit):
    assert not visit.cookies
    assert not [answer.url for answer in visit.answers if "set-cookie" in answer.headers]
    assert not visit.stored


def test_page_runs_no_script_but_small_enhancements(page_type, visit):
    """The suggestions of the search, a button that copies on publications and posts, galleries; none in the HTML."""
    enhancements = 1 + (page_type in ("PublicationPage", "NewsPage")) + visit.has_gallery
    scripts = [request for request in visit.requests if request.resource_type == "script"]
    assert len(scripts) == enhancements
    assert visit.scripts == enhancements
    assert not visit.handlers
    assert sum(visit.sizes[request.url] for request in scripts) <= SCRIPT_BUDGET


def test_page_loads_without_errors(page_type, visit):
    failed = [answer.url for answer in visit.answers if answer.status >= 400]
    if page_type == NOT_FOUND:
        assert failed == [visit.url]
    else:
        assert not failed
        assert not visit.messages


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


def test_first_visit_stays_within_the_budget(page_type, visit, pages):
    source = pages.get(pages.path(page_type))
    html, drawn = compressed(source), MAP.sub("", source)
    without_map, text = compressed(drawn), compressed(DRAWING.sub("", drawn))
    files = [request.resource_type for request in visit.requests if request.resource_type != "image"]
    assert {"document", "stylesheet", "font"} <= set(files)
    assert text <= HTML_BUDGET
    assert without_map - text <= DRAWINGS_BUDGET
    assert html - without_map <= MAP_BUDGET
    assert html + sum(visit.sizes.values()) <= VISIT_BUDGET, visit.sizes
    assert len(files) <= REQUEST_BUDGET


def test_pictures_have_a_size_an_alternative_text_and_load(page):
    for picture in page.locator("img").all():
        html = picture.evaluate("img => img.outerHTML")
        assert picture.get_attribute("alt") is not None, html
        assert int(picture.get_attribute("width") or 0) > 0, html
        assert int(picture.get_attribute("height") or 0) > 0, html
        picture.scroll_into_view_if_needed()
        picture.evaluate("img => img.decode()")


def test_forced_colours_keep_text_links_and_focus_visible(page):
    page.emulate_media(forced_colors="active")
    assert page.locator("h1").is_visible()
    link = page.locator("main a[href]").first
    if link.count():
        link.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert link.evaluate(IS_OUTLINED), "neither the link nor the card that it leads from"


def test_print_shows_every_section_and_no_menu(page):
    page.emulate_media(media="print")
    assert not page.locator(".site-header nav").is_visible()
    assert not page.locator(".menu-toggle").is_visible()
    assert page.locator("h1").is_visible()
    for details in page.locator("main details:visible").all():
        assert details.evaluate("details => details.lastElementChild.checkVisibility({contentVisibilityAuto: true})")
        assert details.evaluate("details => details.lastElementChild.getBoundingClientRect().height") > 0
    assert page.pdf()[:5] == b"%PDF-"
