"""Every kind of page keeps to the scale of sizes and spaces (css/tokens.css), and pictures fill their fields."""

import pytest

from .pages import EVERY_BLOCK
from .test_accessibility import CLOSE_AGAIN, OPEN_EVERYTHING

SIZES = {"16px", "19px", "22px", "28px", "36px", "42px", "50px", "66px"}
SPACES = {f"{space}px" for space in (0, 4, 8, 12, 16, 24, 32, 48, 80)}
LONGEST_LINE = 75  # characters

# A drawing has units of its own, and what only screen readers get has no look.
SHOWN = """const shown = [...document.querySelectorAll("body, body *")].filter(element =>
    !element.closest("svg, option, .visually-hidden, script, wagtail-userbar") && element.checkVisibility()
);"""
USED_SIZES = f"""() => {{
    {SHOWN}
    const says = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    return shown.filter(says).map(element => [getComputedStyle(element).fontSize, element.outerHTML.slice(0, 90)]);
}}"""
USED_SPACES = f"""() => {{
    {SHOWN}
    const sides = ["top", "right", "bottom", "left"];
    const names = ["row-gap", "column-gap", ...sides.flatMap(side => [`padding-${{side}}`, `margin-${{side}}`])];
    return shown.flatMap(element => {{
        const style = element.computedStyleMap();
        const where = element.outerHTML.slice(0, 90);
        return names.map(name => [style.get(name).toString().replace("-", ""), `${{name}} ${{where}}`]);
    }}).filter(([value]) => !["auto", "normal"].includes(value));
}}"""
LONG_LINES = f"""longest => {{
    {SHOWN}
    const isBlock = element => !/^(inline|contents)$/.test(getComputedStyle(element).display);
    return shown.filter(isBlock).flatMap(block => {{
        const lines = {{}}, range = document.createRange();
        const words = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        while (words.nextNode()) {{
            let around = words.currentNode.parentElement;
            if (around.closest(".visually-hidden, svg, script, pre")) continue;
            while (!isBlock(around)) around = around.parentElement;
            if (around !== block) continue;
            for (const word of words.currentNode.data.matchAll(/\\S+/g)) {{
                range.setStart(words.currentNode, word.index);
                range.setEnd(words.currentNode, word.index + word[0].length);
                const line = Math.round(range.getBoundingClientRect().bottom / 8);
                lines[line] = `${{lines[line] ?? ""}} ${{word[0].replaceAll("\\u00ad", "")}}`;
            }}
        }}
        return Object.values(lines).map(line => line.trim()).filter(line => line.length > longest);
    }});
}}"""

FIELDS = ", ".join(
    [
        *(f".{name}" for name in ("card-media", "topic-tile-media", "page-header-picture", "person-portrait")),
        *(f".{name} picture" for name in ("lead-picture", "story-picture", "gallery")),
    ]
)
IN_FORMAT = """([width, height]) => document.querySelectorAll("picture img").forEach(image => {
    image.parentElement.querySelectorAll("source").forEach(source => source.remove());
    image.removeAttribute("srcset");
    image.setAttribute("width", width);
    image.setAttribute("height", height);
    const size = `width='${width}' height='${height}' viewBox='0 0 ${width} ${height}'`;
    image.src = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' ${size}/>`;
})"""
UNFILLED = """fields => [...document.querySelectorAll(fields)].flatMap(field => {
    const image = field.querySelector("img");
    if (!image || !field.checkVisibility()) return [];
    const [outer, inner] = [field.getBoundingClientRect(), image.getBoundingClientRect()];
    const fits = Math.abs(outer.width - inner.width) < 2 && Math.abs(outer.height - inner.height) < 2;
    const sizes = [outer, inner].map(box => `${Math.round(box.width)}×${Math.round(box.height)}`);
    const name = field.className || field.parentElement.className;
    return fits && inner.height <= innerHeight ? [] : [`${name}: ${sizes}`];
})"""


def off_scale(used, scale) -> set[str]:
    return {f"{value}: {where}" for value, where in used if value not in scale}


@pytest.mark.parametrize("width", [360, 1280])
def test_text_has_the_sizes_of_the_scale(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    used = page.evaluate(USED_SIZES)
    assert used
    assert not off_scale(used, SIZES)


@pytest.mark.parametrize("width", [360, 1280])
def test_spaces_are_those_of_the_scale(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert not off_scale(page.evaluate(USED_SPACES), SPACES)


@pytest.mark.parametrize("width", [768, 1280, 1920])
def test_no_line_is_too_long_to_read(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(OPEN_EVERYTHING)
    lines = page.evaluate(LONG_LINES, LONGEST_LINE)
    page.evaluate(CLOSE_AGAIN)
    assert not lines


def test_pictures_fill_their_field_at_every_width(page):
    if page.locator(FIELDS).count():
        assert_fields_are_filled(page)


@pytest.mark.parametrize("picture", [(1200, 675), (675, 1200), (640, 640)], ids=str)
def test_pictures_of_every_format_fill_their_field(open_page, pages, picture):
    page = open_page(pages.path(EVERY_BLOCK))
    page.evaluate(IN_FORMAT, list(picture))
    assert_fields_are_filled(page)


def assert_fields_are_filled(page):
    for width in range(320, 1921, 64):
        page.set_viewport_size({"width": width, "height": 900})
        assert not page.evaluate(UNFILLED, FIELDS), f"{width} pixels wide"
