"""What pages say of themselves in feeds (ikpe_site/feeds/ writes them)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Author:
    name: str
    url: str = ""


class FeedEntryMixin:
    """What a page says of itself in feeds, beyond what all pages have. Lists of pages come from `for_feed()`."""

    feed_fields = ("body",)  # of rich text or stories, in the order in which the page shows them

    @property
    def feed_facts(self) -> list[str]:
        """Lines before the text, for what the page itself shows beside it."""
        return []

    @property
    def feed_categories(self) -> list[str]:
        return [str(self._meta.verbose_name)]

    @property
    def feed_authors(self) -> list[Author]:
        """Empty if it is the institute that speaks."""
        return []

    @property
    def feed_documents(self) -> list:
        """Documents that visitors may read and that are the page's very content."""
        return []
