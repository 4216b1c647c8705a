"""What `manage.py check --deploy --database default` says of the content beyond Django's own checks."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import DatabaseError

from .status import example_state


@checks.register(checks.Tags.database, deploy=True)
def check_example_content(databases: Sequence[str] | None = None, **kwargs: Any) -> list[checks.CheckMessage]:
    if not databases:
        return []
    try:
        examples = example_state()
    except DatabaseError:  # before the first migration
        return []
    if not examples["pages"] and not examples["documents"]:
        return []
    message = f"{examples['pages']} pages and {examples['documents']} documents of example content are published."
    hint = "Replace or delete them in the admin: Berichte, „Beispielinhalte“."
    return [checks.Warning(message, hint=hint, id="operations.W001")]
