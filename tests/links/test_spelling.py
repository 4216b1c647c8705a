"""One address, written in many ways: by old sites, browsers, mail programs and hands."""

import unicodedata
from urllib.parse import quote, unquote_to_bytes

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from ikpe_site.links.spelling import as_meant, canonical, old_path
from tests.factories import HIDING, DocumentFactory, EventPageFactory, NewsPageFactory, PersonPageFactory

pytestmark = pytest.mark.database


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("/dateien/Bericht 2020.pdf", "/dateien/Bericht 2020.pdf"),
        ("/dateien/Bericht%202020.pdf", "/dateien/Bericht 2020.pdf"),
        ("/dateien/Bericht%20%5Bneu%5D.pdf", "/dateien/Bericht [neu].pdf"),
        ("/50% fertig.pdf", "/50%25 fertig.pdf"),
        ("/50%25%20fertig.pdf", "/50%25 fertig.pdf"),
        ("/Nr. #5.pdf", "/Nr. %235.pdf"),
        ("/Nr.%20%235.pdf", "/Nr. %235.pdf"),
        ("/anker#teil2", "/anker"),
        ("/u%CC%88ber-uns/", "/über-uns"),
        ("//doppelt//schraeg/", "/doppelt/schraeg"),
        ("//www.example.org/schraeg/", "/schraeg"),
        ("www.example.org/schraeg/", "/schraeg"),
        ("https://www.example.org:8080/a?b=1#c", "/a?b=1"),
        ("/a/?utm_source=x&fbclid=1&b=2&cHash=0", "/a?b=2"),
        ("/index.php?id=43&L=1", "/index.php?L=1&id=43"),
        ("/gr%F6%DFe.html", "/gr%25F6%25DFe.html"),
        ("/a ;/", "/a"),
    ],
)
def test_an_old_address_is_kept_in_one_way(given, kept):
    assert old_path(given) == kept
    assert canonical(kept) == kept
    assert Redirect.normalise_path(kept) == kept


def go(url: str):
    """Where a visitor comes to from `url` in one step; None if there is nothing."""
    path, _mark, query = url.partition("?")
    # Not get(url), which takes what follows two slashes for a host.
    response = Client().get("/", PATH_INFO=unquote_to_bytes(path).decode("latin-1"), QUERY_STRING=query)
    assert response.status_code in (301, 404)
    return response.headers.get("Location")


@pytest.mark.parametrize(
    ("old", "asked"),
    [
        ("/index.php?id=42", "/index.php?id=42&utm_source=brief&utm_medium=mail"),
        ("/index.php?id=42", "/index.php?fbclid=IwAR0&id=42"),
        ("/index.php?id=42", "/index.php?id=42&L=0&cHash=abc"),
        ("/index.php?id=42&L=1", "/index.php?id=42&L=1&cHash=abc&gclid=1"),
        ("/alt/", "/alt/?utm_source=brief"),
        ("/alt/", "/alt/?L=0&cHash=abc"),
        ("/über-uns/", f"/{quote(unicodedata.normalize('NFD', 'über-uns'))}/"),
        (unicodedata.normalize("NFD", "/über-uns/"), "/%C3%BCber-uns/"),
        ("/suche.php?wort=größe", f"/suche.php?wort={quote('größe')}"),
        ("/doppelt//schraeg/", "/doppelt/schraeg/"),
        ("/doppelt/schraeg/", "/doppelt//schraeg//"),
        ("/mit+plus/", "/mit+plus/"),
        ("/gr%F6%DFe.html", "/gr%F6%DFe.html"),
        ("/alte-seite/", "/Alte-Seite/"),
        ("/Alte-Seite/", "/Alte-Seite/."),
        ("/alte-seite/", "/alte-seite/>"),
    ],
)
def test_a_redirect_is_found_however_its_old_address_is_asked_for(old, asked, site_tree):
    Redirect(old_path=old_path(old), redirect_page=site_tree.news).save()
    assert go(asked) == "/aktuelles/"


