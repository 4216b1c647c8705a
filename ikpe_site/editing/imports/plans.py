"""What an import would do, and doing it."""

import codecs
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ikpe_site.text.characters import clean, clean_all


class Status(models.TextChoices):
    NEW = "new", gettext_lazy("new")
    CHANGED = "changed", gettext_lazy("will be changed")
    PRESENT = "present", gettext_lazy("already there")
    ERROR = "error", gettext_lazy("not possible")


@dataclass
class Entry:
    """An entry of a file: where it begins, what it says in the columns of the preview, and what becomes of it.

    `notes` are sentences for the editor; `instance` is what is written if the entry is new or changed.
    """

    line: int
    cells: tuple[str, ...]
    status: Status
    notes: list[str] = field(default_factory=list)
    instance: Any = None


@dataclass
class Plan:
    """The entries of a file, compared with what is there. Subclasses know a format and what becomes of it."""

    entries: list[Entry]

    record: ClassVar[Callable[..., Any]]  # makes a record of the values that stand for it as JSON
    headings: ClassVar[tuple["str | Promise", ...]] = ()  # of the columns that `cells` fill
    max_bytes: ClassVar[int] = 2 * 1024 * 1024

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Return the plan for a file, and write nothing; ValidationError if the file as a whole cannot be read."""
        return cls(list(cls.compare(clean_all(cls.parse(content)))))

    @classmethod
    def of_rows(cls, rows: list[list]) -> Self:
        """Return the plan for records that were kept as JSON."""
        return cls(list(cls.compare([cls.record(*row) for row in rows])))

    @classmethod
    def path(cls) -> str:
        """Where other processes find this class."""
        return f"{cls.__module__}.{cls.__qualname__}"

    @classmethod
    def parse(cls, content: bytes) -> list[Any]:
        """Return the records of a file, tuples of what JSON knows; ValidationError if it cannot be read.

        What is uploaded, a program with limits reads (reader.py): this must not need the database.
        """
        raise NotImplementedError

    @classmethod
    def compare(cls, records: list) -> Iterable[Entry]:
        """Return what becomes of each record."""
        raise NotImplementedError

    def write(self, user: Any, **options: Any) -> Iterator[None]:
        """Write each of the entries that are `due`, yielding after each."""
        raise NotImplementedError

    @property
    def due(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.status in (Status.NEW, Status.CHANGED)]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """The label of each status that occurs, and how often."""
        numbers = Counter(entry.status for entry in self.entries)
        return [(status.label, numbers[status]) for status in Status if numbers[status]]

    def execute(self, user=None, **options: Any) -> Iterator[int]:
        """Write what is due in one transaction, yielding the number written so far after each.

        Nothing is written if something fails, or if the iterator is not followed to its end.
        """
        with transaction.atomic():
            for number, _entry in enumerate(self.write(user, **options), 1):
                yield number

    @classmethod
    def text_of(cls, content: bytes) -> str:
        """Return a text file as text; ValidationError if it is none or too large."""
        cls.check_size(content)
        try:
            text = content.decode(encoding_of(content))
        except UnicodeDecodeError:
            if b"\0" in content:
                raise ValidationError(_("This is no text file.")) from None
            text = content.decode("cp1252", errors="replace")  # what older programs on Windows write
        return clean(text)

    @classmethod
    def check_size(cls, content: bytes) -> None:
        if len(content) > cls.max_bytes:
            raise ValidationError(_("The file is larger than %(size)d MB.") % {"size": cls.max_bytes // 1024**2})


def encoding_of(content: bytes) -> str:
    """UTF-16, with its mark or without, as Excel and older programs write it; otherwise UTF-8."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = content[:100]
    if b"\0" in start[1::2] and b"\0" not in start[::2]:
        return "utf-16-le"
    if b"\0" in start[::2] and b"\0" not in start[1::2]:
        return "utf-16-be"
    if b"\0" in content:
        raise ValidationError(_("This is no text file."))
    return "utf-8-sig"
