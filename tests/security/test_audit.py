"""The audit of packages without a network finds what a copy of OSV knows of them."""

import json
import subprocess
import sys
import zipfile

import pytest
from django.conf import settings

RANGE = [{"introduced": "0"}, {"fixed": "5.2.19"}, {"introduced": "6.0"}, {"fixed": "6.0.3"}]


def entry(package, **affected):
    return {"id": "PYSEC-1", "summary": "Probe", "affected": [{"package": {"name": package}, **affected}]}


@pytest.fixture
def audit(tmp_path):
    def run(pinned, *entries):
        with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
            for number, item in enumerate(entries):
                archive.writestr(f"{number}.json", json.dumps(item))
        (tmp_path / "pins.txt").write_text(f"# Probe\n{pinned}\n")
        tool = settings.BASE_DIR / "tools" / "audit_offline.py"
        command = [sys.executable, tool, tmp_path / "all.zip", tmp_path / "pins.txt"]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return run


@pytest.mark.parametrize(
    ("version", "is_known"),
    [("4.2", True), ("5.2.18", True), ("5.2.19", False), ("5.2.20", False), ("6.0.2", True), ("6.0.3", False)],
)
def test_versions_within_a_range_are_found(version, is_known, audit):
    done = audit(f"Django=={version}", entry("django", ranges=[{"type": "ECOSYSTEM", "events": RANGE}]))
    assert done.returncode == is_known, done.stdout + done.stderr
    assert ("PYSEC-1 Probe" in done.stdout) == is_known


def test_versions_that_are_listed_are_found_whatever_the_spelling_of_the_package(audit):
    assert audit("django_allauth[mfa]==65.1", entry("django-allauth", versions=["65.1"])).returncode == 1
    assert audit("django-allauth==65.2", entry("django-allauth", versions=["65.1"])).returncode == 0


def test_what_was_withdrawn_counts_no_more(audit):
    withdrawn = entry("django", versions=["5.2"]) | {"withdrawn": "2026-01-01T00:00:00Z"}
    assert audit("Django==5.2", withdrawn).returncode == 0
