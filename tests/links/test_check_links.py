"""The link checker: which links it finds, what it says of each, and the report in the admin."""

import datetime
import re
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.contrib.redirects.models import Redirect

from ikpe_site.core.models import InstituteSettings
from ikpe_site.links import checks, external
from ikpe_site.links.checks import check_links, gather
from ikpe_site.links.external import Answer
from ikpe_site.links.links import URL, links_of_block
from ikpe_site.links.models import Link
from ikpe_site.roles.groups import EVENTS
from news.models import RelatedPage
from tests.admin_forms import edit_url
from tests.factories import (
    ContentPageFactory,
    DocumentFactory,
    EventPageFactory,
    NewsPageFactory,
    PublicationPageFactory,
    make_draft,
    make_expired,
    make_private,
)
from tests.helpers import soup_of, words
from tests.links.link_server import link_server

pytestmark = pytest.mark.database

Problem = Link.Problem
REPORT = "broken_links"


def page_with(*links: str, **fields):
    """A page whose text holds links, each given as the attributes of its `a`."""
    html = "".join(f"<p><a {attributes}>Link</a></p>" for attributes in links)
    return ContentPageFactory(body=[("text", html)], **fields)


def broken() -> dict[str, str]:
    gather()
    return dict(Link.objects.broken().values_list("address", "problem"))


# --- within the site -------------------------------------------------------------------------------------------------


def test_links_to_pages_that_are_gone_or_not_public_are_found(site_tree):
    draft, expired, deleted = (NewsPageFactory(title=title) for title in ("Entwurf", "Abgelaufen", "Geloescht"))
    public, private = NewsPageFactory(), NewsPageFactory()
    page_with(*(f'linktype="page" id="{page.pk}"' for page in (draft, expired, deleted, public, private)))
    make_draft(draft)
    make_expired(expired)
    make_private(private)
    deleted.delete()
    assert list(broken().values()) == [Problem.HIDDEN, Problem.HIDDEN, Problem.MISSING]
    assert set(broken()) >= {"Entwurf", "Abgelaufen"}


def test_links_to_documents_that_are_gone_are_found(site_tree):
    kept, deleted = DocumentFactory(), DocumentFactory()
    page_with(f'linktype="document" id="{kept.pk}"', f'linktype="document" id="{deleted.pk}"')
    deleted.delete()
    assert list(broken().values()) == [Problem.MISSING]


@pytest.mark.parametrize(
    ("href", "problem"),
    [
        ("/aktuelles/", None),
        ("/aktuelles/?jahr=2020", None),
        ("/termine/kalender.ics", None),
        ("/suche/?q=Armut", None),
        ("/static/css/site.css", None),
        ("/umgezogen/", None),
        ("/?p=5", None),
        ("http://127.0.0.1:8000/team/", None),
        ("https://testserver/team/", None),
        ("/gibt-es-nicht/", Problem.MISSING),
        ("/aktuelles/gibt-es-nicht/", Problem.MISSING),
        ("/?p=6", Problem.MISSING),
        ("/documents/999/x.pdf", Problem.MISSING),
        ("/media/images/x.png", Problem.MISSING),
        ("https://testserver/gibt-es-nicht/", Problem.MISSING),
        ("/entwurf/", Problem.HIDDEN),
        ("mailto:info@ikpe-erfurt.de", None),
        ("tel:+49361", None),
        ("#abschnitt", None),
    ],
)
def test_addresses_of_the_site_are_checked_without_asking(href, problem, site_tree, monkeypatch):
    monkeypatch.setattr(external, "ask", lambda url: pytest.fail(f"asked {url}"))
    make_draft(ContentPageFactory(title="Entwurf"))
    Redirect.add_redirect("/umgezogen/", site_tree.news)
    Redirect.add_redirect("/?p=5", site_tree.news)
    page_with(f'href="{href}"')
    assert broken() == ({href: problem} if problem else {})


