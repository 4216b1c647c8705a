import argparse
import json
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from .changes import Change, changes_of
from .trials import OPTIONS, Trials

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "var" / "mutants"
EQUIVALENT = Path(__file__).with_name("equivalent.txt")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make mutants", description="Show what the tests of a module do not notice.")
    parser.add_argument("modules", nargs="*", help="files among those of [tool.mutants] in pyproject.toml; else all")
    parser.add_argument("--minutes", type=float, default=20, help="for all of them; the next run goes on from there")
    parser.add_argument("--report", action="store_true", help="try nothing, only say what is known")
    options = parser.parse_args()
    tests_of = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mutants"]
    names = options.modules or list(tests_of)
    if missing := [name for name in names if name not in tests_of]:
        parser.error(f"[tool.mutants] in pyproject.toml does not say which tests cover {', '.join(missing)}")
    end = time.monotonic() + 60 * options.minutes
    for number, name in enumerate(names):
        module = Module(name, tests_of[name])
        if not options.report:
            now = time.monotonic()
            module.run(until=now + (end - now) / (len(names) - number))
        module.report()


class Module:
    """A module, its tests, and by the keys of its changes whether the tests have noticed them (`noticed`)."""

    def __init__(self, name: str, tests: list[str]):
        self.name, self.tests = name, tests
        by_key = {change.key: change for change in changes_of((ROOT / name).read_text())}
        equivalent = without_effect(name)
        self.changes = {key: change for key, change in by_key.items() if change.text not in equivalent}
        self.equivalent = len(by_key) - len(self.changes)
        self.file = RESULTS / f"{name.replace('/', '.')}.json"
        known = json.loads(self.file.read_text()) if self.file.exists() else {}
        self.noticed = {key: noticed for key, noticed in known.items() if key in self.changes}

    @property
    def unnoticed(self) -> list[Change]:
        return [self.changes[key] for key, noticed in self.noticed.items() if not noticed]

    def todo(self, until: float) -> Iterator[Change]:
        """First what was not noticed before, then what was not tried yet, until it is time to stop."""
        untried = [change for key, change in self.changes.items() if key not in self.noticed]
        for change in [*self.unnoticed, *untried]:
            if time.monotonic() > until:
                return
            yield change

    def note(self, change: Change, is_noticed: bool) -> None:
        self.noticed[change.key] = is_noticed
        self.file.write_text(json.dumps(self.noticed, indent=1))

    def run(self, until: float) -> None:
        RESULTS.mkdir(parents=True, exist_ok=True)
        trials = Trials(ROOT / self.name, self.tests, self.todo(until), self.note)
        if status := pytest.main([*OPTIONS, *self.tests], plugins=[trials]):
            sys.exit(status)

    def report(self) -> None:
        """Print a row of the table in docs/mutants.md, then what was not noticed."""
        count, unnoticed = len(self.noticed), sorted(self.unnoticed, key=lambda change: change.line)
        share = f"{100 * (count - len(unnoticed)) / count:.0f} %" if count else ""
        cells = f"`{self.name}`", len(self.changes), count, count - len(unnoticed), share, self.equivalent
        print(f"\n| {' | '.join(map(str, cells))} |")
        for change in unnoticed:
            print(f"    {change.line}: {change.text}")


def without_effect(name: str) -> set[str]:
    """The changes to a module that no test has to notice: those indented under its name."""
    module, equivalents = "", set()
    for line in EQUIVALENT.read_text().splitlines():
        if not line.startswith(" "):
            module = line
        elif module == name:
            equivalents.add(line.strip())
    return equivalents


main()
