"""The changes that a hand-over makes to pages, for core.page_changes."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import PersonPage, Responsibility

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Naming:
    """Name `heir`, or nobody, where `field` names `person`."""

    field: str
    person: PersonPage
    heir: PersonPage | None

    def __call__(self, page):
        if getattr(page, f"{self.field}_id") == self.person.pk:
            setattr(page, self.field, self.heir)


@dataclass(frozen=True)
class Ending:
    """End a responsibility on `last_day`, or take it away if it would start after that."""

    entry: Responsibility
    last_day: date

    def __call__(self, page):
        for own in list(page.responsibilities.all()):
            if own.pk != self.entry.pk:
                continue
            if own.valid_from and own.valid_from > self.last_day:
                page.responsibilities.remove(own)
            elif not own.valid_to or own.valid_to > self.last_day:
                own.valid_to = self.last_day
                page.responsibilities.add(own)


class Receiving:
    """Give `heir` copies of `entries` from `first_day` on, as far as they are not there already.

    `told` gets a sentence on each, under its key in `entries`.
    """

    def __init__(self, heir: PersonPage, entries: dict[str, Responsibility], first_day: date, told: dict[str, str]):
        self.heir, self.told = heir, told
        self.copies = {key: copy_of(entry, first_day) for key, entry in entries.items()}
        self.live_rows: dict[str, Responsibility] = {}

    def __call__(self, page):
        before, rows = list(page.responsibilities.all()), {}
        for key, copy in self.copies.items():
            row = next((own for own in before if continues(own, copy)), None)
            if row:
                widen(row, copy)
                text = _("%(what)s: %(person)s answers for it already and keeps it.")
            else:
                row = copy_of(copy, copy.valid_from)
                row.sort_order = max((own.sort_order or 0 for own in (*before, *rows.values())), default=-1) + 1
                if (live := self.live_rows.get(key)) and live not in before:
                    row.pk = live.pk  # the same row in the draft as on the live page
                text = _("%(what)s: %(person)s from %(date)s.")
            page.responsibilities.add(row)
            rows[key] = row
            first_day = date_format(copy.valid_from, "j. F Y")
            self.told.setdefault(key, text % {"what": copy.display, "person": self.heir, "date": first_day})
        self.live_rows = self.live_rows or rows


def copy_of(entry: Responsibility, first_day: date) -> Responsibility:
    """The same responsibility as a new row, not before `first_day`."""
    fields = ("programme_id", "project_id", "topic_id", "label", "role", "is_lead", "valid_to")
    copy = Responsibility(**{name: getattr(entry, name) for name in fields})
    copy.valid_from = max(entry.valid_from or first_day, first_day)
    copy.regions.set(entry.regions.all())
    return copy


def continues(own: Responsibility, other: Responsibility) -> bool:
    """Whether both are for the same concern and regions, without a gap between their times."""
    same_regions = set(own.regions.all()) == set(other.regions.all())
    starts_in_time = not own.valid_from or not other.valid_to or own.valid_from <= other.valid_to + DAY
    ends_in_time = not own.valid_to or own.valid_to + DAY >= other.valid_from
    return own.subject == other.subject and same_regions and starts_in_time and ends_in_time


def widen(own: Responsibility, other: Responsibility):
    """Make `own` last as long as `other` does."""
    if own.valid_from:
        own.valid_from = min(own.valid_from, other.valid_from)
    if own.valid_to:
        own.valid_to = max(own.valid_to, other.valid_to) if other.valid_to else None
    own.is_lead = own.is_lead or other.is_lead
    own.role = own.role or other.role
