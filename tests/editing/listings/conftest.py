"""The lists of all pages of a type in the admin, as they are read."""

from django.urls import reverse

from tests.helpers import get_soup, words

LISTS = ["news", "people", "topics", "projects", "publications", "events"]  # in the order of the site


def index(name) -> str:
    return reverse(f"{name}:index")


def rows(client, name, **query):
    return get_soup(index(name), client, **query).select("#listing-results tbody tr")


def shown(client, name, **query) -> list[str]:
    """The titles in a list, in their order."""
    return [words(row.select_one("td.title a")) for row in rows(client, name, **query)]


def cells(row) -> list[str]:
    return [words(cell) for cell in row.select("td")][2:]
