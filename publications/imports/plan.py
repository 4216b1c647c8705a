"""What an import would do, and doing it: all of it or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from ikpe_site.text.slugs import german_slug, numbered
from people.models import PersonPage

from ..collation import folded
from ..models import Contributor, CSLType, PublicationCategory, PublicationIndexPage, PublicationPage
from .files import Record
from .items import fields_of, names_of
from .writing import add_pages

# Set on saving, when the page has its place in the tree; the locale is that of the site.
LATER = ("path", "depth", "slug", "url_path", "draft_title", "content_type", "category", "locale")


class Status(models.TextChoices):
    NEW = "new", gettext_lazy("new")
    KNOWN = "known", gettext_lazy("already there")
    UNREADABLE = "unreadable", gettext_lazy("unreadable")


@dataclass
class Entry:
    """An entry of the file and what becomes of it. `notes` are sentences for the editor."""

    line: int
    status: Status
    title: str = ""
    notes: list[str] = field(default_factory=list)
    publication: PublicationPage | None = None
    contributors: list[Contributor] = field(default_factory=list)


@dataclass
class Plan:
    entries: list[Entry]

    def with_status(self, status: Status) -> list[Entry]:
        return [entry for entry in self.entries if entry.status == status]

    @property
    def new(self) -> list[Entry]:
        return self.with_status(Status.NEW)

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(status.label, len(self.with_status(status))) for status in Status]

    def carry_out(self, category: PublicationCategory, publish: bool, user=None) -> Iterator[int]:
        """Write all new entries in one transaction, yielding the number written so far after each."""
        with transaction.atomic():
            index = PublicationIndexPage.objects.select_for_update().get()
            taken = set(index.get_children().values_list("slug", flat=True))
            for entry in self.new:
                page = entry.publication
                page.category, page.live, page.owner = category, publish, user
                page.has_unpublished_changes = not publish
                page.slug = numbered(german_slug(page.title)[:200] or "publikation", taken)
                taken.add(page.slug)
                page.contributors = entry.contributors
                if publish:
                    page.first_published_at = page.last_published_at = timezone.now()
            yield from add_pages(index, [entry.publication for entry in self.new])


def plan_import(records: Iterable[Record]) -> Plan:
    """Compare the records of a file with the publications and the people of the site; nothing is written."""
    known, people, locale = KnownPublications(), KnownPeople(), Locale.get_default()
    return Plan([plan_entry(record, known, people, locale) for record in records])


def plan_entry(record: Record, known: "KnownPublications", people: "KnownPeople", locale: Locale) -> Entry:
    if record.error:
        return Entry(record.line, Status.UNREADABLE, notes=[record.error])
    title = str(record.item.get("title", ""))[:200]
    try:
        publication = PublicationPage(**fields_of(record.item), locale=locale)
        publication.full_clean(exclude=LATER, validate_unique=False)
        names = names_of(record.item)
        contributors, notes = people.contributors(names)
        for contributor in contributors:
            contributor.full_clean(exclude=["publication"])
    except ValidationError as error:
        return Entry(record.line, Status.UNREADABLE, title, notes=sentences(error))
    if twin := known.find(publication):
        return Entry(record.line, Status.KNOWN, publication.title, notes=[twin])
    known.add(publication, _("Stands further up in this file."))
    return Entry(record.line, Status.NEW, publication.title, notes, publication, contributors)


def sentences(error: ValidationError) -> list[str]:
    """The messages of an error, each with the name of its field."""
    if not hasattr(error, "error_dict"):
        return error.messages
    fields = {entry.name: entry.verbose_name for entry in PublicationPage._meta.fields}
    fields |= {entry.name: entry.verbose_name for entry in Contributor._meta.fields}
    return [
        message if name == NON_FIELD_ERRORS else f"{fields.get(name, name)}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]


class KnownPublications:
    """What is there already, by DOI, by ISBN, and by title and year."""

    def __init__(self):
        self.notes: dict[tuple, str] = {}
        fields = ("title", "csl_type", "doi", "isbn", "issued_year")
        for publication in PublicationPage.objects.only(*fields, "slug").defer_streamfields():
            self.add(publication, _("Is there as „%(title)s“.") % {"title": publication.title})

    @staticmethod
    def marks(publication: PublicationPage) -> Iterator[tuple]:
        if publication.doi:
            yield "doi", publication.doi
        if publication.isbn and publication.csl_type != CSLType.CHAPTER:  # which has that of the book
            yield "isbn", publication.isbn
        yield "title", folded(publication.title), publication.issued_year

    def add(self, publication: PublicationPage, note: str):
        for mark in self.marks(publication):
            self.notes.setdefault(mark, note)

    def find(self, publication: PublicationPage) -> str:
        """Return where `publication` is already; empty if it is new."""
        return next((self.notes[mark] for mark in self.marks(publication) if mark in self.notes), "")


class KnownPeople:
    """The people of the site by their names."""

    def __init__(self):
        self.by_family: dict[str, list[PersonPage]] = defaultdict(list)
        for person in PersonPage.objects.only("first_name", "last_name", "title").defer_streamfields():
            self.by_family[folded(person.last_name)].append(person)

    def contributors(self, names: list[dict]) -> tuple[list[Contributor], list[str]]:
        """Return the contributors for `names`, and a note for each name that may be one of the team."""
        found, notes = [], []
        for order, name in enumerate(names):
            candidates = self.candidates(name)
            exact = [person for person in candidates if folded(person.first_name) == folded(name.get("given", ""))]
            if len(exact) == 1:
                found.append(Contributor(sort_order=order, role=name["role"], person=exact[0]))
                continue
            found.append(Contributor(sort_order=order, **name))
            if candidates:
                team = ", ".join(person.title for person in candidates)
                full = f"{name.get('given', '')} {name['family']}".strip()
                notes.append(
                    _("„%(name)s“ may be one of the team (%(team)s) and stays a free name.")
                    % {"name": full, "team": team}
                )
        return found, notes

    def candidates(self, name: dict) -> list[PersonPage]:
        """The people of the same family name whose first name begins with the same letter, or any if none is given."""
        initial = folded(name.get("given", ""))[:1]
        people = self.by_family.get(folded(name.get("family", "")), []) if name.get("family") else []
        return [person for person in people if folded(person.first_name).startswith(initial)]
