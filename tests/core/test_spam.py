"""A public form lets people through and keeps machines out, without a cookie."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from ikpe_site.core.spam import MAX_AGE, MIN_AGE, SpamProtectionMixin, client_address
from tests.helpers import words

SECOND = datetime.timedelta(seconds=1)
OPENED = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)


class QuestionForm(SpamProtectionMixin, forms.Form):
    rate = "3/h"
    question = forms.CharField()


class OtherForm(SpamProtectionMixin, forms.Form):
    question = forms.CharField()


def request(address="192.0.2.1", **meta):
    return RequestFactory().post("/", REMOTE_ADDR=address, **meta)


@pytest.fixture
def send(freeze):
    """Open the form, or the one that is `opened`, fill it in and send it after `age`, from an address."""

    def send_form(age=MIN_AGE, address="192.0.2.1", form_class=QuestionForm, opened=None, **data):
        freeze(OPENED)
        token = (opened or form_class)(request=request()).initial["token"]
        freeze(OPENED + age)
        data = {"question": "Wann?", "homepage": "", "token": token} | data
        return form_class(data, request=request(address))

    return send_form


def shown(form):
    return BeautifulSoup(render_to_string("components/spam_fields.html", {"form": form}), "html.parser")


@pytest.mark.parametrize("age", [MIN_AGE, datetime.timedelta(hours=5), MAX_AGE], ids=str)
def test_what_a_person_sends_is_accepted(age, send):
    form = send(age)
    assert form.is_valid(), form.errors
    assert not form.is_spam
    assert form.cleaned_data["question"] == "Wann?"


def test_the_honeypot_is_hidden_from_people_and_kept_out_of_the_order_of_the_keyboard():
    page = shown(QuestionForm(request=request()))
    field = page.select_one("input[name=homepage]")
    assert field.find_parent(hidden=True)
    assert field["tabindex"] == "-1"
    assert field["autocomplete"] == "off"
    assert not field.has_attr("required")
    assert page.select_one("label")["for"] == field["id"]
    assert words(page.select_one("label")) == "Bitte lassen Sie dieses Feld leer"
    assert page.select_one("input[name=token]")["type"] == "hidden"


def test_who_fills_in_the_honeypot_is_answered_as_if_it_had_been_sent(send):
    form = send(age=SECOND * 0, homepage="https://example.com", token="")
    assert form.is_valid()
    assert form.is_spam


def test_what_comes_too_fast_is_refused_and_goes_through_when_sent_again(send, freeze):
    form = send(MIN_AGE - SECOND)
    assert form.non_field_errors() == ["Das ging sehr schnell. Bitte senden Sie das Formular noch einmal ab."]
    again = {name: form[name].value() for name in form.fields}
    freeze(OPENED + MIN_AGE)
    assert QuestionForm(again, request=request()).is_valid()


@pytest.mark.parametrize("token", [None, "", "abc", "1767225600:gefälscht"])
def test_an_expired_or_forged_token_keeps_what_was_typed_and_brings_a_new_token(token, send, freeze):
    form = send(datetime.timedelta(days=1, seconds=1)) if token is None else send(token=token)
    assert not form.is_valid()
    assert form.non_field_errors()[0].startswith("Das Formular war zu lange geöffnet.")
    assert form["question"].value() == "Wann?"
    again = {"question": "Wann?", "token": shown(form).select_one("[name=token]")["value"]}
    freeze(timezone.now() + MIN_AGE)
    assert QuestionForm(again, request=request()).is_valid()


def test_a_token_from_the_future_is_refused(send):
    assert not send(-SECOND).is_valid()


def test_the_token_of_one_form_does_not_open_another(send):
    assert not send(form_class=OtherForm, opened=QuestionForm).is_valid()


def test_one_address_may_send_only_so_much_and_others_go_on(send):
    assert all(send().is_valid() for _ in range(3))
    form = send()
    assert form.non_field_errors()[0].startswith("Von Ihrem Anschluss aus wurde zu viel gesendet.")
    assert send(address="192.0.2.2").is_valid()


def test_ten_in_an_hour_are_enough_unless_a_form_says_otherwise(send):
    assert all(send(form_class=OtherForm).is_valid() for _ in range(10))
    assert not send(form_class=OtherForm).is_valid()


def test_each_form_counts_for_itself(send):
    class AnotherForm(QuestionForm):
        pass

    assert all(send().is_valid() for _ in range(3))
    assert send(form_class=AnotherForm).is_valid()


def test_what_machines_send_does_not_count_towards_the_limit(send):
    assert all(send(homepage="https://example.com").is_valid() for _ in range(4))
    assert send().is_valid()


def test_mistakes_do_not_count_towards_the_limit(send):
    assert not any(send(question="").is_valid() for _ in range(9))
    assert send().is_valid()


def test_addresses_of_one_ipv6_network_count_as_one(send):
    assert all(send(address=f"2001:db8::{n}").is_valid() for n in range(3))
    assert not send(address="2001:db8::9").is_valid()
    assert send(address="2001:db8:1::9").is_valid()


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, "203.0.113.9", "192.0.2.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (True, "", "192.0.2.1"),
        (True, "unbekannt", "192.0.2.1"),
        (True, "203.0.113.9,unbekannt", "192.0.2.1"),
        (True, "198.51.100.7,2001:db8::9 ", "2001:db8::9"),
    ],
)
def test_only_what_the_proxy_itself_added_is_believed(behind_proxy, forwarded, address, settings):
    settings.BEHIND_TLS_PROXY = behind_proxy
    assert client_address(request(HTTP_X_FORWARDED_FOR=forwarded)) == address
    assert client_address(request()) == "192.0.2.1"


def test_a_server_without_addresses_still_answers(send):
    assert send(address="").is_valid()
    assert client_address(request(address="unix:")) == "0.0.0.0"  # noqa: S104


def test_the_new_token_of_a_form_with_a_prefix_stands_under_its_name(send):
    form = QuestionForm(QueryDict("a-question=Wann?&a-token=abc"), prefix="a", request=request())
    assert not form.is_valid()
    assert form["question"].value() == "Wann?"
    assert form["token"].value() not in ("", "abc")


def test_a_form_that_nobody_has_sent_says_nothing_yet():
    assert not QuestionForm(request=request()).errors
