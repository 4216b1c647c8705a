"""Signing in at the university: by configuration alone, for those who have an account here."""

import copy

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from ikpe_site.roles.groups import EDITORS
from tests.helpers import get_soup, hrefs

from .identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider

LOGIN = "/admin/konto/oidc/hochschule/login/"
EVA = {"sub": "4711", "email": "eva@example.org", "email_verified": True, "name": "Eva Muster"}


@pytest.fixture(scope="module")
def running_provider():
    with IdentityProvider().running() as provider:
        yield provider


@pytest.fixture
def provider(running_provider, settings):
    app = {
        "provider_id": "hochschule",
        "name": "Hochschule",
        "client_id": CLIENT_ID,
        "secret": CLIENT_SECRET,
        "settings": {"server_url": running_provider.issuer, "verified_email": []},
    }
    settings.SOCIALACCOUNT_PROVIDERS = copy.deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [app]
    running_provider.claims = EVA
    return running_provider


@pytest.fixture
def come_back(client, provider):
    """Go to the provider, sign in there, and return what this site answers then."""

    def go(**claims):
        provider.claims = EVA | claims
        leads_to = client.post(LOGIN)["Location"]
        assert leads_to.startswith(f"{provider.issuer}/authorize?")
        return client.get(provider.sign_in(leads_to))

    return go


def is_signed_in(client) -> bool:
    return client.get("/admin/").status_code == 200


def test_without_configuration_there_is_no_such_log_in(client, db):
    assert "oidc" not in client.get("/admin/login/").content.decode()
    assert client.get(LOGIN).status_code == 404


def test_the_log_in_page_offers_it_and_goes_there_only_on_request(provider, client, db):
    page = get_soup("/admin/login/")
    [link] = [link for link in hrefs(page) if "oidc" in link]
    assert link.startswith(LOGIN)
    assert "Mit Hochschule anmelden" in page.get_text()
    assert client.get(link).status_code == 200, "asks first: no page of others can send anybody there"


def test_who_has_an_account_with_the_verified_address_is_let_in_and_keeps_the_password(user, come_back, client):
    password = user.password
    assert come_back()["Location"] == "/admin/"
    assert is_signed_in(client)
    user.refresh_from_db()
    assert user.password == password


def test_later_the_identity_counts_and_not_the_address(user, come_back, client):
    come_back()
    client.logout()
    come_back(email="neuer.name@example.org")
    assert is_signed_in(client)
    assert SocialAccount.objects.get().user == user


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email": "niemand@example.org"},
        {"email": ""},
    ],
)
def test_nobody_else_is_let_in_and_no_account_is_made(claims, user, come_back, client):
    response = come_back(**claims)
    assert "gibt es aber keinen Zugang" in client.get(response.get("Location", "/")).content.decode() or (
        "gibt es aber keinen Zugang" in response.content.decode()
    )
    assert not is_signed_in(client)
    assert get_user_model().objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_addresses_of_the_university_itself_count_as_verified(user, come_back, client, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["verified_email"] = ["example.org"]
    come_back(email_verified=False)
    assert is_signed_in(client)


def test_a_closed_account_stays_closed(user, come_back, client):
    user.is_active = False
    user.save()
    come_back()
    assert not is_signed_in(client)


def test_an_address_that_two_accounts_share_opens_neither(user, come_back, client):
    other = get_user_model().objects.create_user("eva2", "EVA@example.org")
    other.groups.add(Group.objects.get(name=EDITORS))
    come_back()
    assert not is_signed_in(client)


@pytest.mark.parametrize(("address", "is_let_in"), [("EVA@Example.org", True), ("\u0435va@example.org", False)])
def test_addresses_are_compared_as_ascii_letters(address, is_let_in, user, come_back, client):
    """What is one letter to a database may be two to the provider, and so somebody else's address."""
    if not address.isascii():
        user.email = address
        user.save()
    come_back(email=address)
    assert is_signed_in(client) is is_let_in


def test_the_second_factor_is_asked_for_all_the_same(user, come_back, client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    come_back()
    assert client.get("/admin/")["Location"].startswith(reverse("mfa_index"))


def test_an_answer_that_was_not_asked_for_signs_nobody_in(user, come_back, client, provider):
    code_for_somebody_else = provider.sign_in(client.post(LOGIN)["Location"])
    client.cookies.clear()
    client.get(code_for_somebody_else)
    assert not is_signed_in(client)


def test_a_provider_that_does_not_answer_is_told_and_breaks_nothing(client, provider, settings, db):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:9"
    response = client.post(LOGIN)
    assert response.status_code == 503
    assert "fehlgeschlagen" in response.content.decode()
