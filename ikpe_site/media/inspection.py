"""Inspects uploaded documents, in a process with limits, on the task queue, and keeps what was found."""

import json
import logging
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

from django_tasks import task
from wagtail.utils.file import hash_filelike

from ikpe_site.text.characters import clean_all

from .models import CustomDocument, DocumentInspection

READER = Path(__file__).with_name("document_reader.py")
TIMEOUT = 60  # seconds by the clock, besides the limits that the process sets itself

logger = logging.getLogger(__name__)


def inspect(document: CustomDocument) -> DocumentInspection:
    """Return what stands in the file of `document`, and keep it. A file that cannot be read is noted, and is no error.

    A file that was read before is not read again.
    """
    extension = document.file_extension.lower()
    broken = [DocumentInspection.AccessibilityIssue.BROKEN] if extension == "pdf" else []
    findings = {"text": "", "accessibility_issues": broken, "file_hash": ""}
    try:
        # A copy: the reader needs a path, and uploads may live on another service.
        name = {"prefix": f"document-{document.pk}-", "suffix": f".{extension}"}
        with NamedTemporaryFile(**name) as copy, document.open_file() as source:
            shutil.copyfileobj(source, copy)
            copy.flush()
            findings["file_hash"] = hash_filelike(copy)
            known = DocumentInspection.objects.filter(document=document, file_hash=findings["file_hash"]).first()
            if known:
                return known
            findings |= run_reader(copy.name)
    except OSError as error:
        logger.warning("The file of document %s cannot be opened: %s", document.pk, error)
        findings["state"] = DocumentInspection.State.MISSING
    inspection, _created = DocumentInspection.objects.update_or_create(document=document, defaults=findings)
    return inspection


def run_reader(path: str) -> dict:
    """Return what the reader says of the file; TOO_LARGE if one of its limits ended it."""
    command = [sys.executable, "-I", "-W", "ignore", str(READER), path]
    try:
        ended = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)  # noqa: S603 our own program
    except subprocess.TimeoutExpired as error:
        ended = error
    if ended.stderr:
        logger.warning("Reading %s: %s", path, ended.stderr.decode(errors="replace")[-500:])
    findings = {"state": DocumentInspection.State.TOO_LARGE}
    complete_lines = (ended.stdout or b"").rpartition(b"\n")[0]
    for line in complete_lines.splitlines():
        findings |= clean_all(json.loads(line))
    return findings


@task()
def inspect_document(document_id: int) -> None:
    if document := CustomDocument.objects.filter(pk=document_id).first():
        inspect(document)
