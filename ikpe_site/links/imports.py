"""Redirects from a CSV file of old and new addresses: planned first, then made."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Site

from .redirects import MAX_PATH
from .resolving import is_view, own_path, page_at, wordpress_address
from .targets import check_for_circle, target_fields

MAX_BYTES = 2 * 1024 * 1024
MAX_LINES = 5000


class Status(models.TextChoices):
    NEW = "new", gettext_lazy("new")
    PRESENT = "present", gettext_lazy("there already")
    ERROR = "error", gettext_lazy("not possible")


@dataclass
class Entry:
    """A line of the file: what it says, what would become of it, and in `note` why."""

    line: int
    old: str
    new: str
    status: Status = Status.NEW
    note: str = ""
    fields: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass
class Plan:
    entries: list[Entry]

    @property
    def new(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.status == Status.NEW]

    @property
    def counts(self) -> list[tuple[str, int]]:
        found = [entry.status for entry in self.entries]
        return [(status.label, found.count(status)) for status in Status]

    def as_csv(self) -> str:
        """The new redirects as a file that can be planned again."""
        buffer = StringIO()
        csv.writer(buffer).writerows((entry.old, entry.new) for entry in self.new)
        return buffer.getvalue()

    @transaction.atomic
    def carry_out(self, user: Any = None) -> int:
        """Make the new redirects, all or none, each with an entry in the log; return how many."""
        for entry in self.new:
            redirect = Redirect.objects.create(old_path=entry.old, **entry.fields)
            log(instance=redirect, action="wagtail.create", user=user)
        return len(self.new)


def plan_import(content: bytes) -> Plan:
    """Compare the lines of a CSV file with what is there, and write nothing.

    ValidationError if the file as a whole cannot be read. Targets that are old addresses of the file are followed.
    """
    site = Site.objects.get(is_default_site=True)
    rows = list(read_rows(content))
    present = {
        redirect.old_path: redirect
        for redirect in Redirect.get_for_site(site).filter(old_path__in=[old for _line, old, _new in rows])
    }
    targets = {}
    for _line, old, new in rows:
        targets.setdefault(old, new)
    lines = {}
    entries = []
    for line, old, new in rows:
        entry = Entry(line, old, new)
        first = lines.setdefault(old, line)
        try:
            if first != line:
                raise ValidationError(_("This old address stands in line %(line)d already.") % {"line": first})
            entry.fields = fields_of(entry, targets, site)
            if old in present:
                entry.status, entry.note = Status.PRESENT, difference(present[old], entry.fields)
            elif (page := entry.fields.get("redirect_page")) and not page.live:
                entry.note = _("The page is not published yet. Until then, the old address is not found.")
        except ValidationError as error:
            entry.status, entry.note = Status.ERROR, " ".join(error.messages)
        entries.append(entry)
    return Plan(entries)


def read_rows(content: bytes) -> Iterator[tuple[int, str, str]]:
    """Yield line, old address as Wagtail keeps it, and new address; without the headings and empty lines."""
    if len(content) > MAX_BYTES:
        raise ValidationError(_("The file is larger than %(size)d MB.") % {"size": MAX_BYTES // 1024**2})
    if b"\0" in content:
        raise ValidationError(_("This is no text file. Please save the table as CSV."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what spreadsheets on Windows write
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=max(";\t,", key=first.count))
    count = 0
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells) or (count == 0 and is_heading(cells)):
                continue
            count += 1
            if count > MAX_LINES:
                raise ValidationError(_("The file holds more than %(number)d lines.") % {"number": MAX_LINES})
            old, new = [*cells, ""][:2]
            yield reader.line_num, old_path(old), new
    except csv.Error as error:
        message = _("Line %(line)d cannot be read: %(error)s") % {"line": reader.line_num, "error": error}
        raise ValidationError(message) from None
    if not count:
        raise ValidationError(_("The file holds no addresses."))


def is_heading(cells: list[str]) -> bool:
    return not any("/" in cell or "?" in cell for cell in cells[:2])


def old_path(given: str) -> str:
    """The old address without its host, as Wagtail keeps it; empty if there is none."""
    try:
        parts = urlsplit(given)
    except ValueError:
        return given
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path
    return Redirect.normalise_path(wordpress_address(path) or path) if given else ""


def fields_of(entry: Entry, targets: dict[str, str], site: Site) -> dict[str, Any]:
    if not entry.old or not entry.new:
        raise ValidationError(_("This line needs an old and a new address."))
    if entry.old == "/":
        raise ValidationError(_("The home page cannot be redirected."))
    if len(entry.old) > MAX_PATH:
        raise ValidationError(_("This address is too long."))
    if not wordpress_address(entry.old):
        place = page_at(entry.old, site.root_page)
        if (place and place.is_visible) or is_view(entry.old) or is_view(f"{entry.old}/"):
            raise ValidationError(_("There is a page at the old address, so a redirect would never be used."))
    target, seen = entry.new, {entry.old}
    while own_path(target) and (step := old_path(target)) in targets:
        if step in seen:
            raise ValidationError(_("This redirect would lead in a circle."))
        seen.add(step)
        target = targets[step]
    check_for_circle(entry.old, target, site)
    return target_fields(target, site)


def difference(present: Redirect, fields: dict[str, Any]) -> str:
    """Empty if the redirect that is there leads where `fields` would; else where it leads, because it stays."""
    page = fields.get("redirect_page")
    same = (
        present.redirect_page_id == (page and page.pk)
        and present.redirect_page_route_path.strip("/") == fields.get("redirect_page_route_path", "").strip("/")
        and present.redirect_link == fields.get("redirect_link", "")
    )
    return "" if same else _("It leads to %(address)s and stays as it is.") % {"address": present.link}
