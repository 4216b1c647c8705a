"""What browsers report against the policies of pages, and signing in with a passkey where that is required."""

import copy
import re

import pytest
from playwright.sync_api import expect

from .site import free_port
from .test_editors import TEASER, TEXT, Admin
from .visit import REPORT_VIOLATIONS

ADMIN_PAGES = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/documents/",
    "/admin/documents/add/",
    "/admin/snippets/",
    "/admin/account/",
    "/admin/hilfe/redaktion.md",
    "/admin/reports/site-history/",
    "/admin/settings/core/institutesettings/",
    "/admin/konto/zweiter-faktor/",
    "/admin/konto/zweiter-faktor/totp/activate/",
    "/admin/konto/zweiter-faktor/webauthn/add/",
]


@pytest.fixture
def watched(open_page):
    """A page with scripts, and the list of violations that it reports."""

    def open_watched(path, **options):
        page = open_page("/robots.txt", java_script_enabled=True, **options)
        violations = []
        page.on("console", lambda message: violations.append(message.text) if "VIOLATION" in message.text else None)
        page.context.add_init_script(REPORT_VIOLATIONS)
        page.goto(path)
        page.wait_for_load_state("networkidle")
        return page, violations

    return open_watched


def test_violations_are_reported_at_all(watched):
    page, violations = watched("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">rot</p>')")
    page.wait_for_timeout(300)
    assert any("style-src-attr inline" in violation for violation in violations)


def test_a_page_violates_nothing(page_type, pages, watched):
    _page, violations = watched(pages.path(page_type))
    assert not violations


def test_the_frame_of_embedded_content_is_refused_on_a_page_that_was_not_asked_for_it(watched):
    page, violations = watched("/alle-bausteine/")
    assert not violations
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<iframe src=https://example.com/></iframe>')")
    page.wait_for_timeout(300)
    assert any("frame-src" in violation for violation in violations)


def test_an_editor_sees_the_user_bar_on_a_page_that_violates_nothing(watched, site):
    page, violations = watched("/admin/login/")
    Admin(page).log_in(site)
    violations.clear()
    page.goto("/")
    expect(page.locator("wagtail-userbar")).to_be_attached()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Wagtail").click()
    expect(page.get_by_role("menuitem").first).to_be_visible()
    assert not violations


def test_pages_of_the_admin_violate_nothing(watched, site):
    page, violations = watched("/admin/login/")
    Admin(page).log_in(site)
    for address in ADMIN_PAGES:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert not violations, address


def test_writing_with_pictures_and_preview_violates_nothing(watched, site):
    page, violations = watched("/admin/login/", height=1000)
    page.on("dialog", lambda dialog: dialog.accept())
    admin = Admin(page)
    admin.log_in(site)
    admin.start_post()
    page.get_by_placeholder("Seitentitel").press_sequentially("Sicher")
    page.get_by_role("textbox", name="Teaser").fill(TEASER)
    admin.upload_picture()
    admin.add_block("Text")
    admin.write(0, TEXT)
    expect(admin.preview().get_by_role("heading", level=1)).to_have_text("Sicher")
    page.wait_for_load_state("networkidle")
    assert not violations


@pytest.fixture(scope="module")
def strict_site(site):
    """The same website, started again with a second factor required; passkeys need a name instead of an address."""
    strict = copy.copy(site)
    strict.port = free_port()
    strict.url = f"http://localhost:{strict.port}"
    strict.environment = site.environment | {"SECOND_FACTOR_REQUIRED": "true", "SITE_URL": strict.url}
    with strict.running():
        yield strict


def test_an_author_sets_up_a_passkey_and_logs_in_with_nothing_else(browser, strict_site):
    context = browser.new_context(base_url=strict_site.url, locale="de-DE")
    page = context.new_page()
    authenticator = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})

    page.goto("/admin/pages/")
    page.get_by_label("Benutzername").fill(strict_site.newcomer)
    page.locator("input[type=password]").fill(strict_site.password)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    expect(page.get_by_role("heading", name="Zweiter Faktor")).to_be_visible()

    page.get_by_role("link", name="Hinzufügen").click()
    page.get_by_role("button", name="Hinzufügen").click()
    expect(page.get_by_label("Unbenutzte Codes")).to_have_value(re.compile(r"^(\d{8}\s*){10}$"))
    page.get_by_role("link", name="Zur Verwaltung").click()
    expect(page.get_by_role("link", name="Bilder", exact=True)).to_be_visible()

    page.goto("/admin/konto/abmelden/")
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_label("Benutzername")).to_be_visible()
    page.goto("/admin/")
    expect(page.get_by_label("Benutzername")).to_be_visible()
    page.get_by_role("button", name="Mit einem Passkey anmelden").click()
    expect(page.get_by_role("link", name="Bilder", exact=True)).to_be_visible()
    context.close()