@pytest.mark.parametrize(
    "stored", ["/Bericht%202020.pdf", "/Bericht 2020.pdf", "/Bericht%202020.pdf?a=1"], ids=["sent", "decoded", "query"]
)
def test_a_redirect_that_was_not_made_here_is_found_as_well(stored, site_tree):
    Redirect.add_redirect(stored, site_tree.news)
    assert go("/Bericht%202020.pdf?a=1") in ("/aktuelles/", "/aktuelles/?a=1")


def test_the_other_language_of_an_old_page_may_lead_elsewhere(site_tree):
    for old, page in (("/index.php?id=1", site_tree.news), ("/index.php?id=1&L=1", site_tree.people)):
        Redirect(old_path=old_path(old), redirect_page=page).save()
    assert go("/index.php?id=1&L=0") == "/aktuelles/"
    assert go("/index.php?L=1&id=1&cHash=0") == "/team/"


# --- what mail programs and hands make of an address that is there ---------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "url"),
    [
        ("/Termine/", "/termine/"),
        ("/TERMINE", "/termine/"),
        ("/termine", "/termine/"),
        ("/termine/.", "/termine/"),
        ("/termine.", "/termine/"),
        ("/termine/,", "/termine/"),
        ("/termine/).", "/termine/"),
        ("/termine/%20", "/termine/"),
        ("/termine/%C2%A0", "/termine/"),
        ("/termine/>", "/termine/"),
        ("/termine/%3E", "/termine/"),
        ("/termine/%22", "/termine/"),
        ("/termine/%E2%80%9C", "/termine/"),
        ("/termine/%E2%80%8B", "/termine/"),
        ("/termine//", "/termine/"),
        ("//termine/", "/termine/"),
        ("//", "/"),
        ("/Termine//.", "/termine/"),
        ("/Termine/?jahr=2020", "/termine/?jahr=2020"),
        ("/Termine/Fachtag/", "/termine/fachtag/"),
        ("/termine//fachtag/", "/termine/fachtag/"),
        ("/Termine/kalender.ics", "/termine/kalender.ics"),
        ("/termine/kalender.ics.", "/termine/kalender.ics"),
        ("/Aktuelles/Feed", "/aktuelles/feed/"),
        ("/Suche/?q=Armut", "/suche/?q=Armut"),
        ("/suche/)?q=Armut", "/suche/?q=Armut"),
        ("/Team/Erika-Muster/kontakt.vcf", "/team/erika-muster/kontakt.vcf"),
        ("/aktuelles/%C3%84mter/", "/aktuelles/aemter/"),
        ("/aktuelles/A%CC%88mter/", "/aktuelles/aemter/"),
        ("/anmeldung/meine/AbC/.", "/anmeldung/meine/AbC/"),
    ],
)
def test_a_mistyped_address_leads_to_the_page_in_one_step(asked, url, site_tree):
    EventPageFactory(title="Fachtag")
    NewsPageFactory(title="Ämter")
    PersonPageFactory(first_name="Erika", last_name="Muster")
    assert go(asked) == url


@pytest.mark.parametrize(
    "asked",
    [
        "/gibt-es-nicht/",
        "/%C2%80",
        "/Gibt-Es-Nicht/.",
        "/%20",
        "/...",
        "/termine/%/",
        "/anmeldung/meine/AbC/",
        "/termine/%00/",
    ],
)
def test_what_is_not_there_stays_not_found(asked, site_tree):
    assert go(asked) is None


@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING)
def test_a_mistyped_address_tells_nothing_of_pages_that_visitors_may_not_see(hide, site_tree):
    hide(NewsPageFactory(title="Geheim"))
    assert go("/Aktuelles/Geheim/") is None


def test_the_name_of_a_document_is_never_guessed(site_tree):
    document = DocumentFactory()
    assert go(f"/documents/{document.pk}/Anderer-Name.pdf") is None


def test_a_form_is_not_sent_elsewhere(site_tree):
    assert Client().post("/Kontakt/nachricht/", {"name": "Erika"}).status_code == 404


def test_what_may_have_been_meant_stays_on_the_site():
    for path in (
        "//www.example.org/",
        "/\\www.example.org/",
        "/%2F%2Fwww.example.org",
        "/%5Cwww.example.org",
        "/\x80/a/",
    ):
        assert all(spelling.startswith("/") and spelling[1:2] not in ("/", "\\") for spelling in as_meant(path))
