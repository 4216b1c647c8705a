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


def pinned(file: str) -> dict[str, str]:
    lines = re.findall(r"^([\w.-]+)(?:\[.*?\])?==(\S+)", (ROOT / file).read_text(), re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in lines}


def test_packages_of_the_image_are_those_that_were_tested_each_with_its_checksum():
    locked, tested = pinned("requirements.lock"), pinned("constraints.txt")
    assert pinned("requirements.txt").items() <= locked.items(), "run make lock"
    assert {name: version for name, version in locked.items() if tested.get(name, version) != version} == {}
    entries = re.split(r"^(?=\w)", (ROOT / "requirements.lock").read_text(), flags=re.MULTILINE)[1:]
    assert len(entries) == len(locked)
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "--require-hashes -r requirements.lock" in (ROOT / "Dockerfile").read_text()
