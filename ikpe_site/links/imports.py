"""Redirects from a CSV file of old and new URLs."""

import csv
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Site

from ikpe_site.editing.imports import Entry, Plan, Status

from .redirects import MAX_PATH
from .resolving import is_view, own_path, page_at, wordpress_url
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
        site = Site.objects.get(is_default_site=True)
        present = Redirect.get_for_site(site).filter(old_path__in=[old for _line, old, _new in records])
        present = {redirect.old_path: redirect for redirect in present}
        first_lines: dict[str, int] = {}
        targets: dict[str, str] = {}
        for line, old, new in records:
            first_lines.setdefault(old, line)
            targets.setdefault(old, new)
        for line, old, new in records:
            entry = Entry(line, (old, new), Status.NEW)
            try:
                if first_lines[old] != line:
                    message = _("This old address stands in line %(line)d already.")
                    raise ValidationError(message % {"line": first_lines[old]})
                entry.instance = Redirect(old_path=old, **fields_of(old, new, targets, site))
                if old in present:
                    entry.status, entry.notes = Status.PRESENT, differences(present[old], entry.instance)
                elif entry.instance.redirect_page and not entry.instance.redirect_page.live:
                    entry.notes = [_("The page is not published yet. Until then, the old address is not found.")]
            except ValidationError as error:
                entry.status, entry.notes = Status.ERROR, error.messages
            yield entry

    def write(self, user: Any, **options: Any) -> Iterator[None]:
        for entry in self.due:
            entry.instance.save()
            log(instance=entry.instance, action="wagtail.create", user=user)
            yield


def read_rows(text: str) -> Iterator[Row]:
    """Yield the lines of a CSV file without headings and empty lines; ValidationError if it cannot be read."""
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
            yield Row(reader.line_num, old_path(old), new)
    except csv.Error as error:
        message = _("Line %(line)d cannot be read: %(error)s") % {"line": reader.line_num, "error": error}
        raise ValidationError(message) from None


def is_heading(cells: list[str]) -> bool:
    return not any("/" in cell or "?" in cell for cell in cells[:2])


def old_path(given: str) -> str:
    """The old URL without its host, as Wagtail keeps it; empty if there is none."""
    try:
        parts = urlsplit(given)
    except ValueError:
        return given
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path
    return Redirect.normalise_path(wordpress_url(path) or path) if given else ""


def fields_of(old: str, new: str, targets: dict[str, str], site: Site) -> dict[str, Any]:
    """The fields of a redirect to where `new` leads in the end; ValidationError if there can be none."""
    if not old or not new:
        raise ValidationError(_("This line needs an old and a new address."))
    if old == "/":
        raise ValidationError(_("The home page cannot be redirected."))
    if len(old) > MAX_PATH:
        raise ValidationError(_("This address is too long."))
    if not wordpress_url(old):
        resolved = page_at(old, site.root_page)
        if (resolved and resolved.is_visible) or is_view(old) or is_view(f"{old}/"):
            raise ValidationError(_("There is a page at the old address, so a redirect would never be used."))
    target, seen = new, {old}
    while own_path(target) and (step := old_path(target)) in targets:
        if step in seen:
            raise ValidationError(_("This redirect would lead in a circle."))
        seen.add(step)
        target = targets[step]
    check_for_circle(old, target, site)
    return target_fields(target, site)


def differences(present: Redirect, planned: Redirect) -> list[str]:
    """Empty if the redirect that is there leads where the planned one would; else where it leads, because it stays."""
    if target_of(present) == target_of(planned):
        return []
    return [_("It leads to %(address)s and stays as it is.") % {"address": present.link}]


def target_of(redirect: Redirect) -> tuple[Any, ...]:
    return redirect.redirect_page_id, redirect.redirect_page_route_path, redirect.redirect_link
