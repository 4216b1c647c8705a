"""A document that is uploaded, or whose file is replaced, is inspected in the background."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from .inspection import inspect_document
from .models import CustomDocument, DocumentInspection, DocumentVersion


@receiver(post_save, sender=CustomDocument)
def inspect_new_file(instance, raw=False, **kwargs):
    # By its content and not by its name, which a file that replaces another may share.
    known = DocumentInspection.objects.filter(document=instance, file_hash=instance.file_hash or None)
    if not raw and not known.exists():
        transaction.on_commit(partial(inspect_document.enqueue, instance.pk))


@receiver(post_delete, sender=DocumentVersion)
def delete_file_of_version(instance, **kwargs):
    if instance.file:
        transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))
