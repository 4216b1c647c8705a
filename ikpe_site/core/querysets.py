"""What every list of pages builds on."""

from django.db.models import BooleanField, Func, Q
from django.utils import timezone
from wagtail.query import PageQuerySet


class IsRestricted(Func):
    """Whether a page is private: itself, a page above it, or, for an alias, the page it stands for.

    Looked up within the query: Wagtail's own `public()` asks for the private sections first, once more for every
    list on a page. Plain SQL, which both databases know, because it stands in every query of every list: put together
    by the ORM it took a third of the time of the home page. The paths of all pages below a page begin with its path.
    """

    output_field = BooleanField()
    template = (
        "EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction restriction WHERE EXISTS ("
        "SELECT 1 FROM wagtailcore_page section "
        "WHERE (section.id = restriction.page_id OR section.alias_of_id = restriction.page_id) "
        "AND substr(%(expressions)s, 1, length(section.path)) = section.path))"
    )

    def __init__(self):
        super().__init__("path")


def visible_to_visitors() -> Q:
    """The condition under which a visitor may see a page: live, not expired, not private.

    Expiry is checked here and not left to the scheduler, which may be late.
    """
    return Q(live=True) & (Q(expire_at=None) | Q(expire_at__gt=timezone.now())) & ~IsRestricted()


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
            self.select_related("image").prefetch_related("image__renditions").annotate(is_restricted=IsRestricted())
        )
