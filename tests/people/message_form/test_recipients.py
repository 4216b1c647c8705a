"""Who can be written to."""

import pytest
from django.utils import timezone

from tests.factories import HIDING, PersonPageFactory, make_draft, make_private
from tests.helpers import hrefs, main_of, words

from .conftest import DAY, MESSAGE


def assert_no_form(page, client, status=404):
    address = f"{page.url}nachricht/"
    assert client.get(address).status_code == status
    assert client.post(address, MESSAGE).status_code == status


def test_the_profile_leads_to_the_form(person):
    assert f"{person.url}nachricht/" in hrefs(main_of(person.url))


@pytest.mark.parametrize(
    "fields", [{"email": ""}, {"left_on": timezone.localdate() - DAY}], ids=["without mail address", "left"]
)
def test_who_has_no_mail_address_or_left_has_no_form(fields, institute, client, mail_server):
    person = PersonPageFactory(**fields)
    assert_no_form(person, client)
    assert f"{person.url}nachricht/" not in hrefs(main_of(person.url))
    assert mail_server.inbox == []


@pytest.mark.parametrize("state", HIDING)
def test_the_form_of_a_hidden_person_is_hidden(state, person, client, mail_server):
    HIDING[state](person)
    assert_no_form(person, client, status=302 if "private" in state else 404)
    assert mail_server.inbox == []


def test_the_contact_page_leads_to_the_form_of_the_office(institute, site_tree):
    address = f"{site_tree.contact.url}nachricht/"
    assert address in hrefs(main_of(site_tree.contact.url))
    assert main_of(address).select_one("form[method=post]")


def test_without_a_mail_address_the_office_has_no_form(institute, site_tree, client):
    institute.email = ""
    institute.save()
    assert_no_form(site_tree.contact, client)
    assert f"{site_tree.contact.url}nachricht/" not in hrefs(main_of(site_tree.contact.url))


@pytest.mark.parametrize("address", ["/nachricht/", "/team/nachricht/", "/aktuelles/nachricht/", "/team/x/nachricht/"])
def test_other_pages_have_no_form(address, institute, client):
    assert client.get(address).status_code == 404
    assert client.post(address, MESSAGE).status_code == 404


def test_who_is_away_says_so_and_names_the_deputy_with_a_form(institute):
    deputy = PersonPageFactory()
    absence = {"absent_from": timezone.localdate(), "absent_to": timezone.localdate() + DAY, "deputy": deputy}
    page = main_of(f"{PersonPageFactory(**absence, absence_note='Elternzeit bis zum Herbst').url}nachricht/")
    assert "Elternzeit bis zum Herbst" in words(page)
    assert f"{deputy.url}nachricht/" in hrefs(page)
    assert page.select_one("form[method=post]")


def test_a_deputy_without_mail_address_is_named_without_a_form(institute):
    deputy = PersonPageFactory(email="")
    page = main_of(f"{PersonPageFactory(absent_from=timezone.localdate(), deputy=deputy).url}nachricht/")
    assert deputy.url in hrefs(page)
    assert f"{deputy.url}nachricht/" not in hrefs(page)


@pytest.mark.parametrize("hide", [make_draft, make_private])
def test_a_deputy_whom_visitors_may_not_see_is_not_named(hide, institute):
    deputy = PersonPageFactory()
    person = PersonPageFactory(absent_from=timezone.localdate(), deputy=deputy)
    hide(deputy)
    page = main_of(f"{person.url}nachricht/")
    assert deputy.title not in words(page)
    assert f"{deputy.url}nachricht/" not in hrefs(page)


def test_who_is_here_names_no_deputy(institute):
    deputy = PersonPageFactory()
    page = main_of(f"{PersonPageFactory(deputy=deputy).url}nachricht/")
    assert deputy.title not in words(page)
