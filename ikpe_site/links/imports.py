"""Redirects from a CSV file of old and new URLs."""

import csv
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Site

from ikpe_site.editing.imports import Entry, Plan, Status

from .resolving import is_view, own_path, wordpress_url
from .site_urls import KnownSiteUrls, SiteUrls
from .spelling import MAX_PATH, old_path
from .targets import check_for_circle, target_fields

MAX_LINES = 5000


class Row(NamedTuple):
    line: int
    old: str  # URL as Wagtail keeps it
    new: str


class RedirectPlan(Plan):
    record = Row
    headings = (gettext_lazy("Old address"), gettext_lazy("New address"))

    @classmethod
    def parse(cls, content: bytes) -> list[Row]:
        rows = list(read_rows(cls.text_of(content)))
        if not rows:
            raise ValidationError(_("The file holds no addresses."))
        return rows

    @classmethod
    def compare(cls, records: list[Row]) -> Iterator[Entry]:
        """Compare with the redirects that are there. Targets that are old URLs of the file are followed."""
        entries = [Entry(row.line, (row.old, row.new), Status.NEW) for row in records]
        Comparison(entries, KnownSiteUrls(Site.objects.select_related("root_page").get(is_default_site=True)))
        yield from entries

    def write(self, user: Any, **options: Any) -> Iterator[None]:
        for entry in self.due:
            entry.instance.save()
            log(instance=entry.instance, action="wagtail.create", user=user)
            yield


class Comparison:
    """Decides on the entries of a file, so that those which are refused or stay neither bend nor block the others.

    `waiting` holds for each old URL the entries that are not decided, each with the old URL of the file that it leads
    to, if any; `ends` where visitors come to in the end by those that are.
    """

    def __init__(self, entries: list[Entry], urls: KnownSiteUrls) -> None:
        self.urls = urls
        self.waiting: dict[str, deque[tuple[Entry, str | None]]] = {}
        self.ends: dict[str, str] = {}
        for entry in entries:
            self.consider(entry)
        order = list(self.waiting)
        while self.waiting:
            order = [old for old in reversed(order) if old in self.waiting]  # chains mostly stand in order
            ready = [old for old in order if self.decide(old)]
            if not ready:
                self.refuse_circle()

    def consider(self, entry: Entry) -> None:
        old, new = entry.cells
        step = old_path(new) if own_path(new) else None
        try:
            check_old(old, new)
            is_there = is_taken(old, self.urls)
            if is_there and old != step:
                raise ValidationError(_("There is a page at the old address, so a redirect would never be used."))
        except ValidationError as error:
            refuse(entry, error)
        else:
            if is_there:
                entry.status = Status.PRESENT
            else:
                self.waiting.setdefault(old, deque()).append((entry, step))

    def decide(self, old: str) -> bool:
        """Decide on the first entry of the old URL; False while that which it leads to is not decided."""
        entry, step = self.waiting[old][0]
        if step in self.waiting:
            return False
        end = self.ends.get(step or "", entry.cells[1])
        try:
            check_for_circle(old, end, self.urls)
            entry.instance = Redirect(old_path=old, **target_fields(end, self.urls))
        except ValidationError as error:
            self.refuse_first(old, error)
        else:
            self.accept(entry, end)
        return True

    def accept(self, entry: Entry, end: str) -> None:
        old = entry.cells[0]
        _entry, *others = (other for other, _step in self.waiting.pop(old))
        for other in others:
            message = _("This old address stands in line %(line)d already.")
            refuse(other, ValidationError(message % {"line": entry.line}))
        present = self.urls.redirects.get(old)
        if present:
            entry.status, entry.notes = Status.PRESENT, differences(present[-1], entry.instance)
        elif entry.instance.redirect_page and not entry.instance.redirect_page.live:
            entry.notes = [_("The page is not published yet. Until then, the old address is not found.")]
        if not entry.notes or not present:
            self.ends[old] = end

    def refuse_first(self, old: str, error: ValidationError) -> None:
        entry, _step = self.waiting[old].popleft()
        refuse(entry, error)
        if not self.waiting[old]:
            del self.waiting[old]

    def refuse_circle(self) -> None:
        """Refuse entries that lead to each other, as some do where all wait for another."""
        seen: dict[str | None, int] = {}
        old: str | None = next(iter(self.waiting))
        while old not in seen:
            seen[old] = len(seen)
            old = self.waiting[str(old)][0][1]
        for each in list(seen)[seen[old] :]:
            self.refuse_first(str(each), ValidationError(_("This redirect would lead in a circle.")))


def refuse(entry: Entry, error: ValidationError) -> None:
    entry.status, entry.notes = Status.ERROR, error.messages


def read_rows(text: str) -> Iterator[Row]:
    """Yield the lines of a CSV file without headings and empty lines; ValidationError if it cannot be read.

    No URL goes on in the next line: each is read by itself, so that a quotation mark without its other half takes none
    of those that follow.
    """
    first = text.lstrip().partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    line = count = columns = 0
    try:
        for line, written in enumerate(text.splitlines(), 1):
            cells = [cell.strip() for cell in next(csv.reader([written], delimiter=delimiter), [])]
            if not any(cells):
                continue
            if count == columns == 0 and is_heading(cells):
                columns = len(cells)
                continue
            count += 1
            if count > MAX_LINES:
                raise ValidationError(_("The file holds more than %(number)d lines.") % {"number": MAX_LINES})
            if columns == 2 and len(cells) > 2:  # the name of a file that holds what separates the columns
                cells = [delimiter.join(cells[:-1]), cells[-1]]
            old, new = [*cells, ""][:2]
            kept = old_path(old)
            yield Row(line, old if "\0" in kept else kept, new)  # `%00` is refused, not left out
    except csv.Error:
        raise ValidationError(_("Line %(line)d is too long.") % {"line": line}) from None


def is_heading(cells: list[str]) -> bool:
    return not any("/" in cell or "?" in cell for cell in cells[:2])


def check_old(old: str, new: str) -> None:
    """ValidationError if no redirect can stand at the old URL, whatever it leads to."""
    if not old or not new:
        raise ValidationError(_("This line needs an old and a new address."))
    if old == "/" and old_path(new) != "/":
        raise ValidationError(_("The home page cannot be redirected."))
    if not old.startswith("/") or "\0" in unquote(old):
        raise ValidationError(_("“%(address)s” is not an address.") % {"address": old[:80]})
    if len(old) > MAX_PATH:
        raise ValidationError(_("This address is too long."))


def is_taken(old: str, urls: SiteUrls) -> bool:
    """Whether visitors find a page or a view at the old URL."""
    if wordpress_url(old):
        return False
    resolved = urls.page_at(old)
    return bool(resolved and resolved.is_visible) or is_view(old) or is_view(f"{old}/")


def differences(present: Redirect, planned: Redirect) -> list[str]:
    """Empty if the redirect that is there leads where the planned one would; else where it leads, because it stays."""
    if target_of(present) == target_of(planned):
        return []
    return [_("It leads to %(address)s and stays as it is.") % {"address": present.link}]


def target_of(redirect: Redirect) -> tuple[Any, ...]:
    return redirect.redirect_page_id, redirect.redirect_page_route_path, redirect.redirect_link
