"""What remains of participants elsewhere once their registration is deleted: names in the log of the admin, mails that
wait for the mail server, what tasks were given or failed at."""

import email
import json
from email.policy import default

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from ikpe_site.operations.models import QueuedMail

from .models import Registration


@receiver(post_delete, sender=Registration)
def forget(instance: Registration, **kwargs) -> None:
    """However it was deleted: by the participant, in the admin, by the clock or with its event."""
    ModelLogEntry.objects.for_instance(instance).update(label=_("Deleted registration"), data={})
    waiting = [mail.pk for mail in QueuedMail.objects.all() if is_about(mail, instance)]
    QueuedMail.objects.filter(pk__in=waiting).delete()
    finished_tasks_about(instance).delete()


def is_about(mail: QueuedMail, registration: Registration) -> bool:
    if mail.recipients != [registration.email]:
        return False
    body = email.message_from_bytes(bytes(mail.message), policy=default).get_body(("plain",))
    return body is not None and registration.path in body.get_content()


def finished_tasks_about(registration: Registration):
    words = [registration.key.hex]
    if registration.email:
        words.append(registration.email)
    if " " in registration.name:  # a single word says too little
        words.append(registration.name)
    said = Q(args_kwargs__args=["events", "registration", str(registration.pk)])
    for word in words:
        said |= Q(traceback__icontains=word) | Q(given__icontains=word)
        said |= Q(given__icontains=json.dumps(word)[1:-1])  # as SQLite keeps letters that are not ASCII
    return DBTaskResult.objects.finished().annotate(given=Cast("args_kwargs", TextField())).filter(said)


def forget_names_of_deleted() -> None:
    """In the log, of registrations that were deleted where nobody noticed, such as by restoring a backup."""
    entries = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Registration))
    known = map(str, Registration.objects.values_list("pk", flat=True))
    entries.exclude(object_id__in=list(known)).update(label=_("Deleted registration"), data={})
