"""Every kind of page passes the automatic part of WCAG 2.2 AA, in light and dark, narrow and wide."""

import pytest

from .site import ROOT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # all that differs in the dark
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

# Opens what is closed, one section of an accordion beside the other, and returns how much that was.
OPEN_EVERYTHING = """() => [...document.querySelectorAll("details:not([open])")].filter(details => {
    details.dataset.name = details.getAttribute("name") ?? "";
    details.removeAttribute("name");
    details.open = true;
    return details.checkVisibility();
}).length"""
CLOSE_AGAIN = """() => document.querySelectorAll("details[data-name]").forEach(details => {
    details.open = false;
    if (details.dataset.name) details.setAttribute("name", details.dataset.name);
    delete details.dataset.name;
})"""
RUN = """async tags => (await axe.run(document, {runOnly: tags, resultTypes: ["violations"]})).violations.flatMap(
    violation => violation.nodes.map(node => `${violation.id}: ${node.target}\\n${node.failureSummary}`)
)"""


@pytest.fixture(scope="session")
def looked_at(visit):
    """The page of a visit, with axe in it."""
    assert AXE.exists(), "The accessibility tests need axe-core: npm ci"
    visit.page.evaluate(AXE.read_text())
    return visit.page


def arrange(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("scrollTo(0, 0)")  # what scrolled under the header on the way would count as covered


@pytest.mark.parametrize("width", [320, 1280])
def test_page_has_no_accessibility_violation_closed_or_with_everything_open(looked_at, width):
    arrange(looked_at, width, "light")
    violations = looked_at.evaluate(RUN, TAGS)
    if looked_at.evaluate(OPEN_EVERYTHING):
        violations += looked_at.evaluate(RUN, TAGS)
    looked_at.evaluate(CLOSE_AGAIN)
    assert not violations, "\n\n".join(sorted(set(violations)))


@pytest.mark.parametrize("width", [320, 1280])
def test_the_dark_has_enough_contrast_with_everything_open(looked_at, width):
    arrange(looked_at, width, "dark")
    looked_at.evaluate(OPEN_EVERYTHING)
    violations = looked_at.evaluate(RUN, COLOURS)
    looked_at.evaluate(CLOSE_AGAIN)
    assert not violations, "\n\n".join(violations)
