"""Mails when the mail server is gone, refuses, or comes back."""

import datetime
import email.header
import email.utils
import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.core.mail import EmailMessage, send_mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from ikpe_site.operations.models import QueuedMail
from ikpe_site.operations.models.mail import GIVE_UP_AFTER

pytestmark = [pytest.mark.django_db, pytest.mark.database]


class Inbox(Message):
    """Keeps what arrives; `answer` refuses it."""

    def __init__(self):
        super().__init__()
        self.mails, self.answer = [], None

    def handle_message(self, message):
        self.mails.append(message)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 a name of aiosmtpd
        if self.answer:
            return self.answer
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def port(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "ikpe_site.operations.mail.QueueingEmailBackend"
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    return port


@pytest.fixture
def server(port):
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield inbox
    controller.stop()


def send():
    message = EmailMessage(
        "Ihre Anmeldung: Grüße", "Schöne Grüße\n.Punkt\n", "ikpe@example.org", ["erika@example.org"]
    )
    message.attach("termin.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "text/calendar")
    message.send()


def contents(mail):
    return [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]


def make_due():
    QueuedMail.objects.update(next_attempt_at=timezone.now())


def test_a_mail_goes_out_at_once(server):
    send()
    assert len(server.mails) == 1
    assert not QueuedMail.objects.exists()


LONG = "Bitte bestätigen Sie Ihre Anmeldung: Fachtag Beteiligung im ländlichen Raum und was daraus wird"


@pytest.mark.parametrize("sender", ["website@ikpe-erfurt.de", "IKPE <website@ikpe-erfurt.de>", "a@müller.de"])
def test_each_mail_says_that_a_machine_wrote_it_when_and_from_which_domain(sender, server):
    send_mail("Kurz", "Text", sender, ["erika@example.org"])
    [mail] = server.mails
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@xn--mller-kva.de>" if "müller" in sender else "@ikpe-erfurt.de>")
    assert email.utils.parsedate_to_datetime(mail["Date"]).utcoffset() == timezone.localtime().utcoffset()
    assert mail["Subject"] == "Kurz"


@pytest.mark.parametrize(
    "subject",
    [LONG, "Anmeldung: " + "x" * 90, "Please confirm your registration " * 4, "Donaudampfschifffahrtskapitän" * 3],
    ids=["umlauts", "a long word", "many words", "a long word with umlauts"],
)
def test_the_first_line_of_a_long_subject_is_not_empty(subject, server):
    send_mail(subject.strip(), "Text", "website@ikpe-erfurt.de", ["erika@example.org"])
    [mail] = server.mails
    lines = [f"Subject: {mail['Subject']}".splitlines()[0], *mail["Subject"].splitlines()[1:]]
    assert len(lines[0]) > 40
    assert max(map(len, lines)) <= 78
    assert str(email.header.make_header(email.header.decode_header(mail["Subject"]))) == subject.strip()


def test_headers_of_its_own_stay(server):
    headers = {"Message-ID": "<eigen@example.org>", "Auto-Submitted": "no"}
    EmailMessage("Kurz", "Text", "a@example.org", ["erika@example.org"], headers=headers).send()
    assert {name: server.mails[0][name] for name in headers} == headers


def test_a_mail_that_is_deleted_while_it_is_sent_does_not_come_back(port, monkeypatch):
    send()

    def delete_and_fail(backend):
        QueuedMail.objects.all().delete()
        raise OSError

    monkeypatch.setattr("ikpe_site.operations.management.commands.send_queued_mails.get_connection", delete_and_fail)
    make_due()
    call_command("send_queued_mails")
    assert not QueuedMail.objects.exists()


def test_without_the_mail_server_a_mail_waits_and_arrives_as_it_was(port, caplog):
    send()
    assert QueuedMail.objects.count() == 1
    assert "it waits" in caplog.text
    call_command("send_queued_mails")  # still gone
    waiting = QueuedMail.objects.get()
    assert waiting.attempts == 1
    assert waiting.next_attempt_at > timezone.now()
    assert "refused" in waiting.last_error
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        call_command("send_queued_mails")
        assert inbox.mails == [], "it is not due yet"
        make_due()
        call_command("send_queued_mails")
        send()
    finally:
        controller.stop()
    queued, direct = inbox.mails
    assert not QueuedMail.objects.exists()
    assert str(email.header.make_header(email.header.decode_header(queued["Subject"]))) == "Ihre Anmeldung: Grüße"
    assert queued["Message-ID"]
    parts = [
        [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()] for mail in (queued, direct)
    ]
    assert parts[0] == parts[1]


def test_a_server_that_is_busy_gets_it_later(server):
    server.answer = "451 try again later"
    send()
    assert QueuedMail.objects.count() == 1
    server.answer = None
    make_due()
    call_command("send_queued_mails")
    assert len(server.mails) == 1


def test_what_is_refused_for_good_is_told_to_whoever_sends_it(server):
    server.answer = "550 no such user"
    with pytest.raises(Exception, match="no such user"):
        send()
    assert not QueuedMail.objects.exists()
    assert send_mail("x", "y", "a@example.org", ["b@example.org"], fail_silently=True) is not None


def test_after_five_days_it_gives_up_and_says_so(port):
    send()
    QueuedMail.objects.update(created_at=timezone.now() - GIVE_UP_AFTER - datetime.timedelta(hours=1))
    with pytest.raises(CommandError, match="1"):
        call_command("send_queued_mails")
    assert QueuedMail.objects.get().next_attempt_at is None
    call_command("send_queued_mails")
    QueuedMail.objects.update(created_at=timezone.now() - datetime.timedelta(days=31))
    call_command("send_queued_mails")
    assert not QueuedMail.objects.exists()
