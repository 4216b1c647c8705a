"""A message is confirmed or comes back with what is missing; no cookie is set, and nothing is kept."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _

from ikpe_site.core.spam import MAX_AGE
from people.forms import MessageForm
from tests.helpers import get_soup, hrefs, main_of, soup_of, words

from .conftest import DAY, MESSAGE, errors_of, is_sent

# --- what is kept ----------------------------------------------------------------------------------------------------


def test_a_message_changes_nothing_in_the_database_and_leaves_no_cookie(person, write, mail_server):
    with CaptureQueriesContext(connection) as captured:
        response = write(person)
    assert is_sent(response)
    assert captured.captured_queries
    assert {query["sql"].split()[0] for query in captured.captured_queries} <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert not response.cookies


def test_the_form_is_neither_kept_by_browsers_nor_found_by_search_engines(person, client):
    response = client.get(f"{person.url}nachricht/")
    assert response["Cache-Control"] == "no-store"
    assert soup_of(response).select_one("meta[name=robots]")["content"] == "noindex"
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


def test_other_forms_still_ask_for_djangos_token(person, institute, site_tree):
    client = Client(enforce_csrf_checks=True)
    for address in ("/admin/login/", "/_util/login/", person.url, site_tree.contact.url, "/"):
        assert client.post(address, MESSAGE).status_code == 403, address


# --- confirming and refusing -----------------------------------------------------------------------------------------


def test_it_is_confirmed_at_an_address_of_its_own_without_naming_what_was_sent(person, write, mail_server):
    response = write(person)
    page = main_of(response["Location"])
    assert words(page.h1) == _("Your message is on its way")
    assert page.select("form") == []
    assert person.url in hrefs(page)
    text = words(page)
    for told in (*MESSAGE.values(), person.email):
        assert told not in text
    assert len(mail_server.inbox) == 1, "showing the confirmation sends nothing"


def test_a_machine_that_fills_in_the_hidden_field_reads_the_same_and_nothing_is_sent(person, write, mail_server):
    answers = [write(person), write(person, homepage="https://example.com")]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    assert len(mail_server.inbox) == 1


@pytest.mark.parametrize("field", ["name", "email", "message"])
@pytest.mark.parametrize("typed", ["", "   "])
def test_what_is_missing_is_named_at_the_field_and_above_the_form(typed, field, person, write, mail_server):
    response = write(person, **{field: typed})
    page = soup_of(response)
    control = page.select_one(f"form [name={field}]")
    assert control["aria-invalid"] == "true"
    described = [page.find(id=name) for name in control["aria-describedby"].split()]
    error = MessageForm.base_fields[field].error_messages["required"]
    assert any(words(element) == error for element in described)
    [link] = page.select(".notice-warn a")
    assert (link["href"], words(link)) == (f"#{control['id']}", error)
    assert page.select_one(".notice-warn")["tabindex"] == "-1"
    assert page.select_one(".notice-warn").has_attr("autofocus")
    assert words(page.title).startswith(_("Not sent yet"))
    assert mail_server.inbox == []


def test_what_was_typed_stays(person, write, mail_server):
    page = soup_of(write(person, email="joerg[ät]example.org", message='<b>"Text"</b>\r\nmehr'))
    assert page.select_one("[name=name]")["value"] == "Jörg Müßig"
    assert page.select_one("[name=email]")["value"] == "joerg[ät]example.org"
    assert page.select_one("textarea").string.strip("\r\n").splitlines() == ['<b>"Text"</b>', "mehr"]
    assert mail_server.inbox == []


def test_a_form_that_was_fetched_without_mistakes_shows_none(person):
    page = get_soup(f"{person.url}nachricht/")
    assert page.select(".notice-warn, .form-errors, [aria-invalid]") == []
    assert [label["for"] for label in page.select("form[method=post] label")] == [
        control["id"] for control in page.select("form[method=post] :is(input:not([type=hidden]), textarea)")
    ]


def test_what_is_too_long_is_refused_and_kept(person, write, mail_server):
    page = soup_of(write(person, message="x" * 20_001, name="n" * 81))
    assert len(page.select(".notice-warn a")) == 2
    assert len(page.select_one("textarea").string.strip()) == 20_001
    assert mail_server.inbox == []


@pytest.mark.parametrize("age", [DAY * 0, MAX_AGE + DAY], ids=["at once", "after days"])
def test_a_form_sent_at_once_or_after_days_comes_back_complete(age, person, write, mail_server):
    response = write(person, age=age)
    assert len(errors_of(response)) == 1
    assert soup_of(response).select_one("textarea").string.strip() == MESSAGE["message"]
    assert mail_server.inbox == []


@pytest.mark.parametrize("data", [{}, MESSAGE, {**MESSAGE, "token": "gefälscht"}], ids=["empty", "no token", "forged"])
def test_a_form_of_another_site_sends_nothing(data, person, client, mail_server):
    response = client.post(f"{person.url}nachricht/", data)
    assert errors_of(response)
    assert mail_server.inbox == []
