"""What somebody sees who opens a feed in a browser instead of a feed reader."""

import pytest


@pytest.mark.parametrize("width", [320, 1280])
def test_a_feed_says_what_it_is_and_leads_to_the_explanation(width, browser, site):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{site.url}/themen/armuts-praevention/feed/")
    assert page.get_by_text("Dies ist ein Feed.").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    with page.expect_navigation():
        page.get_by_text("So abonnieren Sie").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Neues abonnieren"
    page.close()
