"""Visitors while something happens."""

import http.client
import secrets
import threading
import time
from collections import Counter

from .client import Client
from .expectation import expect


class Load:
    """Visitors and forms without a pause, while something happens. Counts what was answered and how long it took."""

    def __init__(self, paths: list[str], threads: int = 4):
        self.paths = paths
        self.stop = threading.Event()
        self.answers, self.slowest, self.errors = Counter(), Counter(), []
        self.threads = [threading.Thread(target=self.visit, args=(number,)) for number in range(threads)]

    def visit(self, number: int) -> None:
        client, count = Client(), number
        while not self.stop.is_set():
            kind, path = ("cached", self.paths[count % len(self.paths)])
            if count % 4 == 1:
                kind, path = "uncached", f"/suche/?q=wort{secrets.token_hex(4)}"
            elif count % 4 == 3:
                kind, path = "form", "/kontakt/nachricht/"
            count += 1
            start = time.monotonic()
            try:
                answer = client.post(path, {"name": "Probe"}) if kind == "form" else client.get(path)
                self.answers[kind] += 1
                if answer.status >= 400:
                    self.errors.append(f"{kind} {path}: {answer.status}")
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(f"{kind} {path}: {error!r}")
                client = Client()
            self.slowest[kind] = max(self.slowest[kind], time.monotonic() - start)
            time.sleep(0.05)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *exception):
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def result(self) -> str:
        expect(not self.errors, f"{len(self.errors)} of {self.answers.total()} lost: {self.errors[:3]}")
        slowest = ", ".join(f"{kind} {seconds:.1f} s" for kind, seconds in sorted(self.slowest.items()))
        return f"0 of {self.answers.total()} requests lost; slowest: {slowest}"
