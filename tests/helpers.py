"""Reading what a page shows, and counting what it asks the database."""

import csv
import datetime
import json
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

BERLIN = ZoneInfo("Europe/Berlin")


def berlin(*parts: int) -> datetime.datetime:
    """A moment by the clock of Erfurt: berlin(2020, 7, 1, 10, 30)."""
    return datetime.datetime(*parts, tzinfo=BERLIN)


def soup_of(response) -> BeautifulSoup:
    assert response.status_code == 200, f"{response.status_code} for {response.request['PATH_INFO']}"
    return BeautifulSoup(response.content.decode(), "html.parser")


def get_soup(url: str, client: Client | None = None, **query) -> BeautifulSoup:
    return soup_of((client or Client()).get(url, query))


def graph_of(url: str) -> dict[str, dict]:
    """The nodes of the JSON-LD of a page, by their type."""
    (script,) = get_soup(url).select("script[type='application/ld+json']")
    return {node["@type"]: node for node in json.loads(script.string)["@graph"]}


def main_of(url: str, **query):
    """The part of a page between its header and its footer, without soft hyphens and with plain blanks."""
    response = Client().get(url, query)
    assert response.status_code == 200, f"{response.status_code} for {url}"
    html = response.content.decode().replace("\u00ad", "").replace("\u00a0", " ")
    return BeautifulSoup(html, "html.parser").main


def words(element) -> str:
    """The text of an element in one line, without soft hyphens."""
    return " ".join(element.get_text(" ").replace("\u00ad", "").split())


def hrefs(element, selector: str = "a") -> list[str]:
    """Where the links of an element lead, in their order."""
    return [link["href"] for link in element.select(selector) if link.has_attr("href")]


def titles(element, selector: str) -> list[str]:
    return [words(match) for match in element.select(selector)]


def options(element, name: str) -> list[str]:
    """The values that a select offers, without the empty one."""
    choices = element.select(f"select[name={name}] option")
    return [option["value"] for option in choices if option.get("value")]


def forget_everything():
    """Empty caches, as after a restart. Content types stay: they are asked for once per process."""
    cache.clear()
    for content_type in ContentType.objects.all():
        ContentType.objects.get_for_id(content_type.pk)


def queries_of(url: str, **query) -> list[str]:
    """The queries of a visitor's request after a restart; the request before it has made the renditions.

    Without what asks nothing: beginning and end of a transaction, and how it is to be run.
    """
    client = Client()
    assert client.get(url, query).status_code == 200
    forget_everything()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url, query)
    assert response.status_code == 200
    statements = [entry["sql"] for entry in captured.captured_queries]
    return [sql for sql in statements if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SET LOCAL"))]


def exported_rows(response, form: str) -> list[list]:
    """The rows of a list of the admin, asked for as `csv` or `excel-csv` (texts) or `xlsx` (numbers and dates)."""
    assert response.status_code == 200
    assert response["Content-Disposition"].rstrip('"').endswith(f".{form.removeprefix('excel-')}")
    content = b"".join(response.streaming_content)
    if form == "excel-csv":
        return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    if form == "csv":
        return list(csv.reader(StringIO(content.decode())))
    return [list(row) for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True)]
