"""Whether what a page says is still true: somebody looked at it within a year.

Publishing a page counts. Whoever finds nothing to change marks the page as reviewed, which the page history keeps: the
log is the record, so that no revision and no field of the page is touched.
"""

import datetime
from collections.abc import Callable

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from .todos import register_todo

LOG_ACTION = "core.review"
NAME = "outdated"
INTERVAL = datetime.timedelta(days=365)


def mark_as_reviewed(page: Page, user) -> None:
    log(page, LOG_ACTION, user=user)


def due_for_review(pages: QuerySet) -> QuerySet:
    """Those of `pages` that are live and that nobody has published or reviewed for a year, the oldest first."""
    cutoff = timezone.now() - INTERVAL
    reviewed = PageLogEntry.objects.filter(page=OuterRef("pk"), action=LOG_ACTION, timestamp__gte=cutoff)
    # A page without any date was not made in the admin: nobody knows how old it is.
    published = Coalesce("last_published_at", "first_published_at", output_field=DateTimeField())
    return (
        pages.annotate(published=published)
        .filter(Q(published=None) | Q(published__lt=cutoff), ~Exists(reviewed), live=True)
        .order_by("published", "pk")
    )


def register_for_review(model: str, narrow: Callable[[QuerySet], QuerySet] = lambda pages: pages) -> None:
    """Have the pages of a type reviewed every year, or those of them that `narrow` keeps."""
    register_todo(model, NAME, _("Not reviewed for a year"))(lambda pages: due_for_review(narrow(pages)))
