"""What an editor does by hand: clicks and filled fields, by the words on the screen, and counted."""

import datetime
import re

from playwright.sync_api import Locator, Page, expect

# What stands in a closed panel or behind another tab, from the inside to the outside.
HIDDEN_BY = "xpath=ancestor::*[@hidden or (self::details and not(@open))]"


class Hand:
    """The hand of somebody at the screen of `page`, who opens a tab or panel to get at what it hides."""

    def __init__(self, page: Page):
        self.page = page
        self.clicks = self.fields = 0

    def __str__(self):
        return f"{self.clicks} Klicks, {self.fields} Felder"

    # --- clicks ---

    def click(self, element: Locator) -> None:
        self.uncover(element)
        element.click()
        self.clicks += 1

    def press(self, name: str, within: Locator | None = None) -> None:
        """A button with this name; the first one, if there are several."""
        self.click((within or self.page).get_by_role("button", name=name, exact=True, include_hidden=True).first)

    def follow(self, name: str, within: Locator | None = None) -> None:
        self.click((within or self.page).get_by_role("link", name=name, exact=True).first)
        self.page.wait_for_load_state("networkidle")

    def tick(self, name: str) -> None:
        self.click(self.field(name))

    def menu(self, *names: str) -> None:
        """An entry of the sidebar, by way of the entries above it."""
        sidebar = self.page.locator("#wagtail-sidebar")
        for name in names:
            self.click(sidebar.get_by_text(name, exact=True).first)
        self.page.wait_for_load_state("networkidle")

    # --- fields ---

    def field(self, label: str, within: Locator | None = None) -> Locator:
        """The field with this label, which may bear the star of a required one; panels have labels as well."""
        labelled = (within or self.page).get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$"))
        field = labelled.and_(self.page.locator("input, textarea, select, [role=textbox]")).first
        self.uncover(field)
        return field

    def fill(self, label: str, text: str, within: Locator | None = None) -> None:
        self.field(label, within).fill(text)
        self.fields += 1

    def date(self, label: str, moment: datetime.date, form: str = "%d.%m.%Y") -> None:
        """Typed, and on with the key for the next field until no calendar is open: each date opens its own."""
        self.field(label).fill(f"{moment:{form}}")
        calendar = self.page.locator(".xdsoft_datetimepicker:visible")
        calendar.wait_for()
        while calendar.count():
            self.page.keyboard.press("Tab")
            self.page.wait_for_timeout(300)  # it opens after a moment
        self.fields += 1

    def choose(self, label: str, option: str, within: Locator | None = None) -> None:
        self.field(label, within).select_option(option)
        self.fields += 1

    def upload(self, field: Locator, name: str, content: bytes, kind: str) -> None:
        field.set_input_files({"name": name, "mimeType": kind, "buffer": content})
        self.fields += 1

    def title(self, text: str) -> None:
        self.page.get_by_placeholder("Seitentitel").press_sequentially(text)
        self.fields += 1

    def block(self, name: str) -> None:
        body = self.page.locator("[data-contentpath=body]")
        self.uncover(body)
        self.click(body.get_by_role("button", name="Einen Block einfügen").last)
        self.click(self.page.get_by_role("option", name=name, exact=True))

    def write(self, text: str) -> None:
        """A block „Text“ of the content with this text."""
        self.block("Text")
        body = self.page.locator("[data-contentpath=body]")
        body.locator("[role=textbox]").last.click()
        self.page.keyboard.type(text)
        kept = body.locator("input[name^=body-][name$=-value]").last  # the editor hands over after a moment
        expect(kept).to_have_value(re.compile(re.escape(text)))
        self.fields += 1

    # --- the form of a page ---

    def picture(self, button: Locator, content: bytes, **fields: str) -> None:
        """Upload a picture where `button` asks for one; `fields` by their labels."""
        self.click(button)
        dialog = self.page.get_by_role("dialog").filter(has_text="Bild auswählen")
        self.click(dialog.get_by_role("tab", name="Hochladen"))
        self.upload(dialog.locator("input[type=file]"), "bild.png", content, "image/png")
        for label, text in fields.items():
            self.fill(label, text, within=dialog)
        self.press("Hochladen", within=dialog)
        expect(dialog).to_be_hidden()

    def action(self, name: str) -> None:
        """The button of the form with this name, or the one that „Mehr Aktionen“ offers."""
        if not self.page.get_by_role("button", name=name, exact=True).is_visible():
            self.press("Mehr Aktionen")
        self.press(name)
        self.succeed()

    def succeed(self) -> None:
        """Wait for the green message."""
        self.page.locator(".messages .success").first.wait_for()

    def uncover(self, element: Locator) -> None:
        """Open the tabs and panels that hide `element`, the outer ones first; each is a click."""
        element.wait_for(state="attached")
        for cover in element.locator(HIDDEN_BY).all():
            name = cover.get_attribute("id")
            opener = self.page.locator(f"[role=tab][href='#{name}'], button[aria-controls='{name}']")
            opener.first.click()
            self.clicks += 1
