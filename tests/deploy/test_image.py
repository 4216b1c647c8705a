"""The image holds the files that the site reads while it runs, and .dockerignore names them one by one."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'BASE_DIR / "([^"]+)"')
MADE_THERE = {"var", ".env"}


def taken() -> set[str]:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    return {line[1:].split("/")[0] for line in lines if line.startswith("!")}


def test_what_the_site_reads_is_in_the_image():
    folders = [folder for folder in taken() if (ROOT / folder).is_dir()]
    code = [file.read_text() for folder in folders for file in (ROOT / folder).rglob("*.py")]
    read = {name for text in code for name in READ.findall(text)}
    assert {"pyproject.toml", "CHANGELOG.md", "templates"} <= read
    assert read - MADE_THERE <= taken()


def test_what_the_image_takes_is_there():
    assert all((ROOT / name).exists() for name in taken())
