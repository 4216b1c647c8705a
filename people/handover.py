"""Handing over what a person answers for to others, on the day the person leaves.

Responsibilities have dates: they change hands on the day after the last one. What else names the person, such as the
contact person of an event, has none and changes at once. The app that owns such a field registers it here.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogContext, log
from wagtail.models import Page

from ikpe_site.editing.page_changes import change_page, obstacle_to_change
from ikpe_site.text.ranges import range_display

from .models import PersonPage, Responsibility
from .page_changes import EndResponsibility, ReplaceReference, TakeOver

LOG_ACTION = "people.hand_over"


class OutdatedError(Exception):
    """What was to be handed over has changed since it was shown."""


# --- what names a person ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reference:
    """A page that names the person. `lasts`: also after the last day, so that somebody has to take over."""

    page: Page
    detail: str = ""
    lasts: bool = True


@dataclass(frozen=True)
class Relation:
    name: str
    heading: str
    field: str
    references: Callable[[PersonPage, date], Iterable[Reference]]


_relations: list[Relation] = []


def register_relation(name: str, heading: str, field: str):
    """Register a function that takes the leaving person and the last day and returns References.

    `field` is the foreign key by which their pages name the person; `name` is unique among the relations.
    """

    def decorator(function):
        _relations.append(Relation(name, heading, field, function))
        return function

    return decorator


def naming(person: PersonPage, field: str) -> Q:
    """The condition for pages whose `field` names `person`, live or in a draft. Copies follow their original."""
    draft = Q(**{f"latest_revision__content__{field}": person.pk}, has_unpublished_changes=True)
    return (Q(**{field: person}) | draft) & Q(alias_of=None)


@register_relation("deputy", gettext_lazy("Deputy of"), "deputy")
def those_with_this_deputy(person, last_day):
    pages = PersonPage.objects.filter(naming(person, "deputy")).exclude(pk=person.pk).by_name()
    return [Reference(page, page.position) for page in pages if not page.left_on or page.left_on > last_day]


@register_relation("successor", gettext_lazy("Successor of"), "successor")
def those_with_this_successor(person, last_day):
    pages = PersonPage.objects.filter(naming(person, "successor")).exclude(pk=person.pk).by_name()
    return [Reference(page, page.position) for page in pages]


# --- the rows of a hand-over -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One thing that the person answers for. `obstacle`: why the user cannot change it; empty if nothing hinders."""

    key: str
    heading: str
    label: str
    detail: str
    page: Page
    lasts: bool
    obstacle: str = ""
    responsibility: Responsibility | None = None
    relation: Relation | None = None


def period_display(entry: Responsibility) -> str:
    first, last = (date_format(day, "j. F Y") if day else "" for day in (entry.valid_from, entry.valid_to))
    if first and last:
        return range_display(first, last)
    if first:
        return _("since %(date)s") % {"date": first}
    return _("until %(date)s") % {"date": last} if last else ""


@dataclass
class HandOver:
    """`person` leaves after `last_day`; `successor` takes over what is not decided otherwise.

    `user` is who hands over and needs the right to publish the pages that change.
    """

    person: PersonPage
    last_day: date
    successor: PersonPage
    user: object

    @cached_property
    def rows(self) -> list[Row]:
        """All that the person answers for after the last day, live or in a draft."""
        return [*self._responsibilities(), *self._references()]

    def _responsibilities(self):
        entries = Responsibility.objects.filter(
            Q(valid_to=None) | Q(valid_to__gt=self.last_day), person=self.person
        ).order_by("sort_order", "pk")
        for entry in entries.for_listing().with_regions():
            finished = entry.project and entry.project.ends_on and entry.project.ends_on <= self.last_day
            yield Row(
                key=f"responsibility-{entry.pk}",
                heading=_("Responsibilities"),
                label=entry.concern,
                detail=" · ".join(filter(None, (entry.role, entry.regions_display, period_display(entry)))),
                page=self.person,
                lasts=not finished,
                responsibility=entry,
            )

    def _references(self):
        for relation in _relations:
            for reference in relation.references(self.person, self.last_day):
                yield Row(
                    key=f"{relation.name}-{reference.page.pk}",
                    heading=relation.heading,
                    label=reference.page.get_admin_display_title(),
                    detail=reference.detail,
                    page=reference.page,
                    lasts=reference.lasts,
                    obstacle=obstacle_to_change(reference.page, self.user),
                    relation=relation,
                )

    @property
    def fingerprint(self) -> str:
        """Differs as soon as the person, one of the rows or a page with a row has changed."""
        person = self.person
        state = [person.pk, person.latest_revision_id, str(person.left_on), person.successor_id]
        state += [[row.key, row.label, row.detail, row.obstacle, row.page.latest_revision_id] for row in self.rows]
        return hashlib.sha256(json.dumps(state).encode()).hexdigest()

    def execute(self, decisions: dict[str, PersonPage | None], fingerprint: str) -> list[str]:
        """Hand over: for the key of a row, who takes over, or None if it ends. Other rows stay as they are.

        All of it happens or nothing. Returns what was done, a sentence each. Raises OutdatedError if `fingerprint` is
        not that of the rows any more, and UnpublishableError if a page refuses to be published.
        """
        with transaction.atomic(), LogContext(user=self.user):
            people = [self.person, self.successor, *filter(None, decisions.values())]
            pages = {page.pk for page in (*people, *(row.page for row in self.rows))}
            # Whoever is second waits here, then sees that the first has changed the fingerprint.
            list(Page.objects.select_for_update().filter(pk__in=pages).order_by("pk").values_list("pk"))
            fresh = HandOver(PersonPage.objects.get(pk=self.person.pk), self.last_day, self.successor, self.user)
            if fresh.fingerprint != fingerprint:
                raise OutdatedError
            return fresh._execute(decisions)

    def _execute(self, decisions):
        told, changes, moving = {}, {self.person.pk: [self._leave]}, {}
        for row in self.rows:
            if row.key not in decisions or row.obstacle:
                continue
            heir, entry = decisions[row.key], row.responsibility
            if entry is None:
                changes.setdefault(row.page.pk, []).append(ReplaceReference(row.relation.field, self.person, heir))
                text = _("%(heading)s %(what)s: now %(person)s.")
                told[row.key] = text % {"heading": row.heading, "what": row.label, "person": heir}
                continue
            changes[self.person.pk].append(EndResponsibility(entry, self.last_day))
            if heir:
                moving.setdefault(heir, {})[row.key] = entry
            else:
                text = _("%(what)s ends on %(date)s.")
                told[row.key] = text % {"what": entry.concern_display, "date": self.last_day_display}
        for heir, entries in moving.items():
            changes.setdefault(heir.pk, []).append(TakeOver(heir, entries, self.last_day + timedelta(days=1), told))
        for pk in sorted(changes):
            change_page(pk, changes[pk], self.user)
        done = [told[row.key] for row in self.rows if row.key in told]
        data = {"summary": self.summary, "done": done}
        log(self.person, LOG_ACTION, user=self.user, data=data, content_changed=True)
        return done

    @property
    def summary(self) -> str:
        return _("%(person)s hands over to %(successor)s, last day: %(date)s.") % {
            "person": self.person.title,
            "successor": self.successor.title,
            "date": self.last_day_display,
        }

    @property
    def last_day_display(self) -> str:
        return date_format(self.last_day, "j. F Y")

    def _leave(self, person):
        person.left_on, person.successor_id = self.last_day, self.successor.pk
