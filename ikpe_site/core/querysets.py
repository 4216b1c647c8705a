"""What every list of pages builds on."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet


def outer_text(name: str) -> ExpressionWrapper:
    """A text field of the outer query, for the look-ups of a subquery."""
    return ExpressionWrapper(OuterRef(name), CharField())


def is_restricted() -> Exists:
    """Whether a page is private: itself, a page above it, or, for an alias, the page it stands for.

    Looked up within the query: Wagtail's own `public()` asks for the private sections first, once more for every
    list on a page.
    """
    # Subqueries, not joins: databases that know no numbers yet begin a join with the large table of pages, once for
    # each row of a list.
    section = Page.objects.filter(pk=OuterRef("page_id")).order_by().values("path")
    aliases = Page.objects.annotate(outer=outer_text("outer")).filter(alias_of=OuterRef("page_id"))
    return Exists(
        PageViewRestriction.objects.annotate(outer=outer_text("path"), section=Subquery(section)).filter(
            Q(outer__startswith=F("section")) | Exists(aliases.filter(outer__startswith=F("path")))
        )
    )


def visible_to_visitors() -> Q:
    """The condition under which a visitor may see a page: live, not expired, not private.

    Expiry is checked here and not left to the scheduler, which may be late.
    """
    return Q(live=True) & (Q(expire_at=None) | Q(expire_at__gt=timezone.now())) & ~is_restricted()


def may_be_seen(page) -> bool:
    """The same condition for a page at hand; whether it is private is known only if `is_restricted` is annotated."""
    expired = page.expire_at is not None and page.expire_at <= timezone.now()
    return page.live and not expired and not getattr(page, "is_restricted", False)


class BasePageQuerySet(PageQuerySet):
    def visible(self):
        return self.filter(visible_to_visitors())

    def for_listing(self):
        """With all that a card shows, the picture and its renditions, and without the long texts."""
        return self.select_related("image").prefetch_related("image__renditions").defer_streamfields()

    def for_detail(self):
        """With all that the page itself shows beyond its own table."""
        return (
            self.select_related("image").prefetch_related("image__renditions").annotate(is_restricted=is_restricted())
        )
