"""Keeps the index up to date: after the transaction, on the task queue, each page once however often it was saved."""

import threading
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import post_page_move

from ikpe_site.media.models import CustomDocument, DocumentInspection
from people.models import PersonPage
from publications.models import PublicationPage
from topics.models import Programme, ProjectPage, Region, RegionIndexPage, TopicIndexPage, TopicPage

from .index import index_below, index_document, index_pages

waiting = threading.local()


def index_soon(*pks: int) -> None:
    """Have pages indexed when the transaction is through. After one that failed this is done for nothing."""
    waiting.__dict__.setdefault("pks", set()).update(pks)
    transaction.on_commit(index_waiting)


def index_waiting() -> None:
    if pks := waiting.__dict__.pop("pks", None):
        index_pages.enqueue(sorted(pks))


@receiver(post_save)
def index_saved_page(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if issubclass(sender, Page) and not raw:
        index_soon(instance.pk, *pages_naming(instance))


def pages_naming(page: Any) -> list[int]:
    """The pages whose entries say something of this one."""
    if isinstance(page, TopicPage | ProjectPage):
        about = Q(responsibilities__topic=page.pk) | Q(responsibilities__project=page.pk)
        return list(PersonPage.objects.filter(about).values_list("pk", flat=True).distinct())
    if isinstance(page, PersonPage):
        return list(PublicationPage.objects.filter(contributors__person=page).values_list("pk", flat=True).distinct())
    return []


@receiver(post_page_move)
def index_moved_page(instance: Any, **kwargs: Any) -> None:
    transaction.on_commit(partial(index_below.enqueue, instance.path))


@receiver([post_save, post_delete], sender=PageViewRestriction)
def index_private_page(instance: Any, **kwargs: Any) -> None:
    transaction.on_commit(partial(index_below.enqueue, instance.page.path))


@receiver([post_save, post_delete], sender=Programme)
def index_programme(instance: Any, **kwargs: Any) -> None:
    pages = Page.objects.filter(
        Q(content_type=ContentType.objects.get_for_model(TopicIndexPage))
        | Q(pk__in=ProjectPage.objects.filter(programme=instance.pk).values("pk"))
        | Q(pk__in=PersonPage.objects.filter(responsibilities__programme=instance.pk).values("pk"))
    )
    index_soon(*pages.values_list("pk", flat=True))


@receiver([post_save, post_delete], sender=Region)
def index_region(**kwargs: Any) -> None:
    index_soon(*RegionIndexPage.objects.values_list("pk", flat=True))


@receiver(post_save, sender=CustomDocument)
def index_saved_document(instance: Any, **kwargs: Any) -> None:
    transaction.on_commit(partial(index_document.enqueue, instance.pk))


@receiver(post_save, sender=DocumentInspection)
def index_inspected_document(instance: Any, **kwargs: Any) -> None:
    transaction.on_commit(partial(index_document.enqueue, instance.pk))


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def index_private_collection(instance: Any, **kwargs: Any) -> None:
    collections = Collection.objects.filter(path__startswith=instance.collection.path)
    for pk in CustomDocument.objects.filter(collection__in=collections).values_list("pk", flat=True):
        transaction.on_commit(partial(index_document.enqueue, pk))
