"""What becomes of the records of a file: new publications, with the people of the site that they name."""

from collections import defaultdict
from collections.abc import Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale, ReferenceIndex
from wagtail.search.backends import get_search_backends
from wagtail.signal_handlers import disable_reference_index_auto_update

from ikpe_site.editing.imports import Entry, Plan, Status
from ikpe_site.text.folding import comparable
from ikpe_site.text.slugs import german_slug, numbered
from people.models import PersonPage

from ..models import Contributor, CSLType, PublicationCategory, PublicationIndexPage, PublicationPage
from .files import Record, read_records
from .items import fields_of, names_of

# Set on saving, when the page has its place in the tree; the locale is that of the site.
LATER = ("path", "depth", "slug", "url_path", "draft_title", "content_type", "category", "locale")
BATCH = 200  # pages in one statement


class PublicationPlan(Plan):
    headings = (gettext_lazy("Title"),)
    max_bytes = 5 * 1024 * 1024

    @classmethod
    def parse(cls, content: bytes) -> list[Record]:
        return read_records(cls.text_of(content))

    @classmethod
    def compare(cls, records: list[Record]) -> Iterator[Entry]:
        """Compare with the publications and the people of the site."""
        publications, people, locale = KnownPublications(), KnownPeople(), Locale.get_default()
        for record in records:
            yield entry_of(record, publications, people, locale)

    def write(self, user, category: PublicationCategory, publish: bool = False) -> Iterator[None]:
        """Add the pages one by one, and put them into both indexes, of references and for the search, once each."""
        index = PublicationIndexPage.objects.select_for_update().get()
        taken = set(index.get_children().values_list("slug", flat=True))
        now = timezone.now() if publish else None
        publications = [entry.instance for entry in self.due]
        with disable_reference_index_auto_update():
            for page in publications:
                page.category, page.live, page.owner = category, publish, user
                page.has_unpublished_changes = not publish
                page.first_published_at = page.last_published_at = now
                page.slug = numbered(german_slug(page.title)[:200] or "publikation", taken)
                taken.add(page.slug)
                page.is_indexed_later = True
                index.add_child(instance=page)
                ReferenceIndex.create_or_update_for_object(page)
                yield
        for backend in get_search_backends(with_auto_update=True):
            for start in range(0, len(publications), BATCH):
                backend.add_bulk(PublicationPage, publications[start : start + BATCH])


def entry_of(record: Record, known: "KnownPublications", people: "KnownPeople", locale: Locale) -> Entry:
    if record.error:
        return Entry(record.line, ("",), Status.ERROR, [record.error])
    try:
        publication = PublicationPage(**fields_of(record.item), locale=locale)
        publication.full_clean(exclude=LATER, validate_unique=False)
        contributors, notes = people.contributors(names_of(record.item))
        for contributor in contributors:
            contributor.full_clean(exclude=["publication"])
    except ValidationError as error:
        return Entry(record.line, (str(record.item.get("title", ""))[:200],), Status.ERROR, sentences(error))
    cells = (publication.title,)
    if twin := known.find(publication):
        return Entry(record.line, cells, Status.PRESENT, [twin])
    known.add(publication, _("Is a duplicate of an earlier entry in this file."))
    publication.contributors = contributors
    return Entry(record.line, cells, Status.NEW, notes, publication)


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
        yield "title", comparable(publication.title), publication.issued_year

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
            self.by_family[comparable(person.last_name)].append(person)

    def contributors(self, names: list[dict]) -> tuple[list[Contributor], list[str]]:
        """Return the contributors for `names`, and a note for each name that may be one of the team."""
        contributors, notes = [], []
        for order, name in enumerate(names):
            candidates = self.candidates(name)
            exact = [
                person for person in candidates if comparable(person.first_name) == comparable(name.get("given", ""))
            ]
            if len(exact) == 1:
                contributors.append(Contributor(sort_order=order, role=name["role"], person=exact[0]))
                continue
            contributors.append(Contributor(sort_order=order, **name))
            if candidates:
                team = ", ".join(person.title for person in candidates)
                full = f"{name.get('given', '')} {name['family']}".strip()
                notes.append(
                    _("„%(name)s“ may be one of the team (%(team)s) and stays a free name.")
                    % {"name": full, "team": team}
                )
        return contributors, notes

    def candidates(self, name: dict) -> list[PersonPage]:
        """The people of the same family name whose first name begins with the same letter, or any if none is given."""
        initial = comparable(name.get("given", ""))[:1]
        people = self.by_family.get(comparable(name.get("family", "")), []) if name.get("family") else []
        return [person for person in people if comparable(person.first_name).startswith(initial)]
