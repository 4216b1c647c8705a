"""When pages go live: Wagtail keeps it with the revision that waits for its time."""

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from wagtail.models import Revision


def scheduled_revisions() -> QuerySet:
    """The revisions of pages that wait for their time, the next first."""
    return Revision.page_revisions.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at")


def with_schedule(pages: QuerySet) -> QuerySet:
    """With `goes_live_at`, when the scheduler publishes a revision of the page."""
    waiting = scheduled_revisions().filter(object_id=Cast(OuterRef("pk"), CharField()))
    return pages.annotate(goes_live_at=Subquery(waiting.values("approved_go_live_at")[:1]))
