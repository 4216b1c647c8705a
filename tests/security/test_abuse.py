"""What somebody tries who means harm: one test for each way in."""

import logging
import re

import pytest
from django.test import Client
from django.urls import reverse

from ikpe_site.media.models import CustomDocument
from tests.factories import ContentPageFactory, DocumentFactory, NewsPageFactory, PersonPageFactory, make_draft
from tests.helpers import soup_of

ADMIN_VIEWS = [
    "/admin/",
    "/admin/pages/",
    "/admin/pages/3/edit/",
    "/admin/pages/99999/edit/",
    "/admin/pages/3/view_draft/",
    "/admin/pages/99999/view_draft/",
    "/admin/pages/3/edit/preview/",
    "/admin/documents/",
    "/admin/images/1/",
    "/admin/users/",
    "/admin/api/main/pages/",
    "/admin/gibt-es-nicht/",
    "/admin/reports/site-history/",
    "/admin/veranstaltungen/",
]


# --- probing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADMIN_VIEWS)
def test_the_admin_tells_strangers_nothing_but_where_to_sign_in(address, site_tree, client):
    """What exists and what does not is answered alike."""
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == f"/admin/login/?next={address}"


@pytest.mark.parametrize(
    "address", ["/django-admin/", "/.env", "/.git/config", "/wp-login.php", "/admin.php", "/api/v2/"]
)
def test_what_is_often_looked_for_is_not_there(address, site_tree, client):
    assert client.get(address, follow=True).status_code == 404


def test_drafts_cannot_be_found_by_counting(site_tree, client, editor_client):
    draft = NewsPageFactory(title="Noch geheim")
    make_draft(draft)
    for address in (
        draft.url_path.removeprefix("/home"),
        reverse("wagtailadmin_pages:view_draft", args=[draft.pk]),
        reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk]),
        reverse("wagtailadmin_pages:revisions_view", args=[draft.pk, 1]),
    ):
        response = client.get(address, follow=True)
        assert "Noch geheim" not in response.content.decode(), address
    assert editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])).status_code == 200


def test_a_document_needs_its_name_and_not_only_its_number(client, db):
    document = DocumentFactory()
    assert client.get(f"/documents/{document.pk}/").status_code == 404
    assert client.get(f"/documents/{document.pk}/anders.pdf").status_code == 404
    assert client.get(document.url).status_code == 200


# --- paths and addresses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/media/images/../documents/geheim.pdf",
        "/media/images/%2e%2e/documents/geheim.pdf",
        "/media/images/..%2f..%2fsettings.py",
        "/media/images/....//documents/geheim.pdf",
        "/media/images//etc/passwd",
        "/media/documents/geheim.pdf",
        "/static/../ikpe_site/settings.py",
        "/static/%2e%2e/%2e%2e/.env",
        "/documents/1/../../../etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_pictures(path, site_tree, client, media_folder):
    (media_folder / "documents").mkdir(exist_ok=True)
    (media_folder / "documents" / "geheim.pdf").write_bytes(b"geheim")
    response = client.get(path)
    assert response.status_code in (302, 400, 404)
    assert b"geheim" not in response.content


@pytest.mark.parametrize(
    "address", ["//example.com/", "/\\example.com/", "//example.com/aktuelles", "/%5cexample.com"]
)
def test_no_address_of_this_site_leads_elsewhere(address, site_tree, client):
    response = client.get(address)
    assert not re.match(r"(https?:)?[/\\]{2}", response.get("Location", ""))


def test_a_password_for_a_private_page_leads_back_to_this_site_only(site_tree, client):
    page = ContentPageFactory()
    restriction = page.view_restrictions.create(restriction_type="password", password="offen")
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    response = client.post(address, {"password": "offen", "return_url": "https://example.com/"})
    assert response.status_code == 302
    assert "example.com" not in response["Location"]


