"""Visitors write to a person or to the office: by mail, without a cookie, and nothing is kept."""

import datetime
import socket
import time
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.test.utils.form_data import querydict_from_html

from ikpe_site.core.spam import MAX_AGE, MIN_AGE
from people.forms import MessageForm
from tests.factories import HIDING, PersonPageFactory, make_draft, make_private
from tests.helpers import get_soup, hrefs, main_of, soup_of, words
from tests.people.mail_server import MailServer

DAY = datetime.timedelta(days=1)
MESSAGE = {"name": "Jörg Müßig", "email": "joerg@example.org", "message": "Können Sie uns beraten?"}


@pytest.fixture
def mail_server(settings):
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    settings.DEFAULT_FROM_EMAIL = "IKPE <website@example.org>"
    yield server
    server.stop()


@pytest.fixture
def no_mail_server(settings):
    """Nobody listens where the settings say."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()
        yield


@pytest.fixture
def person(institute):
    return PersonPageFactory(first_name="Petra", last_name="Muster", email="petra.muster@ikpe-erfurt.de")


@pytest.fixture
def write(freeze, monkeypatch):
    """Open the form at an address, fill it in, and send it a moment later. Django checks CSRF tokens."""
    # The hour of the limit is that of the clock: it must not begin anew in the middle of a test.
    started = time.time()
    monkeypatch.setattr("django_ratelimit.core.time", SimpleNamespace(time=lambda: started))

    def write_to(page, age=MIN_AGE, **data):
        client = Client(enforce_csrf_checks=True)
        address = f"{page.url}nachricht/"
        shown = client.get(address).content.decode()
        form = BeautifulSoup(shown, "html.parser").select_one("form[method=post]")
        form["id"] = "form"
        fields = querydict_from_html(str(form), form_id="form").dict()
        now = timezone.now()
        freeze(now + age)
        response = client.post(form["action"], fields | MESSAGE | data)
        freeze(now)
        assert not client.cookies
        return response

    return write_to


def is_sent(response) -> bool:
    return response.status_code == 302 and response["Location"].endswith("/nachricht/?gesendet")


def errors_of(response) -> list[str]:
    return [words(error) for error in soup_of(response).select(".notice-warn li")]


# --- what arrives ----------------------------------------------------------------------------------------------------


def test_a_message_arrives_at_the_person_and_is_answered_to_the_visitor(person, write, mail_server):
    assert is_sent(write(person))
    [mail] = mail_server.inbox
    assert mail.recipients == ["petra.muster@ikpe-erfurt.de"]
    assert mail["To"] == "petra.muster@ikpe-erfurt.de"
    assert mail["From"] == "IKPE <website@example.org>"
    assert mail["Reply-To"] == "joerg@example.org"
    assert mail["Subject"] == _("Message from %(name)s") % MESSAGE
    assert mail.text.startswith("Können Sie uns beraten?\n")
    assert "Jörg Müßig, joerg@example.org" in mail.text
    assert person.full_url in mail.text


def test_a_message_to_the_office_arrives_at_the_institute(institute, site_tree, write, mail_server):
    assert is_sent(write(site_tree.contact))
    assert [mail.recipients for mail in mail_server.inbox] == [["info@ikpe-erfurt.de"]]


def test_a_copy_is_sent_if_it_is_wanted(person, write, mail_server):
    assert is_sent(write(person, copy="on"))
    message, copy = mail_server.inbox
    assert message.recipients == ["petra.muster@ikpe-erfurt.de"]
    assert copy.recipients == ["joerg@example.org"]
    assert copy["Reply-To"] == "petra.muster@ikpe-erfurt.de"
    assert copy["Auto-Submitted"] == "auto-generated"
    assert "Petra Muster" in copy.text
    assert "Können Sie uns beraten?" in copy.text


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "ü" * 10_000,
        "Ein Satz. " * 1_000,
        "\n".join(["kurz", "ß" * 10_000, "kurz"]),
        ".\n.\n..\nQUIT\n.",
        "From hier\nFrom dort",
        "Zeile\n\n\nZeile mit Tab\tund 🧊 „Anführung“ € = =3D",
        "<b>kein HTML</b> & {{ nichts }}",
    ],
    ids=[
        "long line",
        "long line of umlauts",
        "long line of words",
        "between short",
        "dots",
        "From",
        "signs",
        "markup",
    ],
)
def test_what_was_written_arrives_letter_for_letter(text, person, write, mail_server):
    assert is_sent(write(person, message=text.replace("\n", "\r\n")))
    [mail] = mail_server.inbox
    assert mail.text.startswith(f"{text.strip()}\n\n-- \n")
    assert max(len(line) for line in mail.raw.split(b"\r\n")) <= 998


@pytest.mark.parametrize("name", ["Dr. Jörg Müßig-Größe", "Żaneta Łącka", 'O\'Neill, "Pat" <pat@x.de>', "a" * 100])
def test_the_name_arrives_as_it_was_written(name, person, write, mail_server):
    assert is_sent(write(person, name=name))
    assert mail_server.inbox[0]["Subject"] == _("Message from %(name)s") % {"name": name}
    assert f"{name}, joerg@example.org" in mail_server.inbox[0].text


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n", "\u2028", "\x85", "\x0b", "\x1e"])
def test_a_name_cannot_bring_headers_of_its_own(line_break, person, write, mail_server):
    injected = f"Eva{line_break}Bcc: opfer@example.org{line_break}{line_break}<b>Text</b>"
    assert is_sent(write(person, name=injected, copy="on"))
    for mail in mail_server.inbox:
        assert "bcc" not in mail.headers
        assert "opfer@example.org" not in mail.recipients
    assert mail_server.inbox[0]["Subject"] == _("Message from %(name)s") % {
        "name": "Eva Bcc: opfer@example.org <b>Text</b>"
    }


@pytest.mark.parametrize(
    "address",
    [
        "eva@example.org\nBcc: opfer@example.org",
        "eva@example.org\r\nBcc: opfer@example.org",
        "eva@example.org, opfer@example.org",
        "eva@example.org;opfer@example.org",
        "Eva <eva@example.org>",
        "eva@example.org>\x00",
        '"eva muster"@example.org',
        '"eva\x01"@example.org',
        '"eva@example.org"@example.org',
        "eva",
        "eva@",
        f"{'e' * 320}@example.org",
    ],
)
def test_a_mail_address_is_one_address_and_nothing_else(address, person, write, mail_server):
    response = write(person, email=address, copy="on")
    assert errors_of(response)
    assert mail_server.inbox == []


@pytest.mark.parametrize(
    ("address", "sent"),
    [("eva@müller.de", "eva@xn--mller-kva.de"), ("eva+ikpe@example.org", "eva+ikpe@example.org")],
)
def test_unusual_mail_addresses_are_answered_too(address, sent, person, write, mail_server):
    assert is_sent(write(person, email=address, copy="on"))
    message, copy = mail_server.inbox
    assert message["Reply-To"] == sent
    assert copy.recipients == [sent]


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_a_message_changes_nothing_in_the_database_and_leaves_no_cookie(person, write, mail_server):
    with CaptureQueriesContext(connection) as captured:
        response = write(person, copy="on")
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
    answers = [write(person), write(person, homepage="https://example.com", copy="on")]
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
    page = soup_of(write(person, email="joerg[ät]example.org", message='<b>"Text"</b>\r\nmehr', copy="on"))
    assert page.select_one("[name=name]")["value"] == "Jörg Müßig"
    assert page.select_one("[name=email]")["value"] == "joerg[ät]example.org"
    assert page.select_one("textarea").string.strip("\r\n").splitlines() == ['<b>"Text"</b>', "mehr"]
    assert page.select_one("[name=copy]").has_attr("checked")
    assert mail_server.inbox == []


def test_a_form_that_was_fetched_without_mistakes_shows_none(person):
    page = get_soup(f"{person.url}nachricht/")
    assert page.select(".notice-warn, .form-errors, [aria-invalid]") == []
    assert [label["for"] for label in page.select("form[method=post] label")] == [
        control["id"] for control in page.select("form[method=post] :is(input:not([type=hidden]), textarea)")
    ]


def test_what_is_too_long_is_refused_and_kept(person, write, mail_server):
    page = soup_of(write(person, message="x" * 20_001, name="n" * 101))
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


def test_a_copy_that_is_refused_does_not_undo_the_message(person, write, mail_server, caplog):
    mail_server.refused = {MESSAGE["email"]}
    assert is_sent(write(person, copy="on"))
    assert [mail.recipients for mail in mail_server.inbox] == [[person.email]]
    assert person.full_url in caplog.text


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


# --- who can be written to -------------------------------------------------------------------------------------------


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
