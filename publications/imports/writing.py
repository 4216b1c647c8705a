"""Writing many publications at once.

What Wagtail does anew for every page that is added (finding its place in the tree, checking it, keeping the log and
the search index) takes longer than writing the page. Here it is done once for all.
"""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.backends import get_search_backends
from wagtail.signal_handlers import disable_reference_index_auto_update

from ..models import PublicationIndexPage, PublicationPage

BATCH = 200  # pages in one statement


def add_pages(index: PublicationIndexPage, pages: list[PublicationPage]) -> Iterator[int]:
    """Write `pages`, which are valid and have slugs of their own, below `index`; yield the number so far after each.

    Belongs into a transaction that has locked `index`.
    """
    first = Page._str2int(last.path[-Page.steplen :]) + 1 if (last := index.get_last_child()) else 1
    # Wagtail would make the index of references anew for every name; once a page is enough.
    with disable_reference_index_auto_update():
        for number, page in enumerate(pages, 1):
            page.depth = index.depth + 1
            page.path = Page._get_path(index.path, page.depth, first + number - 1)
            page._cached_parent_obj = index  # as add_child() does
            page.is_indexed_later = True
            page.save(clean=False, log_action=None)
            ReferenceIndex.create_or_update_for_object(page)
            yield number
    Page.objects.filter(pk=index.pk).update(numchild=F("numchild") + len(pages))
    log_creation(pages)
    index_for_search(pages)


def log_creation(pages: list[PublicationPage]) -> None:
    content_type, now = ContentType.objects.get_for_model(PublicationPage), timezone.now()
    entries = (
        PageLogEntry(
            page=page,
            content_type=content_type,
            label=page.get_admin_display_title(),
            action="wagtail.create",
            timestamp=now,
            user=page.owner,
            content_changed=True,
        )
        for page in pages
    )
    PageLogEntry.objects.bulk_create(entries, batch_size=BATCH)


def index_for_search(pages: list[PublicationPage]) -> None:
    for backend in get_search_backends(with_auto_update=True):
        for start in range(0, len(pages), BATCH):
            backend.add_bulk(PublicationPage, pages[start : start + BATCH])