@pytest.mark.parametrize("host", ["boese.example.com", "localhost:80@boese.example.com", "a b", "localhost\r\nX: y"])
def test_a_foreign_host_is_refused(host, site_tree, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    assert Client().get("/", headers={"host": host}).status_code == 400


def test_a_host_claimed_by_a_header_of_proxies_does_not_count(site_tree, client):
    response = client.get("/", headers={"x-forwarded-host": "boese.example.com"})
    assert "boese.example.com" not in response.content.decode()


# --- requests in somebody else's name --------------------------------------------------------------------------------


def test_a_foreign_page_can_send_nothing_in_an_editors_name(editor, site_tree):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    page = ContentPageFactory()
    for address in (
        reverse("wagtailadmin_pages:delete", args=[page.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtaildocs:add"),
        reverse("wagtailadmin_account"),
        reverse("account_logout"),
        reverse("mfa_generate_recovery_codes"),
        reverse("account_login"),
    ):
        assert client.post(address, {}).status_code == 403, address
    page.refresh_from_db()
    assert CustomDocument.objects.count() == 0


def test_no_other_site_can_put_a_page_into_a_frame(site_tree, client, editor_client):
    page = site_tree.home
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.get("/")["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in client.get("/")["Content-Security-Policy"]
    assert editor_client.get(edit)["X-Frame-Options"] in ("DENY", "SAMEORIGIN")
    assert "frame-ancestors 'self'" in editor_client.get(edit)["Content-Security-Policy"]


# --- forms -----------------------------------------------------------------------------------------------------------

INJECTION = "Eva\r\nBcc: alle@example.com"


@pytest.fixture
def send_message(institute, client, freeze):
    """Write to a person, `petra@example.org`, with these changes to a proper message; return the answer."""
    from tests.core.test_spam import MIN_AGE, OPENED

    person = PersonPageFactory(email="petra@example.org")
    freeze(OPENED)
    token = soup_of(client.get(f"{person.url}nachricht/")).select_one("input[name=token]")["value"]
    freeze(OPENED + MIN_AGE)
    data = {"name": "Eva", "email": "eva@example.org", "message": "Guten Tag", "homepage": "", "token": token}
    return lambda **changes: client.post(f"{person.url}nachricht/", data | changes)


@pytest.mark.parametrize("field", ["name", "email"])
def test_what_would_add_a_header_to_a_mail_is_refused(field, send_message, mailoutbox):
    assert field in send_message(**{field: INJECTION}).context["form"].errors
    assert mailoutbox == []


@pytest.mark.parametrize(
    "value", ["\x00", "\ud800", "' OR 1=1 --", "{{ 7*7 }}", "%s%s%n", "<script>alert(1)</script>"]
)
@pytest.mark.parametrize("address", ["/suche/?q=", "/aktuelles/?jahr=", "/ergebnisse/?person=", "/kontakt/?anliegen="])
def test_no_query_breaks_a_page_or_gets_into_it_unescaped(address, value, site_tree, client):
    path, _mark, name = address.partition("?")
    response = client.get(path, {name.rstrip("="): value.encode("utf-8", "surrogatepass")})
    assert response.status_code in (200, 404)
    assert "<script>alert(1)" not in response.content.decode("utf-8", "replace")


def test_a_question_is_no_template(site_tree, client):
    assert soup_of(client.get("/suche/", {"q": "{{ 7*7 }}"})).select_one("#suche")["value"] == "{{ 7*7 }}"


def test_a_person_cannot_be_asked_for_by_more_than_their_address(site_tree, client):
    """Numbers of the database open nothing on the public site."""
    person, other = PersonPageFactory(), PersonPageFactory()
    assert client.get(f"/team/{person.pk}/").status_code == 404
    assert client.get(f"/{person.pk}/").status_code == 404
    team = client.get("/team/", {"id": person.pk, "format": "json"})
    assert team.content == client.get("/team/").content
    assert other.title in team.content.decode()


# --- logs ------------------------------------------------------------------------------------------------------------


class Lines(logging.Handler):
    """Keeps what a log would write, as it would write it."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


@pytest.fixture
def log():
    handler = Lines()
    for name in ("django", ""):
        logging.getLogger(name).addHandler(handler)
    yield handler
    for name in ("django", ""):
        logging.getLogger(name).removeHandler(handler)


@pytest.mark.parametrize(
    "request_of",
    [
        lambda client: client.get("/gibt-es-nicht%0aERROR%20erfunden%1b[2J/"),
        lambda client: client.get("/gibt-es-nicht%0d%0aERROR%20erfunden"),
        lambda client: client.post("/admin/login/", {"login": "eva\nERROR erfunden", "password": "x\n\x1b"}),
        lambda client: client.get("/", headers={"host": "localhost\nERROR erfunden"}),
        lambda client: client.post("/admin/konto/passwort/", {"email": "eva\nERROR erfunden@example.org"}),
    ],
)
def test_nobody_writes_lines_into_the_log(request_of, site_tree, settings, log):
    settings.ALLOWED_HOSTS = ["testserver"]
    request_of(Client(raise_request_exception=False))
    for entry in log.lines:
        first = entry.splitlines()[0]
        assert "\x1b" not in entry
        assert not any(line.startswith("ERROR erfunden") for line in entry.splitlines()), entry
        assert first
