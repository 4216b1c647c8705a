"""The browser tests run with BROWSER_TESTS=1 only (`make browser`); then a missing Chromium is a failure."""

import contextlib
import os
import shutil
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import expect, sync_playwright

from tests.installation import made_once

from .hand import Hand
from .pages import Pages
from .site import Site, free_port
from .visit import Visit

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]

# Publishing takes seconds on a busy machine. What is there at once is not waited for.
expect.set_options(timeout=20_000)

if os.environ.get("BROWSER_TESTS") != "1":
    collect_ignore_glob = ["test_*.py"]


class Mailbox:
    """A mail server that keeps what it gets."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 named by aiosmtpd
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture(scope="session")
def mail_server():
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    mailbox.port = controller.port
    yield mailbox
    controller.stop()


@pytest.fixture
def mails(mail_server):
    """The mails that the site sends during a test."""
    mail_server.mails.clear()
    return mail_server.mails


@pytest.fixture(scope="session")
def site(tmp_path_factory, mail_server):
    """The website with its demo content, as it runs in production."""
    with copied(tmp_path_factory, "site", mail_server) as site:
        yield site


@pytest.fixture(scope="session")
def site_to_change(tmp_path_factory, mail_server):
    """Another one, for tests in which people leave and pages go: the other tests look at what is there."""
    with copied(tmp_path_factory, "changed", mail_server) as site:
        yield site


@contextlib.contextmanager
def copied(tmp_path_factory, name, mail_server):
    """A copy of the site for this process: what its tests write surprises no other."""
    built = made_once(tmp_path_factory, "built", lambda folder: Site(folder, mail_server.port).build())
    site = Site(tmp_path_factory.mktemp(name), mail_server.port)
    site.copy_from(built)
    with site.running():
        yield site


@pytest.fixture(scope="session")
def pages(site):
    return Pages(site)


@pytest.fixture(scope="session")
def browser():
    chromium = shutil.which("chromium")
    assert chromium, "The browser tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, site):
    """A function that opens a path of the site in a window of its own, as a visitor without any history would.

    Scripts are off, as the site must work without; options are those of Playwright's `new_context`.
    """
    contexts = []

    def open_path(path, *, width=1280, height=900, **options):
        options = {"java_script_enabled": False, "locale": "de-DE"} | options
        context = browser.new_context(base_url=site.url, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_path
    for context in contexts:
        context.close()


@pytest.fixture
def at_work(open_page, site):
    """A function that seats somebody at the first page of the admin."""

    def sit_down(name=site.editor):
        page = open_page("/robots.txt", java_script_enabled=True, height=1000)
        page.on("dialog", lambda dialog: dialog.accept())
        site.sign_in(page, name)
        page.wait_for_load_state("networkidle")
        return Hand(page)

    return sit_down


# --- every type of page: its tests come one after the other, so that the page is loaded once for all of them ---------


@pytest.fixture(scope="session", params=Pages.types())
def page_type(request):
    """Every kind of page the site has, also those added later."""
    return request.param


@pytest.fixture(scope="session")
def visit(browser, site, pages, page_type):
    """The first visit to a page of this type, whose window stays open."""
    with Visit(browser, site.url + pages.path(page_type)) as visit:
        yield visit


@pytest.fixture(scope="session")
def _without_scripts(browser, site, pages, page_type):
    with browser.new_context(java_script_enabled=False, locale="de-DE") as context:
        page = context.new_page()
        page.goto(site.url + pages.path(page_type))
        yield page


@pytest.fixture
def page(_without_scripts):
    """A page of this type, as it is without scripts: from its beginning, in a window 1280 pixels wide."""
    _without_scripts.set_viewport_size({"width": 1280, "height": 900})
    _without_scripts.emulate_media(media="null", forced_colors="null")
    _without_scripts.evaluate("scrollTo(0, 0)")
    return _without_scripts
