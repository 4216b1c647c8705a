"""The text of documents, for the search: read in a process of its own, on the task queue, and kept."""

import json
import logging
import subprocess
import sys
from pathlib import Path

from django_tasks import task
from wagtail.utils.file import hash_filelike

from ..models import CustomDocument, DocumentText
from .files import local_copy

READERS = Path(__file__).with_name("readers.py")
TIMEOUT = 60  # seconds by the clock, besides the limits that the process sets itself

logger = logging.getLogger(__name__)


def extract(document: CustomDocument) -> DocumentText:
    """Read the text of `document` and keep it; what cannot be read is noted, and is no error.

    A file that was read before is not read again.
    """
    known = DocumentText.objects.filter(document=document).first()
    try:
        with local_copy(document) as copy:
            file_hash = hash_filelike(copy)
            if known and known.file_hash == file_hash:
                return known
            found = run_reader(copy.name, document.file_extension.lower()) | {"file_hash": file_hash}
    except OSError as error:
        logger.warning("The file of document %s cannot be opened: %s", document.pk, error)
        found = {"state": DocumentText.State.MISSING, "text": "", "file_hash": ""}
    text, _created = DocumentText.objects.update_or_create(document=document, defaults=found)
    return text


def run_reader(path: str, extension: str) -> dict[str, str]:
    """`state` and `text` as the reader prints them; TOO_LARGE if it was stopped by one of its limits."""
    command = [sys.executable, "-I", "-W", "ignore", str(READERS), path, extension]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)  # noqa: S603 our own program
    except subprocess.TimeoutExpired:
        return {"state": DocumentText.State.TOO_LARGE, "text": ""}
    if done.returncode < 0:  # ended by a signal: out of time or memory
        return {"state": DocumentText.State.TOO_LARGE, "text": ""}
    if done.returncode:
        logger.warning("Reading %s failed: %s", path, done.stderr.decode(errors="replace")[-500:])
        return {"state": DocumentText.State.BROKEN, "text": ""}
    return json.loads(done.stdout)


@task()
def extract_document_text(document_id: int) -> None:
    if document := CustomDocument.objects.filter(pk=document_id).first():
        extract(document)
