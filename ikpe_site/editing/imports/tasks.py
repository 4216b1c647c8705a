"""Imports in the task queue, so that neither their time nor their memory is that of the processes for visitors."""

import time

from django.core.cache import cache
from django.utils.module_loading import import_string
from django_tasks import task

from ..models import UploadedImport

LONGEST = 30 * 60  # seconds
PROGRESS_STEP = 25


def progress_key(pk: int) -> str:
    return f"import-{pk}"


@task(priority=10)  # somebody waits for it
def execute_import(pk: int, plan_path: str) -> None:
    """Write all of it or nothing. How far it is tells the cache: until the end nobody else sees what is written."""
    uploaded = UploadedImport.objects.filter(pk=pk, state=UploadedImport.State.WAITING).first()
    if uploaded is None:
        return
    end = time.monotonic() + LONGEST
    try:
        plan = import_string(plan_path).of_rows(uploaded.records)
        for number in plan.execute(uploaded.user, **uploaded.options):
            if number % PROGRESS_STEP == 0:
                cache.set(progress_key(pk), number)
            if time.monotonic() > end:
                raise TimeoutError("The import takes too long.")
    except Exception:
        uploaded.finish(uploaded.State.FAILED)
        raise
    uploaded.finish(uploaded.State.DONE, total=len(plan.due))
