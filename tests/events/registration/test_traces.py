"""Who deletes a registration, or is deleted by the clock, leaves no name behind elsewhere."""

import io

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks import default_task_backend
from django_tasks_db.models import DBTaskResult
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from events.models import Registration
from events.registration import mails
from ikpe_site.operations.models import QueuedMail
from tests.factories import EventPageFactory, RegistrationFactory, days_from_now

NAME, EMAIL = "Jörg Müßig", "joerg@example.org"


def queue(message) -> QueuedMail:
    """As if the mail server had not taken it."""
    return QueuedMail.objects.create(
        sender="website@example.org", recipients=message.recipients(), message=message.message().as_bytes()
    )


def task(status="FAILED", traceback="", *args) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status, traceback=traceback, args_kwargs={"args": args, "kwargs": {}}, task_path="a.b",
        backend_name="default", run_after=timezone.now(), finished_at=timezone.now(), exception_class_path="",
    )  # fmt: skip


@pytest.fixture
def entry(event, editor):
    """Somebody who registered, and of whom there is something everywhere."""
    entry = RegistrationFactory(event=event, name=NAME, email=EMAIL)
    log(entry, "wagtail.edit", user=editor, data={"name": NAME})
    queue(mails.message(entry, "reminder"))
    task("FAILED", f"IntegrityError: Key (email)=({EMAIL}) exists")
    task("FAILED", f"DoesNotExist: {NAME}")
    task("SUCCESSFUL", "", EMAIL)
    task("SUCCESSFUL", "", f"An: {NAME} <{EMAIL.upper()}>")
    task("FAILED", "", f"Von {NAME} abgesagt")
    task("FAILED", "", "events", "registration", str(entry.pk))
    return entry


WAYS = {
    "by the participant": lambda entry, press: press(entry, "delete"),
    "with the event": lambda entry, press: entry.event.delete(),
    "by the clock": lambda entry, press: (
        type(entry.event).objects.filter(pk=entry.event_id).update(start=days_from_now(-91)),
        call_command("purge_registrations", stdout=io.StringIO()),
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_nothing_tells_who_was_registered(way, entry, press):
    way(entry, press)
    assert not Registration.objects.exists()
    logged = ModelLogEntry.objects.get(content_type=ContentType.objects.get_for_model(Registration))
    assert (logged.label, logged.data) == ("Gelöschte Anmeldung", {})
    assert not QueuedMail.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_what_is_about_others_stays(entry, press, event):
    other = RegistrationFactory(event=event, name="Eva Adler", email="eva@example.org")
    log(other, "wagtail.edit")
    queue(mails.message(other, "reminder"))
    same_address = RegistrationFactory(event=EventPageFactory(takes_registrations=True), name=NAME, email=EMAIL)
    queue(mails.message(same_address, "reminder"))
    queue(mail.EmailMessage("Wöchentlicher Brief", "An die Redaktion", to=[EMAIL]))
    kept = {task("FAILED", "ValueError: eva").pk, task("READY", "", EMAIL).pk}
    press(entry, "delete")
    assert ModelLogEntry.objects.for_instance(other).get().label == "Eva Adler"
    assert sorted(queued.recipients[0] for queued in QueuedMail.objects.all()) == ["eva@example.org", EMAIL, EMAIL]
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == kept


def test_names_that_a_backup_brought_back_into_the_log_go_with_the_next_purge(event):
    entry = RegistrationFactory(event=event, name=NAME)
    log(entry, "wagtail.edit")
    Registration.objects.all()._raw_delete("default")  # noqa: SLF001 without signals, as a restore
    call_command("purge_registrations", stdout=io.StringIO())
    assert list(ModelLogEntry.objects.values_list("label", flat=True)) == ["Gelöschte Anmeldung"]


def test_no_task_waits_for_a_registration_that_may_be_deleted_by_then(event):
    default_task_backend.clear()
    RegistrationFactory(event=event).delete()
    assert default_task_backend.results == []
