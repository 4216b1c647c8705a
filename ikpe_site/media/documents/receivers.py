"""A document that is uploaded, or whose file is replaced, is read in the background."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from ..models import CustomDocument, DocumentText
from .extraction import extract_document_text


@receiver(post_save, sender=CustomDocument)
def read_new_file(instance, raw=False, **kwargs):
    if raw or (
        instance.file_hash and DocumentText.objects.filter(document=instance, file_hash=instance.file_hash).exists()
    ):
        return
    transaction.on_commit(partial(extract_document_text.enqueue, instance.pk))
