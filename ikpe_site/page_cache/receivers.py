"""What empties the page cache: every change of something that visitors see, wherever it comes from.

A published page, a moved one, a snippet, a setting, a picture, a redirect. Counts as seen what is not named here as
unseen: a model that is forgotten makes the cache emptier than it need be, not the site older.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from modelcluster.models import ClusterableModel
from wagtail.models import BaseViewRestriction, Collection, Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from ikpe_site.core.querysets import is_in_private_collection
from ikpe_site.media.models import CustomDocument, CustomImage, CustomRendition, DocumentInspection, DocumentVersion

from .purging import empty_on_commit

OWN_APPS = {"core", "media", "home", "topics", "people", "news", "publications", "events"}
WAGTAIL_APPS = {"wagtailredirects", "wagtailforms"}
"""Whose models visitors see the effect of, beside those that are asked for by their class."""

SEEN = (Page, Site, Collection, BaseViewRestriction)
# Renditions come into being while visitors look at pages, and do not change.
UNSEEN = (CustomRendition, DocumentInspection, DocumentVersion)

# What Wagtail writes to a page when it keeps a draft (Page.save_revision()), locks it or takes it into a workflow.
DRAFT_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
    "go_live_at",
    "approved_schedule",
}


def is_seen(model: type[Model]) -> bool:
    if issubclass(model, UNSEEN):
        return False
    return model._meta.app_label in OWN_APPS | WAGTAIL_APPS or issubclass(model, SEEN)


def saved(sender: type[Model], instance: Model, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
    if not is_seen(sender):
        return
    if isinstance(instance, Page) and not instance.live:
        return  # a draft; what was live before says so by page_unpublished
    if isinstance(instance, ClusterableModel) and update_fields and set(update_fields) <= DRAFT_FIELDS:
        return
    # Whoever makes something private wants it gone at once. A collection may have been moved to where it is private.
    empty_on_commit(keep_stale=not (isinstance(instance, (BaseViewRestriction, Collection)) or is_private(instance)))


def is_private(instance: Model) -> bool:
    """Whether this is a picture or a document of a private collection, where it may have come just now."""
    if not isinstance(instance, (CustomImage, CustomDocument)):
        return False
    return type(instance)._default_manager.filter(is_in_private_collection(), pk=instance.pk).exists()


def deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if is_seen(sender) and not (isinstance(instance, Page) and not instance.live):
        empty_on_commit(keep_stale=False)


def changed_relation(sender: type[Model], instance: Model, action: str, **kwargs: Any) -> None:
    if action.startswith("post_") and is_seen(type(instance)):
        empty_on_commit()


def published(sender: type[Model], **kwargs: Any) -> None:
    empty_on_commit()


def taken_away(sender: type[Model], **kwargs: Any) -> None:
    empty_on_commit(keep_stale=False)


def connect() -> None:
    post_save.connect(saved)
    post_delete.connect(deleted)
    m2m_changed.connect(changed_relation)
    page_published.connect(published)
    page_unpublished.connect(taken_away)
    post_page_move.connect(taken_away)
