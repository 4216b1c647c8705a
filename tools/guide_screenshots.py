"""Takes the pictures of the manual for editors from the demo site, by the words on the screen: make guide

Whatever it does not find is an error: then the manual has to be changed as well.
"""

import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect, sync_playwright

from tests.browser.hand import Hand
from tests.browser.site import ROOT, Site, free_port
from tools.guide_scenes import SCENES

FOLDER = ROOT / "docs" / "redaktion"
WIDTH, HEIGHT, SHARPNESS = 1280, 1000, 1.5
MARGIN, LABEL = 16, 68  # pixels around what a picture is to show, and above it
# No cursor, and nothing pushed sideways by Playwright, which brings everything that it clicks into the middle.
TIDY = """() => {
    document.activeElement.blur();
    for (const element of document.querySelectorAll("*")) if (element.scrollLeft) element.scrollLeft = 0;
}"""
LIMIT = 60 * 1024  # bytes
MARK = "3px solid #b3261e"


class Camera:
    """Takes pictures of the screen of an editor."""

    def __init__(self, browser, site: Site):
        self.browser, self.site = browser, site
        self.taken = {}

    def sit_down(self, name: str) -> Hand:
        """The first page of the admin, as somebody sees it who has just signed in."""
        context = self.browser.new_context(
            base_url=self.site.url,
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=SHARPNESS,
            color_scheme="light",
            reduced_motion="reduce",
            locale="de-DE",
        )
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        self.site.sign_in(page, name)
        page.goto("/admin/")  # without the message that greets
        page.wait_for_load_state("networkidle")
        return Hand(page)

    def take(self, name: str, *shown, mark=None) -> None:
        """What is around all elements of `shown`, with a frame around `mark`."""
        page = shown[0].page
        page.evaluate(TIDY)
        for element in [mark, *shown] if mark else shown:
            expect(element).to_be_visible()
        if mark:
            mark.evaluate("(element, mark) => { element.style.outline = mark }", MARK)
        picture = page.screenshot(clip=frame(shown), animations="disabled")
        if mark:
            mark.evaluate("element => { element.style.outline = '' }")
        self.taken[name] = compressed(name, Image.open(io.BytesIO(picture)).convert("RGB"))


def frame(shown) -> dict:
    """The smallest part of the screen with all elements in it, as wide as the form, and some space around."""
    boxes = [element.bounding_box() for element in shown]
    form = shown[0].locator("xpath=ancestor::*[contains(@class, 'w-form-width')]")
    across = [form.first.bounding_box(), *boxes] if form.count() else boxes
    left = max(0, min(box["x"] for box in across) - MARGIN)
    right = min(WIDTH, max(box["x"] + box["width"] for box in across) + MARGIN)
    top = max(0, min(box["y"] for box in boxes) - LABEL)
    bottom = min(HEIGHT, max(box["y"] + box["height"] for box in boxes) + MARGIN)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def compressed(name: str, picture: Image.Image) -> bytes:
    """The picture as WebP without loss, with as many colours as the limit allows."""
    for colours in (256, 128, 64, 32):
        file = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).convert("RGB").save(file, "WEBP", lossless=True, method=6)
        if file.tell() <= LIMIT:
            return file.getvalue()
    sys.exit(f"{name} does not fit into {LIMIT} bytes.")


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        os.environ.pop("DEBUG", None)
        site = Site(Path(folder), mail_port=free_port())
        site.build()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        camera = Camera(browser, site)
        with site.running():
            for scene in SCENES:
                print(scene.__doc__)
                scene(camera)
        browser.close()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name, content in camera.taken.items():
        (FOLDER / f"{name}.webp").write_bytes(content)
        print(f"{name}.webp: {len(content) // 1024} KB")


if __name__ == "__main__":
    main()