def test_links_are_found_in_every_kind_of_field_and_the_field_is_named(site_tree):
    gone = NewsPageFactory()
    number = gone.pk
    link = {"page": gone, "url": "", "label": "Mehr"}
    elsewhere = {"page": None, "url": "/kaputt-url/", "label": "Mehr"}
    item = {"heading": "Frage", "text": '<a href="/kaputt-akkordeon/">x</a>'}
    ContentPageFactory(
        title="Bausteine",
        body=[
            ("call_to_action", {"heading": "Los", "text": "", "link": link}),
            (
                "call_to_action",
                {"heading": "Los", "text": "", "link": elsewhere | {"url": "http://testserver/kaputt-url/"}},
            ),
            ("accordion", [item]),
            (
                "table",
                {
                    "caption": "Zahlen",
                    "table": {
                        "columns": [{"type": "rich_text", "heading": "Spalte"}],
                        "rows": [{"values": ['<a href="/kaputt-tabelle/">x</a>']}],
                        "caption": "",
                    },
                },
            ),
        ],
    )
    PublicationPageFactory(title="Studie", abstract='<a href="/kaputt-zusammenfassung/">x</a>')
    PublicationPageFactory(web_address="http://127.0.0.1/kaputt-feld/")
    other = NewsPageFactory(title="Verwandt")
    NewsPageFactory(title="Hat Verwandte", related_pages=[RelatedPage(page=other)])
    EventPageFactory(is_online=True, joining_url="http://127.0.0.1/geheim/")
    make_draft(other)
    gone.delete()
    gather()
    rows = {row.address: row for row in Link.objects.broken()}
    assert {address: row.field for address, row in rows.items()} == {
        _("Page %(id)s") % {"id": number}: "Inhalt → Aufruf → Link → Seite",
        "http://testserver/kaputt-url/": "Inhalt → Aufruf → Link → Andere Adresse",
        "/kaputt-akkordeon/": "Inhalt → Akkordeon → Text",
        "/kaputt-tabelle/": "Inhalt → Tabelle → Tabelle",
        "Verwandt": "Verwandte Seite → Seite",
        "/kaputt-zusammenfassung/": "Zusammenfassung",
        "http://127.0.0.1/kaputt-feld/": "Internetadresse",
    }
    assert re.fullmatch(r"body\.[0-9a-f-]{36}\.link\.url", rows["http://testserver/kaputt-url/"].content_path)
    assert re.fullmatch(r"body\.[0-9a-f-]{36}\.[0-9a-f-]{36}\.text", rows["/kaputt-akkordeon/"].content_path)
    assert rows["/kaputt-zusammenfassung/"].content_path == "abstract"
    assert re.fullmatch(r"related_pages\.\d+\.page", rows["Verwandt"].content_path)
    assert rows["Verwandt"].page.title == "Hat Verwandte"


@pytest.mark.parametrize(
    ("block", "stored", "labels", "path"),
    [
        (blocks.URLBlock(), [{"type": "item", "id": "1a", "value": "/a/"}], [], ["1a"]),
        (blocks.URLBlock(), ["/a/"], [], []),
        (blocks.StructBlock([("value", blocks.URLBlock(label="wert"))]), [{"value": "/a/"}], ["Wert"], ["value"]),
    ],
    ids=["as Wagtail writes it", "as it wrote it once", "fields as it wrote them once"],
)
def test_the_items_of_a_list_are_read_however_old(block, stored, labels, path):
    assert list(links_of_block(blocks.ListBlock(block), stored, [], [])) == [(URL, "/a/", labels, path)]


def test_links_of_the_footer_are_checked_too(institute):
    link = {"page": None, "url": "http://testserver/kaputt/", "label": "Kaputt"}
    institute.footer_links = [("link", link)]
    institute.save()
    gather()
    row = Link.objects.broken().get()
    assert row.page is None
    assert row.source_title == str(InstituteSettings._meta.verbose_name)


def test_drafts_are_not_checked(site_tree):
    make_draft(page_with('href="/kaputt/"'))
    assert broken() == {}


def test_a_link_that_is_mended_or_removed_leaves_the_list(site_tree):
    page = page_with('href="/fehlt/"', 'href="/kaputt/"')
    assert set(broken()) == {"/fehlt/", "/kaputt/"}
    ContentPageFactory(title="Fehlt")
    assert set(broken()) == {"/kaputt/"}
    page.body = []
    page.save()
    assert broken() == {}
    assert not Link.objects.exists()


def test_since_when_a_link_is_broken_stays_until_it_is_mended(site_tree, freeze):
    first = timezone.now()
    page_with('href="/kaputt/"')
    gather()
    freeze(first + datetime.timedelta(days=5))
    gather()
    row = Link.objects.get()
    assert row.broken_since == timezone.localdate(first)
    assert row.checked_at == first + datetime.timedelta(days=5)


def test_ten_times_the_pages_take_no_more_queries(site_tree):
    def queries(number):
        for _n in range(number):
            page_with(f'linktype="page" id="{site_tree.news.pk}"', 'href="https://www.example.org/"')
        gather()
        with CaptureQueriesContext(connection) as captured:
            gather()
        return len(captured)

    assert queries(2) == queries(20)


