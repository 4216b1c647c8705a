"""A fixed set of questions against the demo content: each leads where its visitor wants to get.

Prints the share that is among the first results, on SQLite or, with DATABASE_URL, on PostgreSQL.
"""

from pathlib import Path

import pytest
import yaml
from django.db import connection

from tests.demo_content import load
from tests.helpers import hrefs, main_of, words

pytestmark = pytest.mark.database

QUESTIONS = yaml.safe_load((Path(__file__).parent / "queries.yaml").read_text())
FIRST = 3
REQUIRED = 0.95


@pytest.fixture
def demo(db):
    load()


def results(query: str) -> list[str]:
    """Where the results lead, documents by their title; those of what is proposed, if nothing has the words."""
    page = main_of("/suche/", q=query)
    if not page.select(".result") and (proposal := page.select_one(".did-you-mean a")):
        page = main_of("/suche/", q=words(proposal))
    titles = []
    for result in page.select(".result"):
        link = result.h2.a
        titles.append(words(link) if link["href"].startswith("/documents/") else hrefs(result.h2)[0])
    return titles


def test_what_is_looked_for_is_among_the_first_three(demo, capsys):
    assert len(QUESTIONS) >= 60
    missed, first = [], 0
    for question in QUESTIONS:
        titles = results(question["query"])
        first += bool(titles) and titles[0] in question["expected"]
        if not set(titles[:FIRST]) & set(question["expected"]):
            missed.append(f"{question['query']}: {titles[:FIRST]}")
    share = 1 - len(missed) / len(QUESTIONS)
    with capsys.disabled():
        print(  # noqa: T201 the share is what this test is asked for
            f"\n{connection.vendor}: {share:.1%} of {len(QUESTIONS)} among the first {FIRST}, "
            f"{first / len(QUESTIONS):.1%} first. Not: {missed}"
        )
    assert share >= REQUIRED, missed
