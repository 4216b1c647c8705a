"""What every list of pages builds on."""

from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, F, Func, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import CollectionViewRestriction
from wagtail.query import PageQuerySet


class IsRestricted(Func):
    """Whether a page is private: itself, a page above it, or, for an alias, the page it stands for.

    Looked up within the query: Wagtail's own `public()` asks for the private pages first, once more for every
    list on a page. Plain SQL, which both databases know, because it stands in every query of every list: put together
    by the ORM it took a third of the time of the home page. The paths of all pages below a page begin with its path.
    """

    output_field = BooleanField()
    template = (
        "EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction restriction WHERE EXISTS ("
        "SELECT 1 FROM wagtailcore_page page "
        "WHERE (page.id = restriction.page_id OR page.alias_of_id = restriction.page_id) "
        "AND substr(%(expressions)s, 1, length(page.path)) = page.path))"
    )

    def __init__(self, page: str = ""):
        super().__init__(f"{page}path")


def is_in_private_collection(document: str = "") -> Exists:
    """Whether a document or picture is in a collection, or below one, that not every visitor may look into.

    For a page, `document` is the beginning of the lookup that leads to its document: „document__“.
    """
    return is_below(CollectionViewRestriction.objects.all(), f"{document}collection__path")


def is_below(restrictions: QuerySet[CollectionViewRestriction], path: str) -> Exists:
    """Whether a collection, to whose path the lookup `path` leads, or one above it has one of the restrictions."""
    outer = ExpressionWrapper(OuterRef(path), CharField())
    return Exists(restrictions.annotate(outer=outer).filter(outer__startswith=F("collection__path")))


def visible_to_visitors(page: str = "") -> Q:
    """The condition under which lists name a page to visitors: live, not expired, not private.

    Expiry is checked here and not left to the scheduler, which may be late. For what belongs to a page, `page` is the
    beginning of the lookup that leads to it: „project__“.
    """
    not_expired = Q((f"{page}expire_at", None)) | Q((f"{page}expire_at__gt", timezone.now()))
    return Q(Q((f"{page}live", True)), not_expired, ~IsRestricted(page))


def may_be_seen(page) -> bool:
    """The same condition for a page at hand; whether it is private is known only if `is_restricted` is annotated."""
    expired = page.expire_at is not None and page.expire_at <= timezone.now()
    return page.live and not expired and not getattr(page, "is_restricted", False)


def link_fields(page: str = "") -> list[str]:
    """What a link to a page needs of it, for `only()`; `page` is the beginning of the lookup that leads to the page.

    A page has over forty fields, and each costs time in every query, whether somebody reads it or not.
    """
    return [f"{page}{name}" for name in ("id", "title", "slug", "path", "depth", "url_path", "content_type")]


class BasePageQuerySet(PageQuerySet):
    def visible(self):
        return self.filter(visible_to_visitors())

    def for_listing(self):
        """With all that a card shows, the picture and its renditions, and without the long texts."""
        return self.select_related("image").prefetch_related("image__renditions").defer_streamfields()

    def for_links(self, *fields: str):
        """With what a link to each page needs, and with `fields`."""
        return self.only(*link_fields(), *fields)

    def for_feed(self):
        """What was published last comes first, with text and picture. What was never published has no date.

        Without examples: programs of readers keep for good what they once got.
        """
        published = (
            self.exclude(first_published_at=None).filter(is_example=False).order_by("-first_published_at", "-pk")
        )
        return (
            published.select_related("image")
            .prefetch_related("image__renditions")
            .annotate(is_image_private=is_in_private_collection("image__"))
        )

    def for_detail(self):
        """With all that the page itself shows beyond its own table."""
        return (
            self.select_related("image", "social_image")
            .prefetch_related("image__renditions", "social_image__renditions")
            .annotate(is_restricted=IsRestricted())
        )