# --- other websites --------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch):
    """The addresses that were asked for; they answer 404 if they end so."""
    urls = []

    def ask(url):
        urls.append(url)
        return Answer(Problem.MISSING, 404) if url.endswith("404") else Answer("", 200)

    monkeypatch.setattr(external, "PAUSE", 0)
    monkeypatch.setattr(checks.external.ask_all, "__defaults__", (ask,))
    return urls


def test_an_address_on_many_pages_is_asked_for_once(site_tree, asked):
    for _n in range(3):
        page_with('href="https://www.example.org/404"')
    check_links(60)
    assert asked == ["https://www.example.org/404"]
    assert [row.problem_display for row in Link.objects.broken()] == [f"{Problem.MISSING.label} (404)"] * 3


def test_what_answered_is_asked_again_after_a_week_and_what_did_not_each_time(site_tree, asked, freeze):
    now = timezone.now()
    page_with('href="https://www.example.org/200"', 'href="https://www.example.org/404"')
    for days in (0, 1, 8):
        freeze(now + datetime.timedelta(days=days))
        asked.clear()
        check_links(60)
        expected = {"https://www.example.org/404"} | ({"https://www.example.org/200"} if days != 1 else set())
        assert set(asked) == expected, days


def test_what_was_not_asked_for_in_time_comes_first_in_the_next_run(site_tree, asked, monkeypatch):
    page_with(*(f'href="https://www.example.org/{n}/404"' for n in range(4)))
    monkeypatch.setattr(external, "PAUSE", 0.2)
    check_links(0.3)
    first = list(asked)
    assert 0 < len(first) < 4
    asked.clear()
    monkeypatch.setattr(external, "PAUSE", 0)
    check_links(60)
    assert not set(first) & set(asked[: 4 - len(first)])


def test_the_command_checks_against_a_server_and_says_what_it_found(site_tree, monkeypatch):
    monkeypatch.setattr(external, "is_public", lambda address: True)
    monkeypatch.setattr(external, "PAUSE", 0)
    monkeypatch.setattr(checks, "own_path", lambda url: None)
    with link_server() as server:
        page_with(f'href="{server.url}/200"', f'href="{server.url}/404"', f'href="{server.url}/500"')
        out = StringIO()
        call_command("check_links", "--time-limit", "20", stdout=out)
    assert re.findall(r"\d+", out.getvalue()) == ["3", "2", "0"]
    assert set(Link.objects.broken().values_list("problem", "status")) == {("missing", 404), ("unreachable", 500)}


# --- the report ------------------------------------------------------------------------------------------------------


@pytest.fixture
def report(editor_client):
    return lambda **query: soup_of(editor_client.get(reverse(REPORT), query))


def test_the_report_leads_to_the_block_that_holds_the_link(site_tree, report):
    page = page_with('href="/kaputt/"', title="Verein")
    gather()
    row = report().select_one("table.listing tbody tr")
    assert "Verein" in words(row)
    assert "/kaputt/" in words(row)
    assert row.a["href"] == f"{edit_url(page)}#:w:contentpath=body.{page.body[0].id}"


def test_the_report_can_be_filtered(site_tree, report, asked):
    page_with('href="/kaputt/"', 'href="https://www.example.org/404"')
    check_links(60)
    assert len(report().select("table.listing tbody tr")) == 2
    assert "/kaputt/" in words(report(is_external="False").select_one("table.listing tbody"))
    assert "example.org" in words(report(is_external="True").select_one("table.listing tbody"))
    assert report(problem=Problem.HIDDEN).select("table.listing tbody tr") == []


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_the_report_can_be_exported(site_tree, editor_client, extension):
    page_with('href="/kaputt/"', title="Verein")
    gather()
    response = editor_client.get(reverse(REPORT), {"export": extension})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert f".{extension}" in response["Content-Disposition"]
    assert extension == "xlsx" or b"Verein" in content


def test_links_of_the_settings_lead_to_the_settings(institute, report):
    institute.platform_url = "http://testserver/kaputt/"
    institute.save()
    gather()
    (url,) = [link["href"] for link in report().select("table.listing tbody a")]
    assert "institutesettings" in url


def test_the_report_shows_no_pages_that_the_user_does_not_see(site_tree, django_user_model):
    page_with('href="/kaputt/"', title="Verein")
    gather()
    user = django_user_model.objects.create_user("termine", password="ein-langes-passwort")
    user.groups.add(Group.objects.get(name=EVENTS))
    client = Client()
    client.force_login(user)
    assert soup_of(client.get(reverse(REPORT))).select("table.listing tbody tr") == []


def test_visitors_do_not_see_the_report(site_tree):
    assert Client().get(reverse(REPORT)).status_code == 302
