"""What runs before each commit is what `make lint` runs."""

import re
import shlex

import yaml
from django.conf import settings


def test_the_hooks_of_a_commit_run_each_check_of_make_lint():
    makefile = (settings.BASE_DIR / "Makefile").read_text(encoding="utf-8")
    hooks = yaml.safe_load((settings.BASE_DIR / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    entries = [set(shlex.split(hook["entry"].replace("'", ""))) for hook in hooks["repos"][0]["hooks"]]
    checks = re.search(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)[1].splitlines()
    assert checks
    for check in checks:
        words = set(shlex.split(check.replace("$(BIN)", ".venv/bin").replace("$$", "$").rpartition("xargs ")[2])) - {
            ".",
            "grep",
            "-nE",
        }
        assert any(words <= entry for entry in entries), check
