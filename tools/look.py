"""Takes pictures of every type of page, as contact sheets under var/look/: make look

One sheet for each width in light and dark, one for paper; every picture of a sheet lies beside it in full size.
`--generated` adds generated pages with pictures of all formats to the demo content, `--only NAME` takes the types of
pages whose name holds NAME.
"""

import argparse
import io
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.utils.text import slugify
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from tests.browser.site import ROOT, Site, free_port

os.environ |= {"DJANGO_SETTINGS_MODULE": "ikpe_site.settings", "DEBUG": "true"}
django.setup()

from tests.browser.pages import Pages  # noqa: E402 asks the models, which are there from here on

FOLDER = ROOT / "var/look"
WIDTHS = (360, 768, 1024, 1280, 1920)
PAPER = 672  # pixels between the margins of an A4 sheet
LONGEST = 4000  # pixels: what comes further down a page is cut from the sheet
COLUMNS, MARGIN, LABEL = 8, 24, 28
SCROLL_THROUGH = """async () => {
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
        scrollTo(0, top);
        await new Promise(requestAnimationFrame);
    }
    scrollTo(0, 0);
    await Promise.all([...document.images].map(image => image.decode().catch(() => null)));
}"""


def photograph(page, width: int, media: str, scheme: str) -> Image.Image:
    """The whole page as it looks at this width, with what loads only when it comes into sight."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=media, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(SCROLL_THROUGH)
    return Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled"))).convert("RGB")


def sheets_of_paper(page) -> int:
    return len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)


def contact_sheet(pictures: dict[str, Image.Image]) -> Image.Image:
    """All pictures side by side, each with its name above it."""
    widest = max(picture.width for picture in pictures.values())
    across = min(widest // 2, 480)
    small = {}
    for name, picture in pictures.items():
        cut = picture.crop((0, 0, picture.width, min(picture.height, LONGEST)))
        small[name] = cut.resize((across, max(1, cut.height * across // cut.width)), Image.Resampling.LANCZOS)
    named = list(small.items())
    rows = [named[start : start + COLUMNS] for start in range(0, len(named), COLUMNS)]
    heights = [max(picture.height for _, picture in row) + LABEL + MARGIN for row in rows]
    sheet = Image.new("RGB", (COLUMNS * (across + MARGIN) + MARGIN, sum(heights) + MARGIN), "#8a8a8a")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(16)
    top = MARGIN
    for row, height in zip(rows, heights, strict=True):
        for column, (name, picture) in enumerate(row):
            left = MARGIN + column * (across + MARGIN)
            draw.text((left, top), name, "white", font)
            sheet.paste(picture, (left, top + LABEL))
        top += height
    return sheet


def take_all(browser, site: Site, wanted: str) -> dict[str, dict[str, Image.Image]]:
    """The pictures by sheet and by type of page."""
    pages, sheets = Pages(site), {}
    page = browser.new_page(base_url=site.url, java_script_enabled=True, locale="de-DE")
    for page_type in pages.types():
        if wanted.lower() not in page_type.lower():
            continue
        path = pages.path(page_type)
        print(page_type, path)
        page.goto(path)
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                sheets.setdefault(f"{width}-{scheme}", {})[page_type] = photograph(page, width, "screen", scheme)
        name = f"{page_type} ({sheets_of_paper(page)} A4)"
        sheets.setdefault("print", {})[name] = photograph(page, PAPER, "print", "light")
    return sheets


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--generated", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site(Path(folder), mail_port=free_port())
        site.build()
        if options.generated:
            site.environment["DEBUG"] = "true"  # generated pages are for development only
            site.manage("generate_content", "1000", "--pictures", "12")
            site.environment["DEBUG"] = "false"
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with site.running():
            sheets = take_all(browser, site, options.only)
        browser.close()
    shutil.rmtree(options.folder, ignore_errors=True)
    for sheet, pictures in sheets.items():
        (options.folder / sheet).mkdir(parents=True)
        for name, picture in pictures.items():
            picture.save(options.folder / sheet / f"{slugify(name)}.webp", quality=80, method=2)
        contact_sheet(pictures).save(options.folder / f"{sheet}.webp", quality=80, method=2)
        print(options.folder / f"{sheet}.webp")


if __name__ == "__main__":
    main()
