from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from .purging import empty_on_commit


@hooks.register("after_bulk_action")
def files_moved(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Many pictures or documents are put into a collection by one query, of which no signal tells."""
    if action_type == "add_to_collection":
        empty_on_commit(keep_stale=False)
