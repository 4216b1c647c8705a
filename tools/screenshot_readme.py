"""Takes the picture of the home page that the README shows: tools/screenshot_readme.py http://127.0.0.1:8000/"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "images" / "startseite.png"
WIDTH, HEIGHT = 1280, 1600
LIMIT = 300 * 1024  # bytes


def photograph(address):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        size = {"width": WIDTH, "height": HEIGHT}
        page = browser.new_page(viewport=size, color_scheme="light", reduced_motion="reduce", locale="de-DE")
        page.goto(address, wait_until="networkidle")
        picture = page.screenshot(clip={"x": 0, "y": 0} | size)
        browser.close()
    return Image.open(io.BytesIO(picture)).convert("RGB")


def compressed(picture):
    """The picture as PNG with as many colours as the limit allows."""
    for colours in (256, 128, 64, 32):
        file = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        if file.tell() <= LIMIT:
            return file.getvalue()
    sys.exit(f"The picture does not fit into {LIMIT} bytes.")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    content = compressed(photograph(sys.argv[1]))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_bytes(content)
    print(f"{PICTURE.name}: {len(content) // 1024} KB")


if __name__ == "__main__":
    main()
