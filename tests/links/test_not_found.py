"""Addresses that visitors asked for in vain: counted at little cost, and one click away from a redirect."""

import datetime
import time
from collections import Counter

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponseNotFound
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from ikpe_site.links import not_found as module
from ikpe_site.links.middleware import RedirectMiddleware
from ikpe_site.links.models import MissingUrl
from ikpe_site.links.not_found import KEPT_FOR, MAX_PENDING, MAX_ROWS, counter, write
from tests.factories import NewsPageFactory
from tests.helpers import hrefs, soup_of, words

pytestmark = pytest.mark.database

REPORT = "missing_urls"


def ask(url, **headers):
    return Client(raise_request_exception=False).get(url, **headers)


def counted() -> dict:
    counter.written_at = float("-inf")
    ask("/aufschreiben/")
    return {row.path: row.count for row in MissingUrl.objects.exclude(path="/aufschreiben")}


def test_a_miss_is_counted_with_path_number_and_day_and_nothing_else(site_tree):
    ask("/themen/verschwunden/?name=Petra", headers={"user-agent": "Probe", "referer": "https://example.org/"})
    (row,) = MissingUrl.objects.values()
    assert row.pop("id")
    assert row == {"path": "/themen/verschwunden", "count": 1, "last_asked_on": timezone.localdate()}


def test_what_exists_or_is_redirected_is_not_counted(site_tree):
    post = NewsPageFactory()
    Redirect.add_redirect("/alt/", post)
    for url in (post.url, "/alt/", "/suche/", "/?utm_source=brief"):
        ask(url)
    assert counted() == {}


@pytest.mark.parametrize(
    "url",
    [
        "/admin/gibt-es-nicht/",
        "/anmeldung/geheimer-schluessel/",
        "/petra@example.org/",
        "/wp-login.php",
        "/wp-admin/setup/",
        "/.env",
        "/.git/config",
        "/cgi-bin/x",
        "/" + "a" * 400 + "/",
        "/a%0ab/",
        "/a%00b/",
        "/?p=%0a",
    ],
)
def test_what_holds_keys_or_comes_from_scanners_is_not_counted(url, site_tree):
    ask(url)
    assert counted() == {}


def test_a_form_sent_to_nowhere_is_not_counted(site_tree):
    Client().post("/gibt-es-nicht/")
    assert counted() == {}


@pytest.mark.parametrize(
    ("url", "path"),
    [("/?p=123&x=1", "/?p=123"), ("/2020/03/rueckblick/", "/2020/03/rueckblick"), ("/stra%C3%9Fe/", "/straße")],
)
def test_old_addresses_are_counted_as_redirects_keep_them(url, path, site_tree):
    ask(url)
    assert counted() == {path: 1}


def test_many_requests_are_written_together(site_tree):
    ask("/a/")
    counter.written_at = float("inf")  # however long this takes: nothing is written meanwhile
    with CaptureQueriesContext(connection) as captured:
        for _n in range(20):
            ask("/a/")
            ask("/b/")
    assert not [query for query in captured.captured_queries if not query["sql"].lstrip("(").startswith("SELECT")]
    assert counted() == {"/a": 21, "/b": 20}


