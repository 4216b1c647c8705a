"""Trying changes: in forks of a process that has run the tests, or in a new one."""

import gc
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from _pytest.runner import runtestprotocol

from .changes import Change
from .loaded import LoadedModule, statement_at

OPTIONS = ["-q", "-p", "no:randomly", "--no-header", "-m", "not scale and not services"]


class Trials:
    """A plugin of pytest that runs its tests once, to see which pass where, and then tries the changes `todo`.

    `note` takes each with whether the tests noticed it.
    """

    def __init__(self, path: Path, tests: list[str], todo: Iterator[Change], note: Callable[[Change, bool], None]):
        self.path, self.tests, self.todo, self.note = str(path), tests, todo, note
        self.code = path.read_text()
        self.passing = defaultdict(set)  # line → numbers of the tests that pass through it
        self.seconds = []

    def pytest_runtestloop(self, session) -> bool:
        terminal = session.config.get_terminal_writer()
        self.items = session.items
        # What the session has set up stays until its end, the test database above all.
        self.followers = [*self.items[1:], SimpleNamespace(listchain=lambda: [session])]
        for number, item in enumerate(self.items):
            began = time.monotonic()
            with self.tracing(number):
                failures = self.run(number)
            if failures:
                pytest.exit(f"{item.nodeid} fails without any change:\n{failures[0].longreprtext}", returncode=3)
            self.seconds.append(time.monotonic() - began)
        gc.unfreeze()  # what is frozen cannot be found
        self.loaded = LoadedModule(self.path)
        gc.freeze()
        for change in self.todo:
            is_noticed = self.is_noticed(change)
            self.note(change, is_noticed)
            terminal.write("." if is_noticed else "S", flush=True)
        session._setupstate.teardown_exact(None)  # noqa: SLF001  as pytest ends a session
        return True

    def run(self, number: int) -> list[pytest.TestReport]:
        """Run a test; return what failed of it."""
        reports = runtestprotocol(self.items[number], nextitem=self.followers[number], log=False)
        return [report for report in reports if report.failed]

    @contextmanager
    def tracing(self, number: int):
        def line(frame, event, argument):
            if event == "line":
                self.passing[frame.f_lineno].add(number)
            return line

        def call(frame, event, argument):
            return line if frame.f_code.co_filename == self.path else None

        threading.settrace(call)
        sys.settrace(call)
        try:
            yield
        finally:
            sys.settrace(None)
            threading.settrace(None)

    def is_noticed(self, change: Change) -> bool:
        """Tests that pass through a changed function are all that can notice it. Any can notice a changed constant.

        Where it was read while modules were imported, a fork does not see its new value: nothing counts as unnoticed
        before a new process has said so.
        """
        if functions := self.loaded.functions_in(change.code):
            lines = statement_at(self.code, change.line)
            return self.is_noticed_in_a_fork(self.passing_through(lines), functions)
        if constants := self.loaded.constants_in(change.code):
            first = self.passing_through(self.loaded.lines_that_name(constants))
            rest = [number for number in range(len(self.items)) if number not in first]
            if self.is_noticed_in_a_fork([*first, *rest], constants):
                return True
        return self.is_noticed_anew(change)

    def passing_through(self, lines) -> list[int]:
        """The numbers of the tests that pass through any of these lines, the quickest first."""
        return sorted(set().union(*(self.passing[line] for line in lines)), key=self.seconds.__getitem__)

    def is_noticed_in_a_fork(self, numbers: list[int], swaps) -> bool:
        limit = 5 + 5 * sum(self.seconds[number] for number in numbers)
        if not (child := os.fork()):
            try:
                signal.setitimer(signal.ITIMER_REAL, limit)  # ends the process
                quiet = os.open(os.devnull, os.O_RDWR)
                for stream in (0, 1, 2):
                    os.dup2(quiet, stream)
                for swap in swaps:
                    swap()
                self.loaded.forget_what_was_computed()
                os._exit(1 if any(self.run(number) for number in numbers) else 0)
            finally:
                os._exit(2)
        _pid, status = os.waitpid(child, 0)
        return status != 0

    def is_noticed_anew(self, change: Change) -> bool:
        """Try a change in a process that imports the module as it is changed."""
        with tempfile.NamedTemporaryFile("w", suffix=".py") as changed:
            changed.write(change.code)
            changed.flush()
            command = [sys.executable, "-m", "pytest", "-x", "-p", "tools.mutants.importing", *OPTIONS, *self.tests]
            environment = os.environ | {"MUTANT_OF": self.path, "MUTANT": changed.name}
            limit = 60 + 5 * sum(self.seconds)
            try:
                done = subprocess.run(  # noqa: S603 pytest
                    command, env=environment, capture_output=True, timeout=limit, check=False
                )
            except subprocess.TimeoutExpired:
                return True
            return done.returncode != 0
