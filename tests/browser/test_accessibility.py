"""Every kind of page passes the automatic part of WCAG 2.2 AA, in light and dark, narrow and wide."""

import pytest

from .site import ROOT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

# Opens what is closed, and returns how much that was.
OPEN_EVERYTHING = """() => [...document.querySelectorAll("details:not([open])")].filter(details => {
    details.removeAttribute("name");
    details.open = true;
    return details.checkVisibility();
}).length"""
RUN = """async tags => (await axe.run(document, {runOnly: tags, resultTypes: ["violations"]})).violations.flatMap(
    violation => violation.nodes.map(node => `${violation.id}: ${node.target}\\n${node.failureSummary}`)
)"""


@pytest.fixture(scope="module")
def axe():
    assert AXE.exists(), "The accessibility tests need axe-core: npm ci"
    source = AXE.read_text()

    def violations(page):
        page.evaluate(source)
        page.emulate_media(reduced_motion="reduce")
        found = page.evaluate(RUN, TAGS)
        if page.evaluate(OPEN_EVERYTHING):
            found += page.evaluate(RUN, TAGS)
        return sorted(set(found))

    return violations


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_page_has_no_accessibility_violation_closed_or_with_everything_open(
    page_type, width, scheme, pages, open_page, axe
):
    page = open_page(pages.path(page_type), width=width, color_scheme=scheme, java_script_enabled=True)
    violations = axe(page)
    assert not violations, "\n\n".join(violations)