def test_a_million_addresses_leave_a_short_list_and_what_is_wanted_stays_on_it(site_tree):
    write(Counter({"/gesucht": 5}))
    for batch in range(3 * MAX_ROWS // MAX_PENDING):
        write(Counter({f"/unsinn-{batch}-{n}": 1 for n in range(MAX_PENDING)}))
    assert MissingUrl.objects.count() == MAX_ROWS
    assert MissingUrl.objects.get(path="/gesucht").count == 5


def test_memory_holds_no_more_than_a_hundred_addresses(site_tree):
    counter.written_at = float("inf")  # however long this takes: nothing is written meanwhile
    for n in range(MAX_PENDING + 50):
        ask(f"/unsinn-{n}/")
    assert len(counter.pending) == MAX_PENDING


def test_writing_takes_the_same_few_queries_however_many_addresses(site_tree):
    def queries(number):
        with CaptureQueriesContext(connection) as captured:
            write(Counter({f"/{n}": 1 for n in range(number)}))
        return len(captured)

    write(Counter({f"/{n}": 1 for n in range(MAX_PENDING)}))
    assert queries(2) == queries(MAX_PENDING) <= 8


def test_what_nobody_asked_for_in_three_months_is_forgotten(site_tree):
    long_ago = timezone.localdate() - KEPT_FOR - datetime.timedelta(days=1)
    MissingUrl.objects.create(path="/lange-her", count=99, last_asked_on=long_ago)
    write(Counter({"/heute": 1}))
    assert [row.path for row in MissingUrl.objects.all()] == ["/heute"]


def test_a_database_that_takes_nothing_does_not_harm_the_visitor(site_tree, monkeypatch):
    def fail(_counts):
        raise DatabaseError

    monkeypatch.setattr(module, "write", fail)
    assert ask("/gibt-es-nicht/").status_code == 404


@pytest.mark.scale
def test_ten_thousand_requests_do_not_hurt(site_tree, rf):
    """What redirects and counting add to the page that says so: CPU a request, and the rows that are left."""
    middleware = RedirectMiddleware(lambda request: HttpResponseNotFound())
    requests = [rf.get(f"/unsinn-{n}/") for n in range(10_000)]
    start = time.process_time()
    for request in requests:
        middleware(request)
    each = (time.process_time() - start) / len(requests)
    print(f"{each * 1000:.2f} ms CPU a request, {MissingUrl.objects.count()} rows")  # noqa: T201
    assert MissingUrl.objects.count() <= MAX_ROWS
    assert each < 0.005


# --- the report ------------------------------------------------------------------------------------------------------


def rows(client):
    return [words(row) for row in soup_of(client.get(reverse(REPORT))).select("table.listing tbody tr")]


def test_editors_see_the_most_wanted_first(editor_client):
    write(Counter({"/selten": 1, "/oft": 7}))
    first, second = rows(editor_client)
    assert first.startswith("/oft 7")
    assert second.startswith("/selten 1")


def test_one_click_leads_to_the_form_with_the_address_and_afterwards_it_is_no_longer_missing(editor_client):
    post = NewsPageFactory(title="Neu")
    write(Counter({"/alt": 3}))
    page = soup_of(editor_client.get(reverse(REPORT)))
    (url,) = [href for href in hrefs(page, "table.listing a") if "old_path" in href]
    soup = soup_of(editor_client.get(url))
    assert soup.select_one("input[name=old_path]")["value"] == "/alt"
    data = {"old_path": "/alt", "is_permanent": "on", "redirect_page": post.pk, "site": "", "redirect_link": ""}
    assert editor_client.post(url, data).status_code == 302
    assert Client().get("/alt/")["Location"] == post.url
    assert rows(editor_client) == []


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_the_report_can_be_exported(editor_client, extension):
    write(Counter({"/oft": 7}))
    response = editor_client.get(reverse(REPORT), {"export": extension})
    assert f".{extension}" in response["Content-Disposition"]
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert extension == "xlsx" or b"/oft,7" in content


def test_the_report_can_be_searched(editor_client):
    write(Counter({"/selten": 1, "/oft": 7}))
    page = soup_of(editor_client.get(reverse(REPORT), {"q": "oft"}))
    assert len(page.select("table.listing tbody tr")) == 1


def test_visitors_do_not_see_the_report(site_tree):
    assert Client().get(reverse(REPORT)).status_code == 302


# --- the form of a redirect ------------------------------------------------------------------------------------------


@pytest.fixture
def errors(editor_client):
    def send(**changes):
        url = reverse("wagtailredirects:add")
        data = {
            "old_path": "/alt/",
            "site": "",
            "is_permanent": "on",
            "redirect_page": "",
            "redirect_link": "",
        } | changes
        response = editor_client.post(url, data)
        return {} if response.status_code == 302 else response.context["form"].errors

    return send


def test_a_target_of_this_site_is_kept_as_a_page(errors):
    post = NewsPageFactory(title="Ziel")
    assert errors(redirect_link=f"{post.url}") == {}
    redirect = Redirect.objects.get()
    assert (redirect.redirect_page_id, redirect.redirect_link) == (post.pk, "")


def test_a_route_of_a_page_is_kept_with_it(errors):
    assert errors(redirect_link="/termine/kalender.ics") == {}
    assert Redirect.objects.get().redirect_page_route_path == "/kalender.ics"
    assert Client().get("/alt/")["Location"] == "/termine/kalender.ics"


@pytest.mark.parametrize(
    ("link", "field"),
    [
        ("/gibt-es-nicht/", "redirect_link"),
        ("/alt", "redirect_link"),
        ("javascript:alert(1)", "redirect_link"),
        ("http://[", "redirect_link"),
        ("nur Worte", "redirect_link"),
        ("", "redirect_page"),
    ],
)
def test_a_target_that_leads_nowhere_is_refused(link, field, errors):
    assert list(errors(redirect_link=link)) == [field]
    assert not Redirect.objects.exists()


def test_a_circle_is_refused(errors):
    assert errors(old_path="/b/", redirect_link="https://www.example.org/") == {}
    Redirect.objects.update(redirect_link="http://127.0.0.1:8000/alt/")
    assert list(errors(redirect_link="/b/")) == ["redirect_link"]


def test_the_home_page_cannot_be_redirected_but_its_old_queries_can(errors):
    assert list(errors(old_path="/", redirect_link="/suche/")) == ["old_path"]
    assert errors(old_path="/?p=5", redirect_link="/suche/") == {}


def test_an_existing_redirect_can_be_changed(editor_client):
    redirect = Redirect.add_redirect("/alt/", "https://www.example.org/")
    url = reverse("wagtailredirects:edit", args=[redirect.pk])
    soup = soup_of(editor_client.get(url))
    assert soup.select_one("input[name=redirect_link]")["value"] == "https://www.example.org/"
    data = {"old_path": "/alt/", "site": "", "redirect_page": "", "redirect_link": "/suche/?q=Armut"}
    assert editor_client.post(url, data).status_code == 302
    assert Client().get("/alt/")["Location"].endswith("/suche/?q=Armut")
