"""Checks the PDF files that are uploaded, in a process of its own on the task queue, and keeps what was found."""

import json
import logging
import subprocess
import sys
from functools import partial
from pathlib import Path

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django_tasks import task

from ..documents.files import local_copy
from ..models import CustomDocument, DocumentBarriers

READER = Path(__file__).with_name("reader.py")
TIMEOUT = 40  # seconds by the clock, besides the limits that the process sets itself

logger = logging.getLogger(__name__)


def check(document: CustomDocument) -> list[str]:
    """Look for barriers in the file of `document`, keep and return them; a file that is missing is broken."""
    found = []
    if document.file_extension.lower() == "pdf":
        try:
            with local_copy(document) as copy:
                found = run_reader(copy.name)
        except OSError as error:
            logger.warning("The file of document %s cannot be opened: %s", document.pk, error)
            found = [DocumentBarriers.Barrier.BROKEN]
    kept = {"file_hash": document.file_hash, "found": found}
    DocumentBarriers.objects.update_or_create(document=document, defaults=kept)
    return found


def run_reader(path: str) -> list[str]:
    command = [sys.executable, "-I", "-W", "ignore", str(READER), path]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=True)  # noqa: S603 our own program
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):  # stopped by one of its limits
        return [DocumentBarriers.Barrier.BROKEN]
    return json.loads(done.stdout)


@task()
def check_document(document_id: int) -> None:
    if document := CustomDocument.objects.filter(pk=document_id).first():
        check(document)


def unchecked():
    """Documents that nobody has looked at, among them those that were there before there was a check."""
    return CustomDocument.objects.filter(barriers=None)


@receiver(post_save, sender=CustomDocument)
def check_new_file(instance, raw=False, **kwargs):
    known = DocumentBarriers.objects.filter(document=instance, file_hash=instance.file_hash or None)
    if not raw and not known.exists():
        transaction.on_commit(partial(check_document.enqueue, instance.pk))
