"""When the mail server does not play along, and how much it is given."""

import pytest
from django.utils.translation import gettext as _

from people.forms import MessageForm
from tests.factories import PersonPageFactory
from tests.helpers import soup_of

from .conftest import MESSAGE, errors_of, is_sent

# --- when the mail server does not play along ------------------------------------------------------------------------


def assert_says_what_to_do(response, phone, email):
    page = soup_of(response)
    [error] = errors_of(response)
    assert phone in error
    assert email in error
    assert page.select_one("[name=name]")["value"] == MESSAGE["name"]
    assert page.select_one("textarea").string.strip() == MESSAGE["message"]


def test_if_no_mail_server_answers_the_text_stays_and_other_ways_are_named(person, write, no_mail_server, caplog):
    assert_says_what_to_do(write(person), "0361 30257-606", person.email)
    assert person.url in caplog.text
    assert MESSAGE["message"] not in caplog.text


def test_if_the_mail_server_refuses_the_text_stays_and_other_ways_are_named(person, write, mail_server, caplog):
    mail_server.refused = {person.email}
    assert_says_what_to_do(write(person), "0361 30257-606", person.email)
    mail_server.refused = set()
    assert is_sent(write(person))
    assert len(mail_server.inbox) == 1


def test_without_a_phone_number_only_the_mail_address_is_named(institute, write, no_mail_server):
    person = PersonPageFactory(phone="")
    [error] = errors_of(write(person))
    assert person.email in error
    assert _(" or ") not in error.partition(person.email)[2]


# --- how much --------------------------------------------------------------------------------------------------------


@pytest.mark.scale
def test_of_fifty_messages_in_a_row_all_that_are_accepted_arrive_and_the_others_are_told(person, write, mail_server):
    answers = [write(person, message=f"Nachricht {number}") for number in range(50)]
    accepted = [number for number, answer in enumerate(answers) if is_sent(answer)]
    assert accepted == list(range(int(MessageForm.rate.split("/")[0])))
    assert [mail.text.splitlines()[0] for mail in mail_server.inbox] == [f"Nachricht {number}" for number in accepted]
    for number in range(len(accepted), 50):
        assert errors_of(answers[number]) == [
            _("Too much was sent from your connection. Please wait an hour, or call or write to us.")
        ]
        assert soup_of(answers[number]).select_one("textarea").string.strip() == f"Nachricht {number}"


@pytest.mark.scale
def test_without_the_limit_fifty_messages_in_a_row_arrive_in_their_order(person, write, mail_server, monkeypatch):
    monkeypatch.setattr(MessageForm, "rate", "1000/h")
    assert all(is_sent(write(person, message=f"Nachricht {number}")) for number in range(50))
    assert [mail.text.splitlines()[0] for mail in mail_server.inbox] == [f"Nachricht {number}" for number in range(50)]
