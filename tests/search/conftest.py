"""Pages of factories are saved in a transaction that never ends, so nothing is indexed by itself: `index()` does."""

import pytest

from ikpe_site.search.index import rebuild
from tests.helpers import main_of, titles


@pytest.fixture
def index(site_tree):
    return rebuild


@pytest.fixture
def results(index):
    """A function that returns the titles that a search shows, after all pages were indexed."""

    def search(query, **parameters):
        index()
        return titles(main_of("/suche/", q=query, **parameters), ".results h2")

    return search
