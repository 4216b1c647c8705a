"""Visitors write to a person or to the office: what they wrote arrives by mail."""

import pytest
from django.utils.translation import gettext as _

from .conftest import MESSAGE, errors_of, is_sent


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


def test_nothing_is_sent_to_the_address_that_a_visitor_gives(person, write, mail_server):
    """It may be anybody's, and the message may say anything."""
    assert is_sent(write(person, email="opfer@example.org", copy="on"))
    assert [message.recipients for message in mail_server.inbox] == [["petra.muster@ikpe-erfurt.de"]]


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


@pytest.mark.parametrize("name", ["Dr. Jörg Müßig-Größe", "Żaneta Łącka", 'O\'Neill, "Pat" <Anna>', "a" * 80])
def test_the_name_arrives_as_it_was_written(name, person, write, mail_server):
    assert is_sent(write(person, name=name))
    assert mail_server.inbox[0]["Subject"] == _("Message from %(name)s") % {"name": name}
    assert f"{name}, joerg@example.org" in mail_server.inbox[0].text


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n", "\u2028", "\x85", "\x0b", "\x1e"])
def test_a_name_cannot_bring_headers_of_its_own(line_break, person, write, mail_server):
    response = write(person, name=f"Eva{line_break}Bcc: opfer{line_break}{line_break}<b>Text</b>")
    if line_break in "\r\n":
        assert errors_of(response)
    for mail in mail_server.inbox:
        assert "bcc" not in mail.headers
        assert mail["Subject"] == _("Message from %(name)s") % {
            "name": "EvaBcc: opfer<b>Text</b>" if line_break == "\x1e" else "Eva Bcc: opfer <b>Text</b>"
        }
    assert len(mail_server.inbox) == (line_break not in "\r\n")


@pytest.mark.parametrize(
    "name",
    [
        "Gewinn: https://example.com",
        "www.example.com",
        "gewinn.example.com",
        "gewinn\uff0ecom",
        "gewinn\u3002com",
        "\uff37\uff37\uff37.gewinn",
        "a.b/c",
        "pat@x.de",
        "a" * 81,
    ],
)
def test_what_is_no_name_is_refused_with_a_sentence(name, person, write, mail_server):
    [error] = errors_of(write(person, name=name))
    assert error == "Bitte geben Sie nur Ihren Namen ein: in einer Zeile, ohne Links, mit höchstens 80 Zeichen."
    assert mail_server.inbox == []


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
    response = write(person, email=address)
    assert errors_of(response)
    assert mail_server.inbox == []


@pytest.mark.parametrize(
    ("address", "sent"),
    [("eva@müller.de", "eva@xn--mller-kva.de"), ("eva+ikpe@example.org", "eva+ikpe@example.org")],
)
def test_unusual_mail_addresses_are_answered_too(address, sent, person, write, mail_server):
    assert is_sent(write(person, email=address))
    [message] = mail_server.inbox
    assert message["Reply-To"] == sent
