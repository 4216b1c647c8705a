"""What the headers allow browsers to do with pages of visitors, pages of the admin, and files."""

from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.urls import reverse

from ikpe_site.operations.headers import ContentSecurityPolicyMiddleware, is_sign_in
from news.models import NewsPage
from tests.admin_forms import edit_url, read_form, stream_data
from tests.core.test_embeds import FILM
from tests.factories import ContentPageFactory, DocumentFactory, ImageFactory, NewsPageFactory
from tests.helpers import get_soup

PRIVATE_ADDRESSES = ["/", "/aktuelles/", "/suche/", "/gibt-es-nicht/", "/admin/login/", "/robots.txt"]
UNUSED = {
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
}


def policy(response) -> dict[str, list[str]]:
    parts = [part.split() for part in response["Content-Security-Policy"].split("; ")]
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("address", PRIVATE_ADDRESSES)
def test_every_answer_carries_the_headers(address, site_tree, client):
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert set(headers["Permissions-Policy"].split(", ")) == {f"{feature}=()" for feature in UNUSED}
    assert "Content-Security-Policy" in headers


@pytest.mark.parametrize("address", ["/", "/aktuelles/", "/kontakt/", "/suche/?q=Planung", "/gibt-es-nicht/"])
def test_pages_for_visitors_load_from_this_site_and_nothing_unsafe(address, site_tree, client):
    given = policy(client.get(address))
    assert given.pop("default-src") == ["'none'"]
    assert given.pop("frame-ancestors") == ["'none'"]
    assert given.pop("base-uri") == ["'none'"]
    assert given.pop("img-src") == ["'self'", "data:"]
    assert set(given) == {"script-src", "style-src", "font-src", "connect-src", "form-action"}
    assert all(sources == ["'self'"] for sources in given.values())


def test_the_admin_allows_no_script_from_elsewhere_and_no_eval(editor_client, site_tree):
    given = policy(editor_client.get(reverse("wagtailadmin_pages:edit", args=[site_tree.home.pk])))
    assert given["default-src"] == ["'none'"]
    assert given["frame-ancestors"] == ["'self'"]
    assert given["form-action"] == ["'self'"]
    assert given["img-src"] == ["'self'", "data:", "blob:"]
    assert {source for sources in given.values() for source in sources} <= {
        "'self'",
        "'none'",
        "'unsafe-inline'",
        "data:",
        "blob:",
    }


@pytest.mark.parametrize("address", ["/admin/", "/admin/account/"])
def test_the_admin_asks_nobody_for_news_or_faces(address, admin_client, site_tree):
    page = admin_client.get(address).content.decode()
    assert "wagtail.org/" not in page
    assert "gravatar" not in page


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/konto/passwort/"])
def test_where_passwords_are_typed_nothing_unsafe_is_allowed(address, client, db, settings):
    settings.SIGN_IN_CONTENT_SECURITY_POLICY = {"form-action": ["'self'", "https:"]}
    given = policy(client.get(address))
    assert given["script-src"] == given["style-src"] == ["'self'"]
    assert given["frame-ancestors"] == ["'none'"]
    assert given["form-action"] == ["'self'", "https:"], "a redirect to the identity provider follows a form"


def test_embedded_content_is_allowed_only_on_the_page_that_was_asked_for_it(site_tree, client, settings):
    settings.WAGTAILEMBEDS_FINDERS = [{"class": "tests.core.test_embeds.FakeFinder"}]
    page = ContentPageFactory(body=[("embed", {"title": "Film", "embed": FILM})])
    block = get_soup(page.url).select_one(".consent-embed button")["value"]
    assert "frame-src" not in policy(client.get(page.url))
    assert "frame-src" not in policy(client.get(page.url, {"einbettung": "https://example.com"}))
    assert policy(client.get(page.url, {"einbettung": block}))["frame-src"] == ["https://www.youtube-nocookie.com"]


def frame_sources(html: str, address="/seite/?einbettung=1", **response) -> list[str] | None:
    """From where a page with this code may show frames, for somebody who asked for it at `address`."""
    request = RequestFactory().get(address)
    answer = HttpResponse(html) if not response else StreamingHttpResponse([html.encode()])
    parts = ContentSecurityPolicyMiddleware(lambda request: answer).get_policy_parts(request, answer)
    return (parts.replace or {}).get("frame-src")


def consented(url: str) -> str:
    return (
        f'<div class="consent-embed-frame"><div style="x">\n<div><iframe width="9" src="{url}" title="Film"></iframe>'
    )


@pytest.mark.parametrize(
    ("html", "sources"),
    [
        (
            consented("https://b.example/v?x=1") + consented("https://a.example"),
            ["https://a.example", "https://b.example"],
        ),
        (consented("https://a.example:8443/v#t") + consented("https://a.example:8443"), ["https://a.example:8443"]),
        (consented("https://bücher.example/v"), ["https://bcher.example"]),
        (consented("http://a.example/v"), None),
        (consented("//a.example/v"), None),
        ('<iframe src="https://a.example"></iframe>', None),
        ("", None),
    ],
)
def test_frames_are_shown_from_where_the_embedded_content_comes_from(html, sources):
    assert frame_sources(html) == sources


def test_frames_are_shown_only_on_request_and_not_in_what_is_streamed():
    assert frame_sources(consented("https://a.example"), "/seite/") is None
    assert frame_sources(consented("https://a.example"), streaming=True) is None


@pytest.mark.parametrize(
    ("name", "is_strict"),
    [
        ("account_login", True),
        ("mfa_authenticate", True),
        ("socialaccount_login_error", True),
        ("openid_connect_login", True),
        ("wagtailadmin_home", False),
        ("", False),
        (None, False),
    ],
)
def test_pages_for_signing_in_are_known_by_the_names_of_their_views(name, is_strict):
    assert is_sign_in(SimpleNamespace(resolver_match=SimpleNamespace(url_name=name))) is is_strict
    assert not is_sign_in(SimpleNamespace(resolver_match=None))


def test_pictures_may_be_shown_elsewhere(site_tree, client):
    response = client.get(ImageFactory().get_rendition("width-10").url)
    assert response.status_code == 200
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_document_is_a_download_that_runs_nothing(site_tree, client):
    response = client.get(DocumentFactory().url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_shared_cache_and_a_mail_server_are_asked_for(settings, capsys):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    call_command("check", deploy=True)
    told = capsys.readouterr().err
    assert "accounts.W001" in told
    assert "accounts.W002" in told


def test_the_admin_may_show_the_preview_of_a_page_in_a_frame_and_nobody_else(editor_client, site_tree):
    page = NewsPageFactory(title="Probe")
    data = read_form(editor_client, edit_url(page))
    data.update(stream_data(NewsPage))
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor_client.post(preview, data).json()["is_valid"]
    response = editor_client.get(preview)
    assert "Probe" in response.content.decode()
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert policy(response)["frame-ancestors"] == ["'self'"]
