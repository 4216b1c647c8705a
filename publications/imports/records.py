from collections.abc import Sequence
from typing import NamedTuple


class Record(NamedTuple):
    """An entry of a file: the line it begins in, and its CSL-JSON item or the `error` that made it unreadable.

    `notes` are sentences on what in it was not written as it should be.
    """

    line: int
    item: dict
    error: str = ""
    notes: Sequence[str] = ()
