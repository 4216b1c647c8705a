"""What becomes of the records of a file: new publications, with the people of the site that they name."""

from collections.abc import Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale, ReferenceIndex
from wagtail.search.backends import get_search_backends
from wagtail.signal_handlers import disable_reference_index_auto_update

from ikpe_site.editing.imports import Entry, Plan, Status
from ikpe_site.editing.slugs import owned_slugs
from ikpe_site.text.slugs import german_slug, numbered

from ..models import Contributor, PublicationIndexPage, PublicationPage
from .contributors import names_of
from .files import read_records
from .items import fields_of
from .matching import KnownPeople, KnownPublications
from .notes import Notes
from .records import Record

# Set on saving, when the page has its place in the tree; the locale is that of the site.
LATER = ("path", "depth", "slug", "url_path", "draft_title", "content_type", "category", "locale")
BATCH = 200  # pages in one statement


class PublicationPlan(Plan):
    record = Record
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

    def write(self, user, category: int, publish: bool = False) -> Iterator[None]:
        """Add the pages to the category with this key, and put them into the indexes of references and of the search.

        One page after the other; the indexes once for each.
        """
        index = PublicationIndexPage.objects.select_for_update().get()
        taken = owned_slugs(index) | set(index.get_children().values_list("slug", flat=True))
        now = timezone.now() if publish else None
        publications = [entry.instance for entry in self.due]
        with disable_reference_index_auto_update():
            for page in publications:
                page.category_id, page.live, page.owner = category, publish, user
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


def entry_of(record: Record, known: KnownPublications, people: KnownPeople, locale: Locale) -> Entry:
    if record.error:
        return Entry(record.line, ("",), Status.ERROR, [record.error])
    notes = Notes(record.notes)
    try:
        publication = PublicationPage(**fields_of(record.item, notes), locale=locale)
        publication.full_clean(exclude=LATER, validate_unique=False)
        contributors, doubts = people.contributors(names_of(record.item, notes))
        for contributor in contributors:
            contributor.full_clean(exclude=["publication"])
    except ValidationError as error:
        return Entry(record.line, (str(record.item.get("title", ""))[:200],), Status.ERROR, sentences(error))
    cells = (publication.title,)
    if twin := known.find(publication):
        return Entry(record.line, cells, Status.PRESENT, [twin])
    known.add(publication, _("Is a duplicate of an earlier entry in this file."))
    publication.contributors = contributors
    return Entry(record.line, cells, Status.NEW, [*notes, *doubts], publication)


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
