"""The browser tests run with BROWSER_TESTS=1 only (`make browser`); then a missing Chromium is a failure."""

import contextlib
import os
import shutil
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import expect, sync_playwright

from .hand import Hand
from .pages import Pages
from .site import Site, free_port

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
    with built(tmp_path_factory.mktemp("site"), mail_server) as site:
        yield site


@pytest.fixture(scope="session")
def site_to_change(tmp_path_factory, mail_server):
    """Another one, for tests in which people leave and pages go: the other tests look at what is there."""
    with built(tmp_path_factory.mktemp("changed"), mail_server) as site:
        yield site


@contextlib.contextmanager
def built(folder, mail_server):
    site = Site(folder, mail_server.port)
    site.build()
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


def pytest_generate_tests(metafunc):
    """Tests that take `page_type` run for every kind of page the site has, also for those added later."""
    if "page_type" in metafunc.fixturenames:
        metafunc.parametrize("page_type", Pages.types())
