"""Lets a program with limits read an uploaded file (reader.py)."""

import json
import logging
import subprocess
import sys

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from . import reader
from .plans import Plan

TIMEOUT = 40  # seconds by the clock, besides the limits that the program sets itself

logger = logging.getLogger(__name__)


def rows_of(plan_class: type[Plan], content: bytes) -> list:
    """Return the records of a file as JSON; ValidationError if it cannot be read, or not within the limits."""
    plan_class.check_size(content)
    answer = json.loads(run_reader(plan_class, content) or "{}")
    if "records" not in answer:
        ended = [_("This file cannot be read: it is damaged, or reading it takes too much time or memory.")]
        raise ValidationError(answer.get("errors", ended))
    return answer["records"]


def run_reader(plan_class: type[Plan], content: bytes) -> bytes:
    """Return what the reader says of the file; nothing if one of its limits ended it."""
    command = [sys.executable, "-W", "ignore", "-m", reader.__name__, plan_class.path(), get_language() or "de"]
    try:
        ended = subprocess.run(  # noqa: S603 our own program
            command, input=content, capture_output=True, cwd=settings.BASE_DIR, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired as error:
        logger.warning("Reading a file for %s takes too long: %s", plan_class.path(), error)
        return b""
    if ended.returncode:
        logger.warning("Reading a file for %s: %s", plan_class.path(), ended.stderr.decode(errors="replace")[-500:])
        return b""
    return ended.stdout
