"""Print the example sheets of the demo content as PDF files: python tools/print_demo_documents.py

Their words stand in ikpe_site/demo/documents.yaml. The files are tagged, with title and language, as documents of the
institute should be. Needs Chromium.
"""

import html
import os
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "ikpe_site" / "demo"
PUBLISHER = "Institut für kommunale Planung und Entwicklung e.V. (IKPE), Erfurt"
STYLE = """
body { font: 12pt/1.5 Liberation Sans, Arial, sans-serif; color: #16262c; margin: 0; }
.publisher { border-top: 4pt solid #0f6674; padding-top: 8pt; color: #3b5058; }
h1 { font-size: 26pt; line-height: 1.15; margin: 24pt 0 12pt; }
h2 { font-size: 15pt; margin: 20pt 0 4pt; color: #0f6674; }
p, ul { margin: 0 0 8pt; }
.note { background: #eef4f5; padding: 10pt 12pt; }
"""


def page_of(sheet: dict) -> str:
    """The sheet as a page of HTML."""
    title = html.escape(sheet["title"])
    note = f"Beispielblatt anstelle {sheet['instead_of']}. Es ersetzt das Original nicht."
    return (
        f'<!doctype html><html lang="de"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
        f'<p class="publisher">{PUBLISHER}</p><h1>{title}</h1><p class="note">{html.escape(note)}</p>'
        + "".join(map(section_of, sheet["sections"]))
    )


def section_of(section: dict) -> str:
    items = "".join(f"<li>{html.escape(item)}</li>" for item in section.get("items", []))
    words = f"<ul>{items}</ul>" if items else f"<p>{html.escape(section['text'])}</p>"
    return f"<h2>{html.escape(section['heading'])}</h2>{words}"


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"))
        page = browser.new_page()
        for sheet in yaml.safe_load((DEMO / "documents.yaml").read_text(encoding="utf-8")):
            page.set_content(page_of(sheet))
            margin = dict.fromkeys(("top", "right", "bottom", "left"), "22mm")
            page.pdf(path=DEMO / "documents" / sheet["file"], format="A4", margin=margin, tagged=True)
        browser.close()


if __name__ == "__main__":
    main()
