"""Writing the index: what visitors may see is in it, and nothing else.

The search checks again what may be seen when it is asked. So an index that is behind may miss something, and never
shows too much.
"""

import datetime
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django_tasks import task
from wagtail.models import Page, ReferenceIndex

from ikpe_site.core.models import BasePage
from ikpe_site.core.querysets import is_in_private_collection, visible_to_visitors
from ikpe_site.media.models import CustomDocument
from ikpe_site.text.german import PROMINENT, fold, terms_of, title_terms_of, words_of

from .content import WEIGHTS, Content, contents_of
from .models import ResultKind, SearchEntry, SearchWord

BATCH = 200  # pages at a time
MAX_TERMS = 30_000  # PostgreSQL keeps at most one megabyte of terms for an entry
SHORTEST, LONGEST = 4, 40  # letters of a word that may be proposed for another


@task()
def index_pages(pks: list[int]) -> None:
    """Bring the entries of these pages up to date, and those of the documents that they offer or did offer."""
    for start in range(0, len(pks), BATCH):
        batch = pks[start : start + BATCH]
        with transaction.atomic():
            # Of two that write about the same page, the second waits and reads what the first has written.
            list(Page.objects.select_for_update().filter(pk__in=batch).order_by("pk").values_list("pk"))
            entries = SearchEntry.objects.filter(page__in=batch)
            offered = set(entries.exclude(document=None).values_list("document", flat=True))
            entries.delete()
            contents = list(visible_contents(batch))
            write([entry_of(content) for content in contents], [content.topics for content in contents])
            learn_words(contents)
            write_documents(offered | documents_on(batch))


@task()
def index_below(path: str) -> None:
    """Bring the entries of a page and of all below it up to date, after a change that holds for all of them."""
    index_pages.call(list(Page.objects.filter(path__startswith=path).values_list("pk", flat=True)))


@task()
def index_document(pk: int) -> None:
    with transaction.atomic():
        write_documents({pk})


def rebuild() -> int:
    """Make the whole index anew and return the number of entries."""
    SearchWord.objects.all().delete()
    index_pages.call(list(Page.objects.filter(depth__gt=2).order_by("path").values_list("pk", flat=True)))
    return SearchEntry.objects.count()


def visible_contents(pks: Iterable[int]) -> Iterator[Content]:
    pages = Page.objects.filter(visible_to_visitors(), pk__in=pks, depth__gt=2).order_by("content_type")
    for content_type, group in groupby(pages, key=lambda page: page.content_type_id):
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model and issubclass(model, BasePage):
            yield from contents_of(model, [page.pk for page in group])


def entry_of(content: Content) -> SearchEntry:
    keys = " ".join(str(key) for key in content.keys if key)
    return filled(
        SearchEntry(page=content.page, subpath=content.subpath, kind=content.kind, weight=content.weight),
        content.title,
        content.text,
        keys,
        content.date,
    )


def filled(entry: SearchEntry, title: str, text: str, keys: str, date: datetime.date | None) -> SearchEntry:
    prominent = dict.fromkeys([*terms_of(title), *terms_of(keys)])
    everything = dict.fromkeys([*prominent, *(PROMINENT + term for term in prominent), *terms_of(text)])
    entry.title, entry.text = title, text
    entry.date, entry.year = date, date.year if date else None
    entry.title_terms, entry.key_terms = title_terms_of(title), padded(terms_of(keys))
    entry.terms = padded(list(everything)[:MAX_TERMS])
    return entry


def padded(terms: Iterable[str]) -> str:
    return f" {' '.join(terms)} "


def write(entries: list[SearchEntry], topics: list[list[int]]) -> None:
    SearchEntry.objects.bulk_create(entries)
    through = SearchEntry.topics.through
    through.objects.bulk_create(
        through(searchentry_id=entry.pk, topicpage_id=topic)
        for entry, linked in zip(entries, topics, strict=True)
        for topic in linked
    )


def documents_on(pks: Iterable[int]) -> set[int]:
    """The documents that these pages refer to in any field (Wagtail's index of references)."""
    using = references().filter(object_id__in=[str(pk) for pk in pks])
    return {int(pk) for pk in using.values_list("to_object_id", flat=True)}


def references() -> Any:
    """Which page refers to which document. Both ids are text there."""
    return ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(CustomDocument),
    )


def write_documents(pks: set[int]) -> None:
    """Write the entries of documents: each stands for the first visible page that offers it, or does not exist."""
    SearchEntry.objects.filter(document__in=pks).delete()
    documents = CustomDocument.objects.filter(~is_in_private_collection(), pk__in=pks)
    entries, topics = [], []
    for document in documents.select_related("inspection"):
        offering = references().filter(to_object_id=str(document.pk)).values_list("object_id", flat=True)
        shown = SearchEntry.objects.visible().filter(document=None, subpath="", page__in=[int(pk) for pk in offering])
        if page := shown.order_by("page__path").first():
            inspection = getattr(document, "inspection", None)
            text = "\n".join(filter(None, [document.description, inspection and inspection.text]))
            entry = SearchEntry(
                page_id=page.page_id, document=document, kind=ResultKind.DOCUMENT, weight=WEIGHTS[ResultKind.DOCUMENT]
            )
            entries.append(filled(entry, document.title, text, f"{document.description} {page.title}", page.date))
            topics.append(list(page.topics.values_list("pk", flat=True)))
    write(entries, topics)


def learn_words(contents: list[Content]) -> None:
    """Keep the words of the pages, for „Meinten Sie …?“."""
    words: dict[str, str] = {}
    for content in contents:
        for word in words_of(f"{content.title} {' '.join(str(key) for key in content.keys if key)} {content.text}"):
            folded = fold(word)
            if SHORTEST <= len(folded) <= LONGEST and len(word) <= LONGEST and folded.isalpha():
                words.setdefault(folded, word)
    SearchWord.objects.bulk_create(
        (SearchWord(folded=folded, word=word, length=len(folded)) for folded, word in sorted(words.items())),
        ignore_conflicts=True,
    )
